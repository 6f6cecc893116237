import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const ann = 'uSrAnn1111111111111111';

describe('segment users list', () => {
  it('in its forms', async () => {
    const { run, api } = await openScene();
    const { stdout, stderr } = await run(['users', 'list', '--json']);
    expect([JSON.parse(stdout), stderr]).toEqual([JSON.parse(await api('/users')).data.users, '']);
    expect((await run(['users', 'list'])).stdout).toMatchInlineSnapshot(`
      "uSrAnn1111111111111111	ann@example.com	Ann
      uSrBo11111111111111111	bo@example.com	
      "
    `);
    const screen = terminal(80);
    await run(['users', 'list'], { io: screen });
    expect(screen.stdout.text).toMatch(/^ID +EMAIL +NAME\n/);
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run(['users', 'list', '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await run(['users', 'list'])).toEqual({ code: 0, stdout: '', stderr: 'No users found.\n' });
  });

  it('escapes what a name may hold', async () => {
    const { run } = await openScene({ users: [{ email: 'x@example.com', name: '\u001b]0;x\u0007' }] });
    const { stdout } = await run(['users', 'list']);
    expect(stdout).toContain('\\u001b]0;x\\u0007');
    expect(stdout).not.toContain('\u001b');
  });

  itStreams({
    args: ['users', 'list'],
    seed: {
      base: 'empty',
      users: Array.from({ length: 10_000 }, (_, index) => ({ email: `user${index}@example.com` })),
    },
    length: 10_000,
  });
});

describe('segment users get', () => {
  it.each([ann, 'ann@example.com', 'Ann', 'ANN@example.com'])(
    'finds “%s”, with permissions',
    async (name) => {
      const { run, api } = await openScene();
      const { code, stdout } = await run(['users', 'get', name, '--json']);
      expect([code, JSON.parse(stdout)]).toEqual([0, JSON.parse(await api(`/users/${ann}`)).data.user]);
      expect(JSON.parse(stdout).permissions).toHaveLength(1);
    },
  );

  it('shows a line for each permission', async () => {
    const { run } = await openScene();
    expect((await run(['users', 'get', 'bo@example.com'])).stdout).toMatchInlineSnapshot(`
      "id	uSrBo11111111111111111
      email	bo@example.com
      name	
      permission	Workspace Member: workspace wSpSandbox111111111111
      permission	Source Admin: source sRcWebStore11111111111
      "
    `);
  });

  it('says who may have been meant: exit 5', async () => {
    const { run } = await openScene();
    const result = await run(['users', 'get', 'an@example.com', '--json']);
    expect([result.code, errorOf(result)]).toMatchObject([
      5,
      { code: 'user_not_found', hint: expect.stringContaining('“ann@example.com”') },
    ]);
  });
});
