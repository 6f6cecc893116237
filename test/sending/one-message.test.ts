import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Http, openHttp } from '../../src/api/http.ts';
import { createProfileApi, type ProfileApi } from '../../src/api/profiles/client.ts';
import { createTracking } from '../../src/api/tracking.ts';
import { InputError } from '../../src/errors.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { checkMessage } from '../../src/sending/check-message.ts';
import { readFollowed, waitUntilShown } from '../../src/sending/follow.ts';
import { type GivenMessage, readRequest } from '../../src/sending/request.ts';
import { sendMessage } from '../../src/sending/send-message.ts';
import type { MessageType } from '../../src/spec/message.ts';

// The whole way of a message without a command around it, as anything else that sends will take it.

const now = () => new Date();

const clock = {
  now,
  monotonic: () => performance.now(),
  random: Math.random,
  sleep: async (milliseconds: number, signal?: AbortSignal) => {
    await sleep(milliseconds, undefined, { signal });
  },
};

async function setUp() {
  const sandbox = await startSandbox();
  const http = openHttp({ env: {}, userAgent: 'test' });
  onTestFinished(async () => {
    await http.close();
    await sandbox.close();
  });
  return { sandbox, http };
}

function compose(type: MessageType, given: GivenMessage, event?: string) {
  return readRequest({
    type,
    argument: { key: 'event', spelling: 'the argument [event]', text: event },
    flags: given,
    fieldFlags: [{ kind: 'typed', text: 'revenue=12345678901234567890', flag: '-F' }],
    version: '1',
    now: now(),
    read: () => Promise.reject(new Error('nothing is read')),
  });
}

function send(http: Http, sandbox: RunningSandbox, message: Awaited<ReturnType<typeof compose>>) {
  const facts = { region: 'us', keyOrigin: undefined, now } as const;
  const target = {
    tracking: createTracking(http, { url: sandbox.url, writeKey: 'web' }, facts),
    bodyWriteKey: undefined,
    describe: { workspace: undefined, source: 'web', region: 'us', sandbox: true },
  } as const;
  return sendMessage(target, 'track', message, { retries: 0, totalTimeoutMs: 30_000, ...clock });
}

function profiles(http: Http, { url }: RunningSandbox): ProfileApi {
  return createProfileApi({
    ...clock,
    onWait: () => {},
    http,
    baseUrl: url,
    token: 'sandbox',
    tokenOrigin: 'the test',
    spaceId: 'spa_sandbox',
    region: 'us',
  });
}

test('is composed of values, sent, and seen in its profile', async () => {
  const { sandbox, http } = await setUp();
  const message = await compose('track', { userId: 'Ada', messageId: 'm1' }, 'Order Completed');
  expect(checkMessage('track', message, { force: false, now: now() })).toEqual([]);
  expect(await send(http, sandbox, message)).toEqual({
    accepted: true,
    type: 'track',
    messageId: 'm1',
    source: 'web',
    workspace: null,
    region: 'us',
    sandbox: true,
    status: 200,
    requests: 1,
    durationMs: expect.any(Number),
  });
  expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['m1']);

  const followed = readFollowed('track', message, now());
  expect([followed.name, followed.isLowered]).toEqual(['user_id:ada', true]);
  const options = { timeoutMs: 30_000, timeoutText: '30 s', ...clock, onSignal: () => () => {} };
  const { facts, problem } = await waitUntilShown(profiles(http, sandbox), followed, options);
  expect(problem).toBeUndefined();
  expect(facts).toMatchObject({ visible: true, profile: 'user_id:ada', collection: 'users' });
});

test('that nobody sent is waited for, and the reason comes beside the facts', async () => {
  const { sandbox, http } = await setUp();
  const followed = readFollowed('track', await compose('track', { userId: 'nobody' }, 'E'), now());
  let clockMs = 0;
  let released = 0;
  const { facts, problem } = await waitUntilShown(profiles(http, sandbox), followed, {
    timeoutMs: 60_000,
    timeoutText: 'a while',
    monotonic: () => clockMs,
    sleep: async (milliseconds) => {
      clockMs += milliseconds;
      if (clockMs > 1_000) clockMs = 60_000;
    },
    onSignal: () => () => {
      released += 1;
    },
  });
  expect(facts).toMatchObject({ visible: false, delayMs: null, looks: 4 });
  expect(problem).toMatchObject({ code: 'follow_timeout', exitCode: 7 });
  expect(problem?.message).toContain('did not show it within a while');
  expect(released).toBe(1);
});

test('that Segment would refuse is told of before it is sent', async () => {
  const message = await compose('track', {}, 'E');
  const check = (force: boolean) => () => checkMessage('track', message, { force, now: now() });
  expect(check(false)).toThrow(InputError);
  expect(check(true)()).toEqual([expect.stringContaining('Sent because of --force.')]);
});
