import { describe, expect, it } from 'vitest';
import { answering } from '../../helpers/answering.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = 'sRcWebStore11111111111';
const labels = (verb: string, ...rest: string[]) => ['sources', 'labels', verb, ...rest];
const prod = { key: 'environment', value: 'prod', description: 'Live traffic' };
const web = { key: 'team', value: 'web', description: '' };

async function openLabels(seed?: unknown) {
  const scene = await openScene(seed);
  return { ...scene, own: async () => JSON.parse(await scene.api(`/sources/${id}`)).data.source.labels };
}

describe('segment sources labels list', () => {
  it('--json is the labels of the source, unchanged; without a source, of the workspace', async () => {
    const { run, own, api } = await openLabels();
    const { code, stdout, stderr } = await run(labels('list', 'web_store', '--json'));
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(await own());
    const all = await run(labels('list', '--json'));
    expect(JSON.parse(all.stdout)).toEqual(JSON.parse(await api('/labels')).data.labels);
  });

  it('in a pipe: a line each; on a terminal: a table', async () => {
    const { run } = await openLabels();
    expect((await run(labels('list', 'web_store'))).stdout).toBe('environment\tprod\tLive traffic\n');
    for (const columns of [80, 40]) {
      const screen = terminal(columns);
      await run(labels('list', 'web_store'), { io: screen });
      expect(screen.stdout.text).toBe('KEY          VALUE  DESCRIPTION\nenvironment  prod   Live traffic\n');
    }
  });

  it('none: an empty list, and words on stderr', async () => {
    const { run } = await openLabels();
    expect(await run(labels('list', 'violations'))).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No labels found.\n',
    });
    expect((await run(labels('list', 'violations', '--json'))).stdout).toBe('[]\n');
  });

  it('10,000 labels: all for a machine, 100 for a person', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ key: 'k', value: String(index) }));
    const { run } = await openLabels({ labels: many });
    expect(
      (await run(labels('list', '--ndjson'))).stdout.trimEnd().split('\n').length,
    ).toBeGreaterThanOrEqual(10_000);
    const screen = terminal(80);
    await run(labels('list'), { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('for all of them add --all');
  });

  it('nobody of that name: exit 5', async () => {
    const { run } = await openLabels();
    expect(await run(labels('list', 'web_stoer'))).toMatchObject({ code: 5, stdout: '' });
  });
});

describe('segment sources labels add', () => {
  it('adds, and --json is all that the source has then', async () => {
    const { run, own } = await openLabels();
    const { code, stdout, stderr } = await run(
      labels('add', 'web_store', 'team:web', 'environment:prod', '--json'),
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual([prod, web]);
    expect(await own()).toEqual([prod, web]);
  });

  it('says what comes, sends only that, and asks nothing', async () => {
    const { run } = await openLabels();
    const call = labels('add', 'web_store', 'environment:prod', 'team:web', 'team:web');
    const dry = await run([...call, '--dry-run', '--json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      method: 'POST',
      body: { labels: [{ key: 'team', value: 'web' }] },
    });
    expect((await run(call)).stderr).toBe(
      '▸ source web_store (us)\n  + team:web\n✓ Added labels to source web_store.\n',
    );
    expect((await run(call)).stderr).toBe('Nothing to change: source web_store has these labels already.\n');
  });

  it.each(['environment', ':prod', 'environment:'])('%s is no label: exit 2', async (text) => {
    const { run } = await openLabels();
    expect(errorOf(await run(labels('add', 'web_store', text, '--json')))).toMatchObject({
      code: 'label_invalid',
      exitCode: 2,
    });
  });

  it('a label that the workspace has not: exit 5, and the nearest', async () => {
    const { run, own } = await openLabels();
    const result = await run(labels('add', 'web_store', 'team:wbe', 'a:b:c', '--json'));
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'label_not_found',
      message: 'The workspace has no label “team:wbe”, “a:b:c”.',
      hint: 'Did you mean “team:web”?',
    });
    expect(await own()).toEqual([prod]);
  });

  it('who may not see the labels of the workspace gets the API’s own answer', async () => {
    const { run, set } = await openLabels();
    await set({ switches: { troubles: [{ path: '/labels', status: 403 }] } });
    expect(await run(labels('add', 'web_store', 'team:web'))).toMatchObject({ code: 0 });
    expect(await run(labels('add', 'web_store', 'a:b'))).toMatchObject({ code: 6 });
  });
});

describe('segment sources labels set', () => {
  const set = labels('set', 'web_store', 'team:web');

  it('replaces all labels, and --json is what the source has then', async () => {
    const { run, own } = await openLabels();
    const { code, stdout } = await run([...set, '--yes', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, [web]]);
    expect(await own()).toEqual([web]);
  });

  it('shows what goes, stays and comes', async () => {
    const { run } = await openLabels();
    await run(labels('add', 'web_store', 'environment:staging'));
    const { stderr } = await run(labels('set', 'web_store', 'environment:staging', 'team:web', '--yes'));
    expect(stderr).toBe(
      '▸ source web_store (us)\n  - environment:prod\n    environment:staging\n  + team:web\n✓ Replaced the labels of source web_store.\n',
    );
  });

  it('--dry-run shows it and sends nothing', async () => {
    const { run, own } = await openLabels();
    const { stdout } = await run([...set, '-n', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'PUT',
      body: { labels: [{ key: 'team', value: 'web' }] },
    });
    expect(await own()).toEqual([prod]);
  });

  it('nobody to ask: exit 2 with the difference', async () => {
    const { run, own } = await openLabels();
    expect(errorOf(await run([...set, '--json']))).toMatchObject({
      code: 'confirmation_missing',
      exitCode: 2,
      details: ['- environment:prod', '+ team:web'],
    });
    expect(await own()).toEqual([prod]);
  });

  it.each([
    ['web_store', 0, [web]],
    ['y', 130, [prod]],
  ])('at a terminal the name has to be typed: %s ends with %i', async (answer, code, after) => {
    const { run, own } = await openLabels();
    expect(await run(set, answering('Type web_store to go on:', answer))).toMatchObject({ code });
    expect(await own()).toEqual(after);
  });

  it('--none takes all away; nothing at all, or both, is exit 2', async () => {
    const { run, own } = await openLabels();
    expect(await run(labels('set', 'web_store', '--yes'))).toMatchObject({ code: 2 });
    expect(await run([...set, '--none', '--yes'])).toMatchObject({ code: 2 });
    expect(await own()).toEqual([prod]);
    expect(await run(labels('set', 'web_store', '--none', '--yes'))).toMatchObject({ code: 0 });
    expect(await own()).toEqual([]);
    expect((await run(labels('set', 'web_store', '--none'))).stderr).toContain('Nothing to change');
  });

  it('a label that the workspace has not: exit 5 before anything is sent', async () => {
    const { run, own } = await openLabels();
    expect(await run(labels('set', 'web_store', 'a:b', '--yes'))).toMatchObject({ code: 5 });
    expect(await own()).toEqual([prod]);
  });
});
