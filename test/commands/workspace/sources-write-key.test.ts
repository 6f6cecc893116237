import { describe, expect, it } from 'vitest';
import { answering } from '../../helpers/answering.ts';
import { errorOf, openScene } from '../../helpers/reading.ts';

const id = 'sRcShoppingApp11111111';
const [first, rotated] = ['shoppingappshoppingappshoppingap', 'shoppingapprotatedshoppingapprot'];
const add = ['sources', 'write-key', 'add', 'shopping_app'];
const remove = ['sources', 'write-key', 'remove', 'shopping_app'];

async function openKeys() {
  const scene = await openScene();
  const source = async () => JSON.parse(await scene.api(`/sources/${id}`)).data.source;
  return { ...scene, source, keys: async () => (await source()).writeKeys };
}

describe('segment sources write-key add', () => {
  it('the new key is alone on stdout, and works', async () => {
    const { run, keys, sandbox } = await openKeys();
    const { code, stdout, stderr } = await run(add);
    expect(code).toBe(0);
    const key = stdout.trimEnd();
    expect(await keys()).toEqual([first, rotated, key]);
    expect(stderr).toBe(
      '▸ source shopping_app (us)\n  another write key\n✓ Added a write key to source shopping_app.\n',
    );
    await run(['track', 'E', '-u', 'u', '--write-key', key]);
    expect([...sandbox.journal.messages].map(({ writeKey }) => writeKey)).toEqual([key]);
  });

  it('--json: the key, and the source as the API has it', async () => {
    const { run, source } = await openKeys();
    const { stdout, stderr } = await run([...add, '--json']);
    const after = await source();
    expect(JSON.parse(stdout)).toEqual({ writeKey: after.writeKeys.at(-1), source: after });
    expect(stderr).toBe('');
  });

  it('--dry-run sends nothing', async () => {
    const { run, keys } = await openKeys();
    const { stdout } = await run([...add, '--dry-run', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, method: 'POST', body: null });
    expect(await keys()).toEqual([first, rotated]);
  });

  it('a token that may not see keys: exit 4, and that it was made', async () => {
    const { run, set } = await openKeys();
    await set({ switches: { memberToken: true } });
    const result = await run([...add, '--json']);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'write_keys_hidden',
      message: expect.stringContaining('was added'),
    });
  });

  it('a call that got no answer is not made twice', async () => {
    const { run, set, keys } = await openKeys();
    await set({ switches: { troubles: [{ path: `/sources/${id}/writekey`, status: 503, times: 1 }] } });
    expect(await run(add)).toMatchObject({ code: 1, stdout: '' });
    expect(await keys()).toHaveLength(2);
  });

  it('nobody of that name: exit 5', async () => {
    const { run } = await openKeys();
    expect(await run(['sources', 'write-key', 'add', 'shoping_app'])).toMatchObject({ code: 5, stdout: '' });
  });
});

describe('segment sources write-key remove', () => {
  it('takes the key away; --json says which', async () => {
    const { run, keys } = await openKeys();
    const result = await run([...remove, rotated, '--yes', '--json']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual({
      status: 'SUCCESS',
      removed: { sourceId: id, writeKey: rotated },
    });
    expect(await keys()).toEqual([first]);
  });

  it('says what goes, and when nothing would be left', async () => {
    const { run } = await openKeys();
    const { stderr } = await run([...remove, rotated, '--yes']);
    expect(stderr).toBe(
      `▸ source shopping_app (us)\n  write key ${rotated} goes\n✓ Removed the write key ${rotated} of source shopping_app.\n`,
    );
    const last = await run([...remove, '--yes']);
    expect(last).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing can be sent to this source afterwards'),
    });
  });

  it('of several keys one must be named: exit 2 with all of them', async () => {
    const { run, keys } = await openKeys();
    const result = await run([...remove, '--yes', '--json']);
    expect(errorOf(result)).toMatchObject({
      code: 'write_key_ambiguous',
      exitCode: 2,
      details: [first, rotated],
    });
    expect(await keys()).toHaveLength(2);
  });

  it('a key that it has not: exit 5, and the nearest', async () => {
    const { run } = await openKeys();
    const result = await run([...remove, 'shoppingapprotatedshoppingapprox', '--yes', '--json']);
    expect(errorOf(result)).toMatchObject({
      code: 'write_key_not_found',
      exitCode: 5,
      hint: `Did you mean “${rotated}”?`,
    });
  });

  it('a token that may not see keys: the API decides about a named one, and none is guessed', async () => {
    const { run, set, keys } = await openKeys();
    await set({ switches: { memberToken: true } });
    expect(errorOf(await run([...remove, '--yes', '--json']))).toMatchObject({
      code: 'write_keys_hidden',
      exitCode: 4,
    });
    expect(await run([...remove, 'nokey', '--yes'])).toMatchObject({ code: 5 });
    const env = { SEGMENT_WRITE_KEY: rotated };
    const removed = await run([...remove, rotated, '--yes', '--json'], { env });
    expect(JSON.parse(removed.stdout)).toMatchObject({ removed: { writeKey: rotated } });
    await set({ switches: { memberToken: false } });
    expect(await keys()).toEqual([first]);
  });

  it('nobody to ask: exit 2 that names --yes; at a terminal y goes on, Enter does not', async () => {
    const { run, keys } = await openKeys();
    expect(errorOf(await run([...remove, rotated, '--json']))).toMatchObject({
      code: 'confirmation_missing',
      exitCode: 2,
    });
    const question = `Remove the write key ${rotated} of source shopping_app?`;
    expect(await run([...remove, rotated], answering(question, ''))).toMatchObject({ code: 130 });
    expect(await keys()).toHaveLength(2);
    expect(await run([...remove, rotated], answering(question, 'y'))).toMatchObject({ code: 0 });
    expect(await keys()).toEqual([first]);
  });

  it('--dry-run shows the request, also for a key that is stored here', async () => {
    const { run, keys } = await openKeys();
    const { stdout } = await run([...remove, rotated, '-n', '--json'], {
      env: { SEGMENT_WRITE_KEY: rotated },
    });
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'DELETE',
      url: expect.stringContaining(`/writekey/${rotated}`),
    });
    expect(await keys()).toHaveLength(2);
  });
});
