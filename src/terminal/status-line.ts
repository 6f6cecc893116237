/** What is waited for, in a line that is drawn over, and gone before anything else is printed. */
export interface StatusLine {
  /** Says `text`, once most of a second went by without output. */
  show(text: () => string): void;
  hide(): void;
  /** Called before anything else is printed: the line comes again when nothing follows. */
  makeRoom(): void;
  /** Hides the line for good: from now on somebody else may write to the terminal. */
  leave(): void;
}

export interface StatusLineOptions {
  /** False where nobody looks, or wants to. */
  readonly isWanted: () => boolean;
  /** The text as it may be written to a terminal, and no wider than one. */
  readonly clean: (text: string) => string;
  readonly write: (frame: string) => void;
  /** A terminal that cannot draw over a line gets it once. */
  readonly canDrawOver: boolean;
}

/** In milliseconds. With what the program takes to start, it is less than a second until something is on the screen. */
const delay = 700;
const redrawInterval = 100;

export function createStatusLine({ isWanted, clean, write, canDrawOver }: StatusLineOptions): StatusLine {
  let text: (() => string) | undefined;
  let isDrawn = false;
  let hasLeft = false;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    timer = undefined;
    if (text === undefined || (isDrawn && !canDrawOver)) return;
    const line = clean(text());
    write(canDrawOver ? `\r\u001b[K${line}` : `${line}\n`);
    isDrawn = true;
  };
  const drawIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(draw, milliseconds);
    // A command that is done does not wait to say what it waits for.
    timer.unref();
  };
  const erase = () => {
    if (!isDrawn || !canDrawOver) return;
    isDrawn = false;
    write('\r\u001b[K');
  };
  const hide = () => {
    clearTimeout(timer);
    timer = undefined;
    text = undefined;
    erase();
    isDrawn = false;
  };
  return {
    show(next) {
      if (hasLeft || !isWanted()) return;
      const isFirst = text === undefined;
      text = next;
      if (isFirst) drawIn(delay);
      else if (isDrawn && timer === undefined) drawIn(redrawInterval);
    },
    hide,
    makeRoom() {
      erase();
      if (text !== undefined) drawIn(delay);
    },
    leave() {
      hasLeft = true;
      hide();
    },
  };
}
