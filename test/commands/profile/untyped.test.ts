import { describe, expect, it } from 'vitest';
import { errorOf, openScene } from '../../helpers/reading.ts';
import { recordBefore } from '../../helpers/recording.ts';
import { sendAll } from '../../sandbox/profiles/profile-client.ts';
import { openAda } from './scene.ts';

const withEvents = ['get', 'traits', 'events', 'external-ids', 'links', 'metadata'];

/** The program in front of a sandbox that knows Ada, and the paths that it asked for. */
async function openCounted() {
  const { run, sandbox } = await openAda();
  const { url, requests } = await recordBefore(sandbox);
  return {
    async call(args: readonly string[]) {
      requests.length = 0;
      const result = await run(['profile', ...args], { env: { SEGMENT_PROFILE_URL: url } });
      const asked = requests.map(({ path }) => decodeURIComponent(path.replace(/^.*\/profiles\//, '')));
      return { ...result, asked };
    },
  };
}

describe('an id without its type', () => {
  it.each(withEvents)('profile %s takes it for a user_id, and says so', async (name) => {
    const { call } = await openCounted();
    const typed = await call([name, 'user_id:ada']);
    const untyped = await call([name, 'ada']);
    expect([untyped.code, untyped.stdout]).toEqual([0, typed.stdout]);
    expect(untyped.stderr).toContain('“ada” has no type: taken for user_id:ada.');
    expect(untyped.asked.sort()).toEqual(typed.asked.sort());
  });

  it.each(withEvents)(
    'profile %s takes what looks like an address for an email where no user has that id',
    async (name) => {
      const { call } = await openCounted();
      const typed = await call([name, '--email', 'ada@example.com']);
      const untyped = await call([name, 'ada@example.com']);
      expect([untyped.code, untyped.stdout]).toEqual([0, typed.stdout]);
      expect(untyped.stderr).toContain('“ada@example.com” has no type: taken for email:ada@example.com.');
      expect(untyped.asked.slice(0, 2)).toEqual([
        'user_id:ada@example.com/external_ids?limit=1',
        'email:ada@example.com/external_ids?limit=1',
      ]);
      expect(untyped.asked).toHaveLength(typed.asked.length + 2);
    },
  );

  it('a user_id that looks like an address counts before the address', async () => {
    const { run, sandbox } = await openAda();
    await sendAll(sandbox, [
      { type: 'identify', messageId: 'i9', userId: 'ada@example.com', traits: { plan: 'other' } },
    ]);
    const result = await run(['profile', 'traits', 'ada@example.com', '--include', 'plan']);
    expect([result.stdout, result.stderr]).toEqual([
      'plan\tother\n',
      '“ada@example.com” has no type: taken for user_id:ada@example.com.\n',
    ]);
  });

  it('with --json stdout is the object alone', async () => {
    const { run } = await openAda();
    const { code, stdout, stderr } = await run(['profile', 'traits', 'ada', '--include', 'plan', '--json']);
    expect([code, stdout]).toEqual([0, '{"plan":"pro"}\n']);
    expect(stderr).toContain('“ada” has no type: taken for user_id:ada.');
  });

  it.each([
    [['eve@example.com'], ['user_id:eve@example.com', 'email:eve@example.com'], 2],
    [['+5555550123'], ['user_id:+5555550123', 'phone_number:+5555550123'], 2],
    [['eve'], ['user_id:eve'], 1],
    [['eve@'], ['user_id:eve@'], 1],
    [['acme', '--collection', 'accounts'], [], 1],
  ])('%j: what was tried', async (args, tried, requests) => {
    const { call } = await openCounted();
    const result = await call(['traits', ...args, '--json']);
    expect(result.asked).toHaveLength(requests);
    if (tried.length === 0) {
      expect([result.code, JSON.parse(result.stdout)]).toEqual([0, { name: 'Acme' }]);
      return;
    }
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([5, '', 'profile_not_found']);
    for (const id of tried) expect(errorOf(result).message).toContain(id);
  });

  it('a refusal of the first is not taken for a profile that is missing', async () => {
    const { run } = await openScene();
    const result = await run(['profile', 'get', 'eve@example.com', '--json'], {
      env: { SEGMENT_PROFILE_URL: 'http://127.0.0.1:1' },
    });
    expect([result.code, errorOf(result).code]).not.toEqual([5, 'profile_not_found']);
  });
});
