import type { Host } from '../../files/optional-package.ts';
import { type MappingDeps, type MappingFlags, readMappingFlags } from '../mapping-file.ts';
import { type FormatOptions, withFormats } from './input-formats.ts';
import { type FindInputsDeps, findInputs } from './inputs.ts';
import { type LineOptions, readRules } from './read-rules.ts';
import { recordFormat } from './record-format.ts';
import type { Shard } from './shard.ts';

/** What a call asks of its inputs and their lines, by the names of its flags. */
export type InputOptions = LineOptions & FormatOptions & MappingFlags;

export interface InputDeps extends MappingDeps {
  readonly io: FindInputsDeps & Host;
}

/** The inputs that a call names, and how it wants them read. Throws UsageError for what cannot be. */
export async function openInputs(
  names: readonly string[],
  options: InputOptions,
  deps: InputDeps,
  shard?: Shard,
) {
  const mapping = await readMappingFlags(options, deps);
  const rules = { ...(await readRules(options, shard)), mapping, records: recordFormat(options) };
  return { rules, inputs: await withFormats(await findInputs(names, deps.io), options, deps.io) };
}
