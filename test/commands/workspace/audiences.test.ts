import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const made = {
  createdBy: 'uSrAnn1111111111111111',
  updatedBy: 'uSrAnn1111111111111111',
  createdAt: '2026-01-10T08:00:00.000Z',
  updatedAt: '2026-01-12T08:00:00.000Z',
};
const many = (list: 'audiences' | 'computedTraits') => ({
  base: 'empty',
  spaces: [
    {
      name: 'Big',
      id: 'spa_big',
      [list]: Array.from({ length: 3_000 }, (_, index) => ({
        id: `id_${index}`,
        name: `Name ${index}`,
        key: `key_${index}`,
        ...made,
      })),
    },
  ],
});

describe.each([
  ['audiences', 'audiences', 'big_spenders', 'audiences'],
  ['computed-traits', 'computedTraits', 'lifetime_value', 'computed traits'],
] as const)('segment %s list', (noun, key, first, words) => {
  const args = [noun, 'list', '--space', 'spa_sandbox'];

  it.each([
    ['its id', args],
    ['its slug', [noun, 'list', '--space', 'sandbox']],
  ])('--json is what the API says, of a space by %s', async (_by, command) => {
    const { run, api } = await openScene();
    const { stdout, stderr } = await run([...command, '--json']);
    const { data } = JSON.parse(await api(`/spaces/spa_sandbox/${noun}`));
    expect([JSON.parse(stdout), stderr]).toEqual([data[key], '']);
    expect(data[key][0].key).toBe(first);
  });

  it('of the active space', async () => {
    const { run } = await openScene();
    const env = { SEGMENT_SPACE_ID: 'spa_sandbox' };
    expect((await run([noun, 'list', '--fields', 'key'], { env })).stdout).toContain(first);
  });

  it('no space: exit 2, and both ways to name one', async () => {
    const { run } = await openScene();
    const result = await run([noun, 'list', '--json'], { env: { SEGMENT_SPACE_ID: '' } });
    expect([result.code, errorOf(result)]).toMatchObject([
      2,
      { code: 'space_missing', hint: expect.stringMatching(/--space.*SEGMENT_SPACE_ID/) },
    ]);
  });

  it('a space that is not there: exit 5', async () => {
    const { run } = await openScene();
    expect((await run([noun, 'list', '--space', 'sandbx'])).code).toBe(5);
    const gone = await run([noun, 'list', '--json'], { env: { SEGMENT_SPACE_ID: 'spa_gone' } });
    expect([gone.code, errorOf(gone).message]).toEqual([5, "Space with id 'spa_gone' not found."]);
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ spaces: [{ id: 'spa_empty', name: 'Empty' }] });
    const none = [noun, 'list', '--space', 'spa_empty'];
    expect(await run(none)).toEqual({ code: 0, stdout: '', stderr: `No ${words} found.\n` });
    expect((await run([...none, '--json'])).stdout).toBe('[]\n');
  });

  itStreams({ args: [noun, 'list', '--space', 'spa_big'], seed: many(key), length: 3_000 });
});

describe('segment audiences list', () => {
  it('in a pipe and on a terminal', async () => {
    const { run } = await openScene();
    const now = () => new Date('2026-01-12T11:00:00Z');
    const args = ['audiences', 'list', '--space', 'sandbox'];
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "aud_big_spenders	big_spenders	Big spenders	yes	Live	128	2026-01-12T08:00:00.000Z
      aud_dormant	dormant	Dormant	no	Disabled		2026-01-12T08:00:00.000Z
      "
    `);
    const screen = terminal(100);
    await run(args, { io: { ...screen, now } });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "ID                KEY           NAME          ENABLED  STATUS    SIZE  UPDATED
      aud_big_spenders  big_spenders  Big spenders  yes      Live       128  3 hours ago
      aud_dormant       dormant       Dormant       no       Disabled        3 hours ago
      "
    `);
  });

  it('--search leaves it to Segment', async () => {
    const { run } = await openScene();
    const args = ['audiences', 'list', '--space', 'sandbox', '--search', 'spend', '--fields', 'key'];
    expect((await run(args)).stdout).toBe('big_spenders\n');
  });
});

describe('segment computed-traits list', () => {
  it('in a pipe', async () => {
    const { run } = await openScene();
    expect((await run(['computed-traits', 'list', '--space', 'sandbox'])).stdout).toMatchInlineSnapshot(`
      "ctr_lifetime_value	lifetime_value	Lifetime value	yes	Live	2026-01-12T08:00:00.000Z
      ctr_last_product	last_product	Last product	no	Disabled	2026-01-12T08:00:00.000Z
      "
    `);
  });
});
