import type { XXHashAPI } from 'xxhash-wasm';
import { UsageError } from '../../errors.ts';

/** One of `count` parts of an input; `index` from 1 (docs/rules.md#jobs). */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export type InShard = (value: unknown, offset: number) => boolean;

/** Far more than Segment takes at once; a larger number is a slip. */
const maxShards = 10_000;

/**
 * Reads `K/N`, `auto` or `auto/N`. `auto`, and only that, takes K and N from the array job the process runs in:
 * a Kubernetes Indexed Job, GitLab's `parallel`, a Slurm or an AWS Batch array. Throws UsageError.
 */
export function readShard(text: string, env: Readonly<Record<string, string | undefined>>): Shard {
  const [, given] = /^auto(?:\/(\d{1,6}))?$/.exec(text) ?? [];
  const isAuto = text === 'auto' || given !== undefined;
  const [, k, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (!isAuto && (k === undefined || n === undefined)) {
    throw new UsageError(`--shard takes K/N or auto, not “${text}”.`, {
      code: 'shard_invalid',
      hint: 'The second of seven: --shard 2/7',
    });
  }
  const shard = isAuto ? shardOfJob(env, given) : { index: Number(k), count: Number(n) };
  if (shard.count < 1 || shard.count > maxShards || shard.index < 1 || shard.index > shard.count) {
    throw new UsageError(`There is no shard ${shard.index} of ${shard.count}.`, {
      code: 'shard_invalid',
      hint: `K goes from 1 to N, and N up to ${maxShards}.`,
    });
  }
  return shard;
}

/** How the array jobs say which of how many they are. Where two speak, the first counts. */
const engines: readonly {
  readonly index: string;
  readonly first: number | string;
  readonly count: string | undefined;
}[] = [
  { index: 'JOB_COMPLETION_INDEX', first: 0, count: undefined },
  { index: 'SLURM_ARRAY_TASK_ID', first: 'SLURM_ARRAY_TASK_MIN', count: 'SLURM_ARRAY_TASK_COUNT' },
  { index: 'AWS_BATCH_JOB_ARRAY_INDEX', first: 0, count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { index: 'CI_NODE_INDEX', first: 1, count: 'CI_NODE_TOTAL' },
];

function shardOfJob(
  env: Readonly<Record<string, string | undefined>>,
  givenCount: string | undefined,
): Shard {
  const number = (name: string): number | undefined => {
    const text = env[name];
    if (text === undefined || text === '') return undefined;
    if (!/^\d{1,9}$/.test(text))
      throw new UsageError(`${name} is not a number.`, { code: 'shard_unknown', hint: 'Give --shard K/N.' });
    return Number(text);
  };
  for (const engine of engines) {
    const at = number(engine.index);
    if (at === undefined) continue;
    const first = typeof engine.first === 'string' ? (number(engine.first) ?? 0) : engine.first;
    const count = givenCount === undefined ? engine.count && number(engine.count) : Number(givenCount);
    if (count === undefined || count === '') {
      const missing = engine.count === undefined ? '' : ` and ${engine.count} is not set`;
      throw new UsageError(`${engine.index} says which shard this is, but not of how many${missing}.`, {
        code: 'shard_unknown',
        hint: 'Name the number, the completions of the job: --shard auto/8',
      });
    }
    return { index: at - first + 1, count };
  }
  throw new UsageError('--shard auto found no array job.', {
    code: 'shard_unknown',
    details: [`It looks for ${engines.map(({ index }) => index).join(', ')}.`],
    hint: 'Name the shard: --shard 1/8',
  });
}

/**
 * Says which lines are a shard's: by XXH64 of the user (`userId`, else `anonymousId`), so that a user's lines stay
 * together, and by its offset for a line that names none. Every line is in exactly one shard, the same on every run.
 */
export async function createInShard({ index, count }: Shard): Promise<InShard> {
  const { default: loadHashes } = await import('xxhash-wasm');
  const hashes: XXHashAPI = await loadHashes();
  return (value, offset) => {
    const key = userOf(value) ?? `@${offset}`;
    return Number(hashes.h64(key) % BigInt(count)) === index - 1;
  };
}

function userOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of ['userId', 'anonymousId']) {
    const id: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    if (typeof id === 'string' && id !== '') return `u${id}`;
    if (typeof id === 'number') return `u${id}`;
  }
  return undefined;
}

/** `.shard-2-of-7` where a name has to tell shards apart; empty without shards. */
export function shardSuffix(shard: Shard | undefined): string {
  return shard === undefined ? '' : `.shard-${shard.index}-of-${shard.count}`;
}
