import { expect, onTestFinished, test } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { createProfileApi } from '../../src/api/profiles/client.ts';
import { readWholeProfile, type WholeProfile } from '../../src/api/profiles/whole-profile.ts';
import { TemporaryError, UsageError } from '../../src/errors.ts';
import { type Look, watchProfile, watchWindow } from '../../src/profiles/watch.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { sendAll } from '../sandbox/profiles/profile-client.ts';

/** A watch of a profile in the sandbox; each step happens while it waits, and after the last it is told to stop. */
async function setUp() {
  const sandbox = await startSandbox();
  const http = openHttp({ env: {}, userAgent: 'test' });
  onTestFinished(async () => {
    await http.close();
    await sandbox.close();
  });
  const api = createProfileApi({
    http,
    baseUrl: sandbox.url,
    token: 'sandbox',
    tokenOrigin: 'the test',
    spaceId: 'spa_sandbox',
    region: 'us',
    now: () => new Date(),
    monotonic: () => performance.now(),
    random: Math.random,
    sleep: () => Promise.resolve(),
    onWait: () => {},
  });
  const id = { collection: 'users', type: 'user_id', value: 'ada' } as const;
  const send = (message: object) => sendAll(sandbox, [{ userId: 'ada', ...message }]);
  await send({ type: 'identify', traits: { plan: 'free' } });
  const readNow = (signal?: AbortSignal) => readWholeProfile(api, id, { recentEvents: watchWindow, signal });

  const watch = async (
    steps: readonly (() => Promise<unknown>)[],
    read: (signal: AbortSignal) => Promise<WholeProfile> = readNow,
  ): Promise<Look[]> => {
    const stop = new AbortController();
    const left = [...steps];
    const sleep = async () => {
      const step = left.shift();
      if (step === undefined) stop.abort();
      else await step();
    };
    const looks: Look[] = [];
    const options = { read, first: await readNow(), intervalMs: 1_000, sleep, signal: stop.signal };
    for await (const look of watchProfile(options)) looks.push(look);
    return looks;
  };
  return { send, watch, readNow };
}

test('each look says what is new since the one before', async () => {
  const { send, watch } = await setUp();
  const looks = await watch([
    () => send({ type: 'identify', traits: { plan: 'pro' } }),
    () => Promise.resolve(),
    () => send({ type: 'track', event: 'Tried', messageId: 't1' }),
  ]);
  const changes = looks.map((look) =>
    look.kind === 'seen' ? look.changes.map(({ part, change, name }) => [part, change, name]) : look,
  );
  expect(changes).toEqual([[['traits', 'changed', 'plan']], [], [['events', 'added', 'Tried']]]);
  expect(looks.map((look) => look.kind === 'seen' && look.isFull)).toEqual([false, false, false]);
});

test('a look that failed for now is told, and the next compares with the last that was seen', async () => {
  const { send, watch, readNow } = await setUp();
  let calls = 0;
  const looks = await watch(
    [() => send({ type: 'identify', traits: { plan: 'pro' } }), () => Promise.resolve()],
    (signal) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new TemporaryError('not now', { code: 'busy' })) : readNow(signal);
    },
  );
  expect(looks.map(({ kind }) => kind)).toEqual(['failed', 'seen']);
  expect(looks[1]).toMatchObject({ changes: [{ name: 'plan', before: '"free"', after: '"pro"' }] });
});

test('what waiting does not mend ends it', async () => {
  const { watch } = await setUp();
  const refused = new UsageError('no', { code: 'no' });
  await expect(watch([() => Promise.resolve()], () => Promise.reject(refused))).rejects.toBe(refused);
});

test('as many new events as a look can show may not be all of them', async () => {
  const { send, watch } = await setUp();
  const [look] = await watch([
    async () => {
      for (let n = 0; n < watchWindow; n += 1) await send({ type: 'track', event: 'E', messageId: `e${n}` });
    },
  ]);
  expect(look).toMatchObject({ kind: 'seen', isFull: true });
});
