/** What is waited for, in a line or several that are drawn over, and gone before anything else is printed. */
export interface StatusLine {
  /** Says `text`, once most of a second went by without output. */
  show(text: () => string): void;
  hide(): void;
  /** Draws lines from now on, at once and in place of what is waited for, until the returned function is called. */
  pin(lines: () => readonly string[]): () => void;
  /** Called before anything else is printed: the line comes again when nothing follows. */
  makeRoom(): void;
  /** Hides the line for good: from now on somebody else may write to the terminal. */
  leave(): void;
}

export interface StatusLineOptions {
  /** False where nobody looks, or wants to. */
  readonly isWanted: () => boolean;
  /** A line as it may be written to a terminal, and no wider than one. */
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
  let pinned: (() => readonly string[]) | undefined;
  let isDrawn = false;
  let drawn = '';
  let hasLeft = false;
  let timer: NodeJS.Timeout | undefined;
  const erasing = () => {
    const linesAbove = drawn.split('\n').length - 1;
    return `\r\u001b[K${'\u001b[1A\u001b[K'.repeat(linesAbove)}`;
  };
  const draw = () => {
    timer = undefined;
    if (pinned !== undefined) drawIn(redrawInterval);
    const lines = pinned?.() ?? (text === undefined ? [] : [text()]);
    if (lines.length === 0 || (isDrawn && !canDrawOver)) return;
    const frame = lines.map(clean).join('\n');
    if (isDrawn && frame === drawn) return;
    write(canDrawOver ? `${isDrawn ? erasing() : '\r\u001b[K'}${frame}` : `${frame}\n`);
    isDrawn = true;
    drawn = frame;
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
    write(erasing());
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
      if (hasLeft || pinned !== undefined || !isWanted()) return;
      const isFirst = text === undefined;
      text = next;
      if (isFirst) drawIn(delay);
      else if (isDrawn && timer === undefined) drawIn(redrawInterval);
    },
    hide() {
      if (pinned === undefined) hide();
    },
    pin(lines) {
      if (hasLeft || !isWanted()) return () => {};
      hide();
      pinned = lines;
      draw();
      return () => {
        pinned = undefined;
        hide();
      };
    },
    makeRoom() {
      erase();
      if (text !== undefined || pinned !== undefined) drawIn(delay);
    },
    leave() {
      hasLeft = true;
      pinned = undefined;
      hide();
    },
  };
}
