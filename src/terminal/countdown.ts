import type { Io } from './io.ts';
import { formatDuration } from './numbers.ts';
import type { Printer } from './printer.ts';
import { cut } from './table.ts';
import { isWidth } from './width.ts';

const redrawMs = 1_000;

/**
 * A line on stderr that says what is waited for and how long it may still take, until the returned function erases it.
 * Only on a terminal: elsewhere every redraw would be a line.
 */
export function showCountdown(
  { io, print, quiet }: { readonly io: Io; readonly print: Printer; readonly quiet: boolean },
  waitingFor: string,
  timeoutMs: number,
): () => void {
  const { columns } = io.stderr;
  if (quiet || io.stderr.isTTY !== true || !isWidth(columns) || io.env.TERM === 'dumb') return () => {};
  const end = io.monotonic() + timeoutMs;
  const draw = () => {
    const left = `, ${formatDuration(Math.max(0, Math.ceil((end - io.monotonic()) / 1_000) * 1_000))} left`;
    // One cell stays free: a full line would wrap.
    print.drawn(`\r\u001b[2K${cut(waitingFor, columns - left.length - 1)}${left}`);
  };
  draw();
  const timer = setInterval(draw, redrawMs);
  return () => {
    clearInterval(timer);
    print.drawn('\r\u001b[2K');
  };
}
