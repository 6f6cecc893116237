import { Analytics } from '@segment/analytics-node';
import { describe, expect, it } from 'vitest';
import type { MessageType } from '../../src/spec/message.ts';
import { cli } from '../helpers/cli.ts';
import { comparable } from '../helpers/equal-messages.ts';
import { openSandbox } from '../helpers/sandbox.ts';

/** The same message for both senders; values after the fixtures of docs/segment-api/tracking.md#comparing-messages. */
interface Fixture {
  readonly type: MessageType;
  readonly name: string;
  readonly message: Record<string, unknown>;
  /** The words after `segment`. */
  readonly argv: readonly string[];
}

const context = { ip: '12.212.12.49, 10.0.0.1', trackingData: { context: { a: {} } }, locale: 'en-US' };
const integrations = { All: true, Mixpanel: { nested: { deep: true } }, Slack: {} };
const traits = {
  email: 'a@example.com',
  'total billed': 830.4,
  age: 30,
  empty: '',
  address: { city: 'Oslo' },
};
const properties = { 'Video Ad Length': 30, empty: '', list: [1, 'two', { three: null }], nested: {} };
const timestamp = new Date('2026-02-03T04:05:06.789Z');
const shared = ['--context', JSON.stringify(context), '--integrations', JSON.stringify(integrations)];
const all = { context, integrations, timestamp };

const fixtures: readonly Fixture[] = [
  {
    type: 'track',
    name: 'track',
    message: { userId: 'u1', event: 'Signed Up' },
    argv: ['track', 'Signed Up', '-u', 'u1'],
  },
  {
    type: 'track',
    name: 'advance-track',
    message: { userId: 'u1', anonymousId: 'a=1==', event: 'Order Completed', properties, ...all },
    argv: [
      'track',
      'Order Completed',
      '-u',
      'u1',
      '-a',
      'a=1==',
      '--properties',
      JSON.stringify(properties),
      ...shared,
    ],
  },
  { type: 'identify', name: 'identify', message: { userId: 'u1' }, argv: ['identify', 'u1'] },
  {
    type: 'identify',
    name: 'advance-identify',
    message: { userId: 'u1', traits, ...all },
    argv: ['identify', 'u1', '--traits', JSON.stringify(traits), ...shared],
  },
  { type: 'page', name: 'page', message: { userId: 'u1', name: 'Home' }, argv: ['page', 'Home', '-u', 'u1'] },
  {
    type: 'page',
    name: 'advance-page',
    message: { anonymousId: 'a1', name: 'Home', category: 'Docs', properties, ...all },
    argv: [
      'page',
      'Home',
      '--category',
      'Docs',
      '-a',
      'a1',
      '--properties',
      JSON.stringify(properties),
      ...shared,
    ],
  },
  {
    type: 'screen',
    name: 'screen',
    message: { userId: 'u1', name: 'Feed' },
    argv: ['screen', 'Feed', '-u', 'u1'],
  },
  {
    type: 'screen',
    name: 'advance-screen',
    message: { userId: 'u1', name: 'Feed', category: 'Main', properties, ...all },
    argv: [
      'screen',
      'Feed',
      '--category',
      'Main',
      '-u',
      'u1',
      '--properties',
      JSON.stringify(properties),
      ...shared,
    ],
  },
  {
    type: 'group',
    name: 'group',
    message: { userId: 'u1', groupId: 'g1' },
    argv: ['group', 'g1', '-u', 'u1'],
  },
  {
    type: 'group',
    name: 'advance-group',
    message: { userId: 'u1', groupId: 'g1', traits: { ...traits, employees: 20 }, ...all },
    argv: ['group', 'g1', '-u', 'u1', '--traits', JSON.stringify({ ...traits, employees: 20 }), ...shared],
  },
  {
    type: 'alias',
    name: 'alias',
    message: { userId: 'u1', previousId: 'old' },
    argv: ['alias', '-u', 'u1', '--previous-id', 'old'],
  },
  {
    type: 'alias',
    name: 'advance-alias',
    message: { userId: 'u1', previousId: 'old', ...all },
    argv: ['alias', '-u', 'u1', '--previous-id', 'old', ...shared],
  },
];

const writeKey = 'abcdefghijklmnopqrstuvwxyz012345';

async function sendBySdk(url: string, { type, message }: Fixture): Promise<void> {
  const analytics = new Analytics({ writeKey, host: url });
  const problems: unknown[] = [];
  analytics.on('error', (error) => problems.push(error));
  // Each method has its own type of message; the fixtures carry the right one for theirs.
  (analytics[type] as (message: Record<string, unknown>) => void)(message);
  await analytics.closeAndFlush();
  expect(problems).toEqual([]);
}

describe('@segment/analytics-node against the sandbox', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s is stored as docs/segment-api/tracking.md says',
    async (_name, fixture) => {
      const sandbox = await openSandbox();
      const before = Date.now();
      await sendBySdk(sandbox.url, fixture);
      const [stored, ...more] = [...sandbox.journal.messages];
      expect(more).toEqual([]);
      expect(sandbox.journal.rejected.length).toBe(0);
      const { completed } = stored ?? {};
      const { timestamp: sentTime, context: sentContext, ...fields } = fixture.message;
      expect(completed).toMatchObject({
        ...fields,
        type: fixture.type,
        messageId: expect.stringMatching(/^node-next-\d+-[0-9a-f-]{36}$/),
        context: {
          ...(sentContext as object | undefined),
          library: { name: '@segment/analytics-node', version: expect.any(String) },
        },
        originalTimestamp: sentTime === undefined ? expect.any(String) : timestamp.toISOString(),
        sentAt: expect.any(String),
        version: 2,
        channel: 'server',
      });
      expect(completed).not.toHaveProperty('writeKey');
      expect(stored?.writeKey).toBe(writeKey);
      const time = (key: string) => Date.parse(String(completed?.[key]));
      expect(time('receivedAt')).toBeGreaterThanOrEqual(before);
      expect(time('receivedAt') - time('timestamp')).toBe(time('sentAt') - time('originalTimestamp'));
    },
  );

  it('sends many in batches that all arrive, once', async () => {
    const sandbox = await openSandbox();
    const analytics = new Analytics({ writeKey, host: sandbox.url, flushAt: 20 });
    for (let index = 0; index < 110; index += 1) analytics.track({ userId: 'u', event: `E${index}` });
    await analytics.closeAndFlush();
    expect([...sandbox.journal.messages].map(({ event }) => event).sort()).toEqual(
      Array.from({ length: 110 }, (_, index) => `E${index}`).sort(),
    );
    expect(sandbox.journal.requests.length).toBe(6);
  });
});

describe('our own commands', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s equals what the official SDK sends (docs/segment-api/tracking.md#comparing-messages)',
    async (_name, fixture) => {
      const sandbox = await openSandbox();
      await sendBySdk(sandbox.url, fixture);
      const env = { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WRITE_KEY: writeKey };
      const run = await cli(
        [
          ...fixture.argv,
          ...(fixture.message.timestamp === undefined ? [] : ['--timestamp', timestamp.toISOString()]),
        ],
        { env },
      );
      expect([run.code, run.stderr]).toEqual([0, expect.any(String)]);
      const [theirs, ours] = [...sandbox.journal.messages].map(({ completed }) => comparable(completed));
      expect(ours).toEqual(theirs);
    },
  );
});

describe('comparable', () => {
  it('drops what may differ, and empty objects at the top only', () => {
    expect(
      comparable({
        type: 'track',
        messageId: 'm',
        timestamp: 't',
        _metadata: {},
        traits: {},
        properties: { inner: {} },
        context: { library: { name: 'x' } },
        list: [],
      }),
    ).toEqual({ type: 'track', properties: { inner: {} }, list: [] });
    expect(comparable({ context: { library: 1, ip: '1' } })).toEqual({ context: { ip: '1' } });
    expect(comparable({ context: null })).toEqual({ context: null });
  });
});
