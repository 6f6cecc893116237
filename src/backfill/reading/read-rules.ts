import { UsageError } from '../../errors.ts';
import type { ReadRules } from './read-spans.ts';
import { createInShard, type Shard } from './shard.ts';

/** What a call asks of its lines, by the names of its flags. */
export interface LineOptions {
  readonly where?: string;
  readonly replay?: boolean;
  /** Undefined: lines are rejected, and an input of nothing but such lines is refused. */
  readonly onInvalid?: ReadRules['onInvalid'];
  readonly limit: number;
  readonly set: ReadRules['defaults'];
  readonly coerceIds?: boolean;
  readonly maxEventBytes: number;
  readonly linger: number;
}

/** Throws UsageError for a filter that cannot be read. */
export async function readRules(options: LineOptions, shard: Shard | undefined): Promise<ReadRules> {
  return {
    maxMessageBytes: options.maxEventBytes,
    defaults: options.set,
    coerceIds: options.coerceIds === true,
    replay: options.replay === true,
    shard,
    isInShard: shard === undefined ? undefined : await createInShard(shard),
    matches: options.where === undefined ? undefined : await readFilter(options.where),
    onInvalid: options.onInvalid ?? 'reject',
    isLookedAt: options.onInvalid === undefined,
    limit: options.limit,
    lingerMs: options.linger,
  };
}

async function readFilter(text: string): Promise<ReadRules['matches']> {
  const { compileFql, fqlHint } = await import('../../spec/fql.ts');
  const compiled = await compileFql(text);
  if (compiled.kind === 'valid') return compiled.matches;
  throw new UsageError(`--where: ${compiled.message}`, {
    code: 'filter_invalid',
    hint: fqlHint,
  });
}
