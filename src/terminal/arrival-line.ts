import type { MessageSummary } from '../local-sandbox/message-summary.ts';
import type { RefusedSummary } from '../local-sandbox/refused-summary.ts';
import { messageLine } from './message-line.ts';
import { refusedLine } from './refused-line.ts';
import type { Style } from './style.ts';

/** What arrived in a sandbox, a message or a request that it refused, as a line of at most `width` cells. */
export function arrivalLine(arrived: MessageSummary | RefusedSummary, width: number, style: Style): string {
  return 'status' in arrived ? refusedLine(arrived, width, style) : messageLine(arrived, width, style);
}
