import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

describe('segment spaces list', () => {
  it('in its forms', async () => {
    const { run, api } = await openScene();
    const { stdout, stderr } = await run(['spaces', 'list', '--json']);
    expect([JSON.parse(stdout), stderr]).toEqual([JSON.parse(await api('/spaces')).data.spaces, '']);
    expect((await run(['spaces', 'list'])).stdout).toBe('spa_sandbox\tsandbox\tSandbox\n');
    const screen = terminal(40);
    await run(['spaces', 'list'], { io: screen });
    expect(screen.stdout.text).toBe('ID           SLUG     NAME\nspa_sandbox  sandbox  Sandbox\n');
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run(['spaces', 'list', '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect((await run(['spaces', 'list'])).stderr).toBe('No spaces found.\n');
  });

  itStreams({
    args: ['spaces', 'list'],
    seed: { base: 'empty', spaces: Array.from({ length: 3_000 }, (_, index) => ({ name: `S ${index}` })) },
    length: 3_000,
  });
});

describe('segment spaces get', () => {
  it.each(['spa_sandbox', 'sandbox', 'Sandbox', 'SANDBOX'])('finds “%s”', async (name) => {
    const { run } = await openScene();
    expect((await run(['spaces', 'get', name, '--fields', 'id'])).stdout).toBe('spa_sandbox\n');
  });

  it('shows it', async () => {
    const { run } = await openScene();
    expect((await run(['spaces', 'get', 'sandbox'])).stdout).toBe(
      'id\tspa_sandbox\nslug\tsandbox\nname\tSandbox\n',
    );
  });

  it('says which may have been meant: exit 5', async () => {
    const { run } = await openScene();
    const result = await run(['spaces', 'get', 'sandbx', '--json']);
    expect([result.code, errorOf(result)]).toMatchObject([
      5,
      { code: 'space_not_found', hint: expect.stringContaining('“sandbox”') },
    ]);
  });
});
