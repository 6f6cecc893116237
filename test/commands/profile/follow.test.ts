import { describe, expect, it } from 'vitest';
import { errorOf, openScene, sceneToken } from '../../helpers/reading.ts';
import { askProfiles, sendAll } from '../../sandbox/profiles/profile-client.ts';
import { inFront, openAda, refusal } from './scene.ts';

const env = { SEGMENT_WRITE_KEY: 'w'.repeat(32) };

describe('--follow', () => {
  it.each([
    [['track', 'Signed Up', '-u', 'bob'], 'user_id:bob'],
    [['track', 'Signed Up', '-a', 'anon-7'], 'anonymous_id:anon-7'],
    [['track', 'Signed Up', '-u', 'bob', '--timestamp', '3d'], 'user_id:bob'],
    [['page', 'Docs', '-u', 'bob'], 'user_id:bob'],
    [['screen', 'Start', '-u', 'bob'], 'user_id:bob'],
    [['identify', 'bob', '-f', 'plan=pro'], 'user_id:bob'],
    [['identify', 'bob'], 'user_id:bob'],
    [['group', 'acme', '-u', 'bob', '-f', 'name=Acme'], 'group_id:acme'],
  ])('%j ends once the profile shows it', async (args, profile) => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--follow', '--json'], { env });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: true,
      follow: {
        visible: true,
        profile,
        collection: profile.startsWith('group') ? 'accounts' : 'users',
        spaceId: 'spa_1',
        delayMs: expect.any(Number),
        looks: 1,
      },
    });
    const told = await run([...args, '--follow'], { env });
    expect(told.stderr).toMatch(
      new RegExp(`accepted .*\\n.*waiting.*\\n.*visible in profile ${profile} after \\d+ ms\\n$`),
    );
    expect(told.stdout).toBe('');
  });

  it('looks again until it is there, also while there is no profile or the API fails', async () => {
    const { run, sandbox, waits } = await openAda();
    const { url } = await inFront(sandbox, (_path, before) => {
      if (before === 0) return refusal(404);
      if (before === 1) return { status: 200, body: { data: [], cursor: { has_more: false, next: '' } } };
      return undefined;
    });
    const { code, stdout } = await run(['track', 'E', '-u', 'ada', '--follow', '--json'], {
      env: { ...env, SEGMENT_PROFILE_URL: url },
    });
    expect([code, JSON.parse(stdout).follow.looks, waits]).toEqual([0, 3, [250, 500]]);
  });

  it('finds it by its messageId, not by its name', async () => {
    const { run, sandbox } = await openScene();
    await sendAll(sandbox, [{ type: 'track', messageId: 'old', userId: 'ada', event: 'E' }]);
    const old = await askProfiles(sandbox, 'users/profiles/user_id:ada/events');
    const { url } = await inFront(sandbox, (_path, before) =>
      before === 0 ? { status: 200, body: old.body } : undefined,
    );
    const { stdout } = await run(['track', 'E', '-u', 'ada', '--follow', '--json'], {
      env: { ...env, SEGMENT_PROFILE_URL: url },
    });
    expect(JSON.parse(stdout).follow.looks).toBe(2);
  });

  it('an Identify that others came after is found by its traits, if they are not older', async () => {
    const { run, sandbox } = await openAda();
    const later = { metadata: { last_message_id: 'someone-else' } };
    const trait = (value: string, hours: number) => ({
      value,
      source_id: 'web',
      updated_at: new Date(Date.now() + hours * 3_600_000).toISOString(),
    });
    // The value of before, then another, then the one that was sent.
    const answers = [trait('free', -1), trait('pro', 1), trait('free', 1)];
    const { url } = await inFront(sandbox, (path, before) =>
      path.includes('/metadata')
        ? { status: 200, body: later }
        : {
            status: 200,
            body: {
              traits: { plan: answers[Math.floor(before / 2)] },
              cursor: { has_more: false, next: '' },
            },
          },
    );
    const { code, stdout } = await run(['identify', 'ada', '-f', 'plan=free', '--follow', '--json'], {
      env: { ...env, SEGMENT_PROFILE_URL: url },
    });
    expect([code, JSON.parse(stdout).follow.looks]).toEqual([0, 3]);
  });

  it('an id with capitals is followed in lower case, with a note', async () => {
    const { run } = await openScene();
    const { code, stderr } = await run(['track', 'E', '-u', 'Bob', '--follow'], { env });
    expect(code).toBe(0);
    expect(stderr).toContain('Segment looks ids up in lower case: following user_id:bob');
  });

  it('not there in time: exit 7, and says that it was accepted', async () => {
    const { run, sandbox } = await openAda();
    const { url } = await inFront(sandbox, () => refusal(404));
    const args = ['track', 'E', '-u', 'ada', '--message-id', 'm-1', '--follow', '--follow-timeout', '50ms'];
    const at = { env: { ...env, SEGMENT_PROFILE_URL: url } };
    const json = await run([...args, '--json'], at);
    expect(json.code).toBe(7);
    expect(JSON.parse(json.stdout)).toMatchObject({
      accepted: true,
      messageId: 'm-1',
      follow: { visible: false, delayMs: null, profile: 'user_id:ada' },
    });
    expect(errorOf(json)).toMatchObject({
      code: 'follow_timeout',
      message: 'Message m-1 was accepted, but profile user_id:ada did not show it within 50 ms.',
      hint: expect.stringContaining('Do not send it again'),
    });
    const told = await run(args, at);
    expect([told.code, told.stdout]).toEqual([7, '']);
    expect(told.stderr).toMatch(/accepted track.*\n[\s\S]*error: Message m-1 was accepted, but/);
  });

  it('a server that does not answer ends it in time as well', async () => {
    const { run, sandbox } = await openAda();
    const { url } = await inFront(sandbox, () => new Promise(() => {}));
    const result = await run(['track', 'E', '-u', 'ada', '--follow', '--follow-timeout', '50ms', '--json'], {
      env: { ...env, SEGMENT_PROFILE_URL: url },
    });
    expect([result.code, errorOf(result).code]).toEqual([7, 'follow_timeout']);
  });

  it('Ctrl-C: exit 130, and the result is still told', async () => {
    const { run, sandbox } = await openAda();
    const { url } = await inFront(sandbox, () => refusal(404));
    let interrupt = (): void => {};
    const result = await run(['track', 'E', '-u', 'ada', '--follow', '--json'], {
      env: { ...env, SEGMENT_PROFILE_URL: url },
      io: {
        onSignal(listener) {
          interrupt = () => listener('SIGINT');
          return () => {};
        },
        async sleep(_milliseconds, signal) {
          interrupt();
          signal?.throwIfAborted();
        },
      },
    });
    expect([result.code, JSON.parse(result.stdout).follow.visible]).toEqual([130, false]);
    expect(errorOf(result).message).toContain('was accepted');
  });

  it('a token that is refused: the message was accepted, exit 4', async () => {
    const { run, sandbox } = await openScene(undefined, { profileTokens: ['another'] });
    const result = await run(['track', 'E', '-u', 'ada', '--follow', '--json'], { env });
    expect([result.code, errorOf(result).code]).toEqual([4, 'profile_token_refused']);
    expect(JSON.parse(result.stdout)).toMatchObject({ accepted: true, follow: { visible: false } });
    expect(result.stderr).not.toContain(sceneToken);
    expect(sandbox.journal.messages.length).toBe(1);
  });

  it.each([
    [['-u', 'bob', '--follow'], { SEGMENT_PROFILE_TOKEN: '' }, 4, 'profile_token_missing'],
    [['-u', 'bob', '--follow'], { SEGMENT_SPACE_ID: '' }, 2, 'space_missing'],
    [['-u', 'bob', '--follow', '--timestamp', '20d'], {}, 2, 'follow_too_old'],
    [['-u', 'bob', '--follow', '--follow-timeout', 'soon'], {}, 2, 'bad_value'],
    [['-u', 'bob', '--follow', '--follow-timeout', '2d'], {}, 2, 'bad_value'],
    [['-u', 'bob', '--follow-timeout', '5s'], {}, 2, 'flags_conflict'],
    [['--force', '--follow'], {}, 2, 'follow_without_id'],
  ])('nothing is sent when it cannot be followed: %j', async (flags, more, exitCode, code) => {
    const { run, sandbox } = await openScene();
    const result = await run(['track', 'E', ...flags, '--json'], { env: { ...env, ...more } });
    expect([result.code, errorOf(result).code]).toEqual([exitCode, code]);
    expect(sandbox.journal.messages.length).toBe(0);
  });

  it('an alias has none, and a result without it says nothing of it', async () => {
    const { run } = await openScene();
    expect((await run(['alias', '-u', 'a', '--previous-id', 'b', '--follow'], { env })).code).toBe(2);
    const { stdout } = await run(['track', 'E', '-u', 'bob', '--json'], { env });
    expect(JSON.parse(stdout)).not.toHaveProperty('follow');
  });
});
