import type { App } from '../../src/app.ts';
import type { Envelope } from '../../src/backfill/batches/envelope.ts';
import { type Estimate, type EstimatedRun, estimateRun } from '../../src/backfill/estimate.ts';
import type { Rates } from '../../src/backfill/sending/pace.ts';
import { costLine } from '../../src/terminal/cost-line.ts';
import { envValue } from '../../src/terminal/io.ts';
import { isShownToPerson } from '../../src/terminal/width.ts';
import type { BatchFlags } from './options.ts';

/** A run is long from so many seconds on, and large from so many messages on, however fast they go. */
const manySeconds = 60;
const manyMessages = 100_000;

interface Run extends Pick<EstimatedRun, 'inputs' | 'rules' | 'rates'> {
  readonly envelope: Pick<Envelope, 'bytes'>;
  readonly from: { readonly totals: { readonly acknowledged: number } } | undefined;
}

/** Prints what a long or large run takes, and what it may be billed as, before it begins. */
export async function printCostBefore(
  app: App,
  { maxBatchBytes: maxBytes, maxBatchEvents: maxMessages }: BatchFlags,
  { inputs, rules, envelope, rates, from }: Run,
): Promise<void> {
  if (!hasReader(app)) return;
  const limits = { maxBytes, maxMessages, envelopeBytes: envelope.bytes };
  const acknowledged = from?.totals.acknowledged ?? 0;
  const estimate = await estimateRun({ inputs, rules, limits, rates, acknowledged });
  if (estimate === undefined) return;
  if (estimate.seconds <= manySeconds && estimate.messages < manyMessages) return;
  print(app, costLine(estimate, rates, 'about'));
}

/** Prints the same of what a dry run has read. */
export function printCost(app: App, { estimate, rates }: { estimate: Estimate; rates: Rates }): void {
  if (hasReader(app) && estimate.messages > 0) print(app, costLine(estimate, rates, 'exact'));
}

/** A person who may still think better of it. */
function hasReader({ io, globals }: App): boolean {
  const isTerminal = isShownToPerson(io, io.stderr) && envValue(io.env, 'CI') === undefined;
  return isTerminal && !globals.json && !globals.quiet;
}

function print({ print: { note, style } }: App, line: string): void {
  note(style.dim(`${style.symbols.pointer} ${line}`));
}
