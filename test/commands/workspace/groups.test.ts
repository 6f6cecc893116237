import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const analysts = 'gRpAnalysts11111111111';

describe('segment groups list', () => {
  it('in its forms', async () => {
    const { run, api } = await openScene();
    const { stdout, stderr } = await run(['groups', 'list', '--json']);
    expect([JSON.parse(stdout), stderr]).toEqual([JSON.parse(await api('/groups')).data.userGroups, '']);
    expect((await run(['groups', 'list'])).stdout).toMatchInlineSnapshot(`
      "gRpAdmins1111111111111	Admins	1
      gRpAnalysts11111111111	Analysts	2
      "
    `);
    const screen = terminal(40);
    await run(['groups', 'list'], { io: screen });
    expect(screen.stdout.text).toBe(
      [
        'ID                      MEMBERS',
        'gRpAdmins1111111111111        1',
        '  name: Admins',
        'gRpAnalysts11111111111        2',
        '  name: Analysts',
        '',
      ].join('\n'),
    );
  });

  it('nothing found: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run(['groups', 'list', '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect((await run(['groups', 'list'])).stderr).toBe('No user groups found.\n');
  });

  itStreams({
    args: ['groups', 'list'],
    seed: {
      base: 'empty',
      groups: Array.from({ length: 3_000 }, (_, index) => ({ name: `Group ${index}` })),
    },
    length: 3_000,
  });
});

describe('segment groups get', () => {
  it.each(['gRpAdmins1111111111111', 'Admins', 'admins'])('finds “%s”', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['groups', 'get', name, '--json']);
    const { data } = JSON.parse(await api('/groups/gRpAdmins1111111111111'));
    expect(JSON.parse(stdout)).toEqual(data.userGroup);
  });

  it('shows members and permissions', async () => {
    const { run } = await openScene();
    expect((await run(['groups', 'get', 'Admins'])).stdout).toMatchInlineSnapshot(`
      "id	gRpAdmins1111111111111
      name	Admins
      members	1
      permission	Workspace Owner: workspace wSpSandbox111111111111
      "
    `);
  });

  it('says which may have been meant: exit 5', async () => {
    const { run } = await openScene();
    const result = await run(['groups', 'get', 'Admin', '--json']);
    expect([result.code, errorOf(result)]).toMatchObject([
      5,
      { code: 'user_group_not_found', hint: expect.stringContaining('“Admins”') },
    ]);
  });
});

describe('segment groups users', () => {
  it('lists the members of a group by its name', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run(['groups', 'users', 'Analysts', '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/groups/${analysts}/users`)).data.users);
    expect(JSON.parse(stdout).map(({ email }: { email: string }) => email)).toEqual([
      'ann@example.com',
      'bo@example.com',
    ]);
    expect((await run(['groups', 'users', 'Admins'])).stdout).toBe(
      'uSrAnn1111111111111111\tann@example.com\tAnn\n',
    );
  });

  it('an empty group', async () => {
    const { run } = await openScene({ groups: [{ name: 'Nobody' }] });
    const args = ['groups', 'users', 'Nobody'];
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'No users found.\n' });
    expect((await run([...args, '--json'])).stdout).toBe('[]\n');
  });

  it('no such group: exit 5', async () => {
    const { run } = await openScene();
    expect((await run(['groups', 'users', 'Analyst'])).code).toBe(5);
  });

  const users = Array.from({ length: 3_000 }, (_, index) => ({
    id: `uSr${index}`,
    email: `user${index}@example.com`,
  }));
  const big = { id: 'gRpBig', name: 'Big', memberIds: users.map((user) => user.id) };
  itStreams({
    args: ['groups', 'users', 'gRpBig'],
    seed: { base: 'empty', users, groups: [big] },
    length: 3_000,
  });
});
