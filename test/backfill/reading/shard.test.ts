import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createInShard,
  type InShard,
  readShard,
  type Shard,
  shardSuffix,
} from '../../../src/backfill/reading/shard.ts';
import { UsageError } from '../../../src/errors.ts';
import { anyText } from '../../helpers/any-text.ts';
import { idsOf, openScene, tracks } from '../scene.ts';

type Env = Record<string, string>;

describe('readShard', () => {
  it.each<[string, string, Env, Shard]>([
    ['one of one', '1/1', {}, { index: 1, count: 1 }],
    ['the second of seven', '2/7', {}, { index: 2, count: 7 }],
    ['the last of many', '10000/10000', {}, { index: 10_000, count: 10_000 }],
    ['K/N minds no array job', '2/7', { JOB_COMPLETION_INDEX: '0' }, { index: 2, count: 7 }],
    ['Kubernetes counts from 0', 'auto/4', { JOB_COMPLETION_INDEX: '0' }, { index: 1, count: 4 }],
    ['Kubernetes, the last one', 'auto/4', { JOB_COMPLETION_INDEX: '3' }, { index: 4, count: 4 }],
    ['GitLab counts from 1', 'auto', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '3' }, { index: 1, count: 3 }],
    ['GitLab, the last one', 'auto', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' }, { index: 3, count: 3 }],
    ['GitLab, N given', 'auto/5', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' }, { index: 3, count: 5 }],
    [
      'Slurm counts from its first id',
      'auto',
      { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_MIN: '5', SLURM_ARRAY_TASK_COUNT: '4' },
      { index: 1, count: 4 },
    ],
    [
      'Slurm, the last one',
      'auto',
      { SLURM_ARRAY_TASK_ID: '8', SLURM_ARRAY_TASK_MIN: '5', SLURM_ARRAY_TASK_COUNT: '4' },
      { index: 4, count: 4 },
    ],
    [
      'Slurm from 0',
      'auto',
      { SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_COUNT: '3' },
      { index: 3, count: 3 },
    ],
    [
      'AWS Batch counts from 0',
      'auto',
      { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '9' },
      { index: 1, count: 9 },
    ],
    [
      'AWS Batch, the last one',
      'auto',
      { AWS_BATCH_JOB_ARRAY_INDEX: '8', AWS_BATCH_JOB_ARRAY_SIZE: '9' },
      { index: 9, count: 9 },
    ],
    [
      'an empty variable counts as unset',
      'auto',
      { JOB_COMPLETION_INDEX: '', CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' },
      { index: 2, count: 3 },
    ],
  ])('%s: %s', (_name, text, env, shard) => {
    expect(readShard(text, env)).toEqual(shard);
  });

  it.each<[string, string, Env, string]>([
    ['nothing', '', {}, 'shard_invalid'],
    ['a word', 'half', {}, 'shard_invalid'],
    ['one number', '3', {}, 'shard_invalid'],
    ['no K', '/3', {}, 'shard_invalid'],
    ['no N', '3/', {}, 'shard_invalid'],
    ['a sign', '-1/3', {}, 'shard_invalid'],
    ['a fraction', '1.5/3', {}, 'shard_invalid'],
    ['white space', ' 1/3', {}, 'shard_invalid'],
    ['three numbers', '1/2/3', {}, 'shard_invalid'],
    ['K is 0', '0/3', {}, 'shard_invalid'],
    ['K beyond N', '4/3', {}, 'shard_invalid'],
    ['N is 0', '0/0', {}, 'shard_invalid'],
    ['N beyond reason', '1/10001', {}, 'shard_invalid'],
    ['N of seven digits', '1/1000000', {}, 'shard_invalid'],
    ['auto with a word', 'auto/x', {}, 'shard_invalid'],
    ['AUTO', 'AUTO', {}, 'shard_invalid'],
    ['auto outside of any array job', 'auto', {}, 'shard_unknown'],
    ['auto/4 outside of any array job', 'auto/4', {}, 'shard_unknown'],
    ['Kubernetes does not tell N', 'auto', { JOB_COMPLETION_INDEX: '0' }, 'shard_unknown'],
    ['GitLab without its total', 'auto', { CI_NODE_INDEX: '1' }, 'shard_unknown'],
    ['Slurm without its count', 'auto', { SLURM_ARRAY_TASK_ID: '1' }, 'shard_unknown'],
    ['AWS Batch without its size', 'auto', { AWS_BATCH_JOB_ARRAY_INDEX: '1' }, 'shard_unknown'],
    ['an index that is no number', 'auto/4', { JOB_COMPLETION_INDEX: 'two' }, 'shard_unknown'],
    ['a negative index', 'auto/4', { JOB_COMPLETION_INDEX: '-1' }, 'shard_unknown'],
    ['a total that is no number', 'auto', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: 'all' }, 'shard_unknown'],
    ['more completions than N', 'auto/4', { JOB_COMPLETION_INDEX: '4' }, 'shard_invalid'],
    ['auto/0', 'auto/0', { JOB_COMPLETION_INDEX: '0' }, 'shard_invalid'],
    ['GitLab from 0', 'auto', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '3' }, 'shard_invalid'],
    [
      'Slurm below its first id',
      'auto',
      { SLURM_ARRAY_TASK_ID: '4', SLURM_ARRAY_TASK_MIN: '5', SLURM_ARRAY_TASK_COUNT: '4' },
      'shard_invalid',
    ],
  ])('refuses %s (%s): exit 2', (_name, text, env, code) => {
    const error = thrown(() => readShard(text, env));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ exitCode: 2, code, hint: expect.stringMatching(/--shard|K/) });
  });

  it('names shards apart, and nothing without them', () => {
    expect([shardSuffix(undefined), shardSuffix({ index: 2, count: 7 })]).toEqual(['', '.shard-2-of-7']);
  });
});

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const counts = [1, 2, 3, 7];
const shardsOf = (count: number): Promise<InShard[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => createInShard({ index: index + 1, count })));

/** Anything a line can turn out to be: messages with users or without, other JSON, and what is no JSON at all. */
const lines = fc.record({
  offset: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  value: fc.oneof(
    fc.record(
      {
        userId: fc.oneof(anyText(), fc.double(), fc.integer(), fc.constant(null)),
        anonymousId: fc.oneof(fc.string(), fc.constant('')),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
    fc.constant(undefined),
  ),
});

describe('createInShard', () => {
  it.each(counts)(
    'of %i shards every line is in exactly one, the same on every call and in every process',
    async (count) => {
      const shards = await shardsOf(count);
      const again = await shardsOf(count);
      fc.assert(
        fc.property(lines, ({ value, offset }) => {
          const places = shards.map((isIn) => isIn(value, offset));
          expect(places.filter(Boolean)).toHaveLength(1);
          expect(again.map((isIn) => isIn(value, offset))).toEqual(places);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each(counts)(
    'of %i shards a user’s lines stay together, wherever they stand and whatever else they hold',
    async (count) => {
      const shards = await shardsOf(count);
      const of = (value: unknown, offset: number) => shards.findIndex((isIn) => isIn(value, offset));
      fc.assert(
        fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), fc.jsonValue(), (user, a, b, other) => {
          const shard = of({ userId: user }, a);
          expect(of({ properties: other, userId: user, anonymousId: 'x' }, b)).toBe(shard);
          // Before there was a user there was an anonymous one; `null` and nothing count as absent.
          expect(of({ anonymousId: user }, b)).toBe(shard);
          expect(of({ userId: null, anonymousId: user }, b)).toBe(shard);
          expect(of({ userId: '', anonymousId: user }, b)).toBe(shard);
        }),
        { numRuns: 300 },
      );
      expect(of({ userId: 7 }, 1)).toBe(of({ userId: '7' }, 2));
    },
  );

  it('fills the shards evenly, and with lines that name nobody too', async () => {
    for (const value of [(index: number) => ({ userId: `user-${index}` }), () => undefined]) {
      const shards = await shardsOf(7);
      const filled = shards.map(
        (isIn) =>
          Array.from({ length: 7_000 }, (_, index) => isIn(value(index), index * 83)).filter(Boolean).length,
      );
      expect(filled.reduce((sum, count) => sum + count, 0)).toBe(7_000);
      expect(Math.min(...filled)).toBeGreaterThan(850);
      expect(Math.max(...filled)).toBeLessThan(1_150);
    }
  });

  it('knows the shards of these users: a new version must not deal them out anew', async () => {
    const shards = await shardsOf(7);
    const of = (value: unknown) => shards.findIndex((isIn) => isIn(value, 4_096)) + 1;
    expect(['ann', 'bob', 'Zoë', '7'].map((userId) => of({ userId }))).toMatchInlineSnapshot(`
      [
        4,
        7,
        3,
        3,
      ]
    `);
    expect(of(undefined)).toMatchInlineSnapshot(`6`);
  });
});

describe('segment batch --shard', () => {
  it.each([3, 7])(
    '%i shards, each stopped and gone on with: the input, each line once, and a checkpoint for each',
    async (count) => {
      const scene = await openScene();
      const text = `${tracks(60)}{"bad":1}\n\n${tracks(60, { first: 60 })}not json\n`;
      scene.write('a.ndjson', text);
      const rejects: string[] = [];
      let read = 0;
      for (let index = 1; index <= count; index += 1) {
        // Stopped and resumed: where it stopped counts all lines, not those of the shard's.
        await scene.batch(['a.ndjson', '--shard', `${index}/${count}`, '--limit', '5']);
        const { stdout } = await scene.batch(['a.ndjson', '--shard', `${index}/${count}`, '--json']);
        const summary = JSON.parse(stdout);
        expect(summary).toMatchObject({ read: 123, unacknowledged: 0, resumedFrom: { file: 'a.ndjson' } });
        expect(summary.acknowledged + summary.rejected + summary.blank + summary.filtered).toBe(123);
        read += summary.acknowledged + summary.rejected + summary.blank;
        if (summary.rejects !== null) rejects.push(summary.rejects);
      }
      expect(read).toBe(123);
      expect(scene.arrived().slice(1)).toEqual([120, 0]);
      const ids = [...scene.sandbox.journal.messages].map(({ messageId }) => messageId);
      expect(ids.sort()).toEqual((await idsOf(text)).sort());
      expect(scene.checkpoints()).toHaveLength(count);
      expect(new Set(rejects).size).toBe(rejects.length);
      expect(rejects.every((path) => path.includes(`.shard-`))).toBe(true);
    },
  );

  it.each(['0/3', '4/3', 'x'])('%s: exit 2, nothing is sent', async (shard) => {
    const scene = await openScene();
    scene.write('a.ndjson', tracks(3));
    expect(await scene.batch(['a.ndjson', '--shard', shard])).toMatchObject({ code: 2, stdout: '' });
    expect(scene.arrived()).toEqual([0, 0, 0]);
  });
});
