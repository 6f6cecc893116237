import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/start.ts';
import { type McpClient, type McpOptions, openMcp } from '../helpers/mcp.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { askProfiles } from '../sandbox/profiles/profile-client.ts';

// The tools that send, called by the official client over the built program.

async function open(options: McpOptions & SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const args = ['--url', sandbox.url, '--allow-writes', ...(options.args ?? [])];
  const mcp: McpClient = await openMcp({ ...options, args });
  const stored = () =>
    [...sandbox.journal.messages].map(({ raw }): Record<string, unknown> => JSON.parse(raw.toString('utf8')));
  return { sandbox, stored, ...mcp };
}

const track = (event: unknown, more: object = {}) => ({ type: 'track', userId: 'u', event, ...more });
/** A busy machine takes its time. */
const patient = { timeout: 20_000 };
const idPattern = /^[\da-f-]{36}$/;

it('stores both of two equal calls that are made at once', async () => {
  const { stored, call } = await open();
  const args = { userId: 'u', event: 'Clicked' };
  const answers = await Promise.all([call('SEGMENT_TRACK', args), call('SEGMENT_TRACK', args)]);
  expect(answers.map(({ value }) => value.status)).toEqual(['acknowledged', 'acknowledged']);
  expect(new Set(stored().map(({ messageId }) => messageId)).size).toBe(2);
});

describe.each([{ isModern: false }, { isModern: true }])('one message, by a client with %o', (mode) => {
  it('of each type arrives as it was given', async () => {
    const { stored, call } = await open(mode);
    const calls = [
      ['SEGMENT_TRACK', { userId: 'u', event: 'Order Completed', properties: { total: 49.9, tags: ['a'] } }],
      ['SEGMENT_IDENTIFY', { userId: 'u', traits: { email: 'ada@example.com' } }],
      ['SEGMENT_PAGE', { anonymousId: 'a', name: 'Pricing', category: 'Docs', properties: { path: '/p' } }],
      ['SEGMENT_SCREEN', { anonymousId: 'a', name: 'Checkout' }],
      ['SEGMENT_GROUP', { userId: 'u', groupId: 'acme', traits: { plan: 'team' } }],
      ['SEGMENT_ALIAS', { userId: 'u', previousId: 'a' }],
    ] as const;
    const ids: unknown[] = [];
    for (const [name, args] of calls) {
      const { isError, value } = await call(name, args);
      expect({ isError, value }).toMatchObject({
        isError: false,
        value: { status: 'acknowledged', warnings: [] },
      });
      ids.push(value.messageId);
    }
    expect(stored()).toMatchObject(
      calls.map(([name, args], index) => ({
        ...args,
        type: name.slice(8).toLowerCase(),
        messageId: ids[index],
      })),
    );
  });
});

describe('one message', () => {
  it('that Segment would drop is not sent, and says why', async () => {
    const { stored, call } = await open();
    const { isError, value } = await call('SEGMENT_TRACK', { event: 'A' });
    expect({ isError, value }).toMatchObject({ isError: true, value: { code: 'no_user_anon_id' } });
    const large = await call('SEGMENT_TRACK', {
      userId: 'u',
      event: 'A',
      properties: { a: 'x'.repeat(33_000) },
    });
    expect(large.value).toMatchObject({ code: 'message_too_large' });
    expect(stored()).toEqual([]);
  });

  it('names each argument that does not fit', async () => {
    const { call } = await open();
    const args = { userId: 5, workspace: 'other', traits: [], anonymousId: [] };
    const { value } = await call('SEGMENT_GROUP', args);
    expect(value).toMatchObject({
      code: 'arguments_invalid',
      details: [
        '"groupId" is required',
        '"traits" must be an object',
        '"userId" must be a string',
        '"anonymousId" must be a string',
        '"workspace" is not allowed',
      ],
      hint: 'What it takes: groupId, traits, userId, anonymousId, context, integrations, timestamp, messageId, confirm.',
    });
    expect((await call('SEGMENT_GROUP', { userId: 'u' })).value).not.toHaveProperty('hint');
  });

  it('has the same messageId when the same call is made again after a failure, and another after a success', async () => {
    const { stored, call } = await open({ faults: { rules: [{ status: 400, times: 1 }] } });
    const args = { userId: 'u', event: 'A', properties: { b: 1, a: 2 } };
    const failed = await call('SEGMENT_TRACK', args);
    expect(failed.isError).toBe(true);
    const sent = await call('SEGMENT_TRACK', { ...args, properties: { a: 2, b: 1 } });
    const again = await call('SEGMENT_TRACK', args);
    expect(failed.value.details).toContain(`messageId: ${sent.value.messageId}`);
    expect(stored().map(({ messageId }) => messageId)).toEqual([sent.value.messageId, again.value.messageId]);
    expect(new Set([sent.value.messageId, again.value.messageId]).size).toBe(2);
  });

  it('that cannot be sent says what to do, and that it may be tried again', async () => {
    const { sandbox, call } = await open();
    await sandbox.close();
    const { value } = await call('SEGMENT_TRACK', { userId: 'u', event: 'A' });
    expect(value).toMatchObject({
      category: 'network',
      retryable: true,
      hint: expect.stringContaining('segment sandbox'),
      details: [expect.stringMatching(/^messageId: /), expect.stringContaining('counts once')],
    });
  });

  it('warns of what is odd about it', async () => {
    const { call } = await open();
    const { value } = await call('SEGMENT_TRACK', {
      userId: 'u',
      event: 'A',
      properties: { currency: 'EURO', revenue: 1 },
    });
    expect(value.warnings).toEqual(['currency is not a code of ISO 4217, such as USD or EUR']);
  });

  it('the whole life of a user gives one profile', async () => {
    const { sandbox, call } = await open();
    await call('SEGMENT_PAGE', { anonymousId: 'anon_1', name: 'Pricing' });
    await call('SEGMENT_TRACK', { anonymousId: 'anon_1', event: 'Signup Started' });
    await call('SEGMENT_ALIAS', { userId: 'user_1', previousId: 'anon_1' });
    await call('SEGMENT_IDENTIFY', { userId: 'user_1', anonymousId: 'anon_1', traits: { plan: 'team' } });
    await call('SEGMENT_TRACK', { userId: 'user_1', event: 'Order Completed' });
    await call('SEGMENT_GROUP', { userId: 'user_1', groupId: 'acme' });
    const read = async (path: string) =>
      (await askProfiles(sandbox, `users/profiles/user_id:user_1/${path}`)).body;
    const [traits, events, ids] = await Promise.all([read('traits'), read('events'), read('external_ids')]);
    expect(traits.traits).toMatchObject({ plan: 'team' });
    expect(
      events.data.map((each: { event?: string; type: string }) => each.event ?? each.type).sort(),
    ).toEqual(expect.arrayContaining(['Order Completed', 'Signup Started']));
    expect(ids.data.map((each: { id: string }) => each.id).sort()).toEqual(['anon_1', 'user_1']);
  });
});

describe('outside the sandbox', () => {
  /** A sandbox that takes the place of Segment: the server knows only a key and a URL. */
  async function outside() {
    const sandbox = await openSandbox();
    const env = {
      SEGMENT_WRITE_KEY: 'k'.repeat(32),
      SEGMENT_TRACKING_URL: sandbox.url,
      SEGMENT_REGION: 'eu',
    };
    return { sandbox, ...(await openMcp({ args: ['--allow-writes'], env })) };
  }
  const args = { userId: 'u', event: 'A', properties: { a: 1, b: [2] } };

  it('a message is shown first and sent when the same call brings the token', async () => {
    const { sandbox, call } = await outside();
    const preview = await call('SEGMENT_TRACK', args);
    expect(preview.value).toMatchObject({
      status: 'preview',
      target: { workspace: null, source: null, region: 'eu', sandbox: false },
      message: { ...args, type: 'track', messageId: expect.stringMatching(idPattern) },
      confirm: expect.stringMatching(idPattern),
    });
    expect(preview.text).toContain('Nothing was done yet');
    expect(sandbox.journal.messages.length).toBe(0);

    const { confirm, message } = preview.value;
    const sent = await call('SEGMENT_TRACK', {
      confirm,
      properties: { b: [2], a: 1 },
      event: 'A',
      userId: 'u',
    });
    expect(sent.value).toMatchObject({
      status: 'acknowledged',
      messageId: (message as { messageId: string }).messageId,
    });
    expect(sandbox.journal.messages.length).toBe(1);

    const again = await call('SEGMENT_TRACK', { ...args, confirm });
    expect(again.value).toMatchObject({ code: 'confirm_invalid' });
    expect(sandbox.journal.messages.length).toBe(1);
  });

  it.each([
    ['other arguments', 'SEGMENT_TRACK', { ...args, event: 'B' }],
    ['another value inside', 'SEGMENT_TRACK', { ...args, properties: { a: 1, b: [3] } }],
    ['another tool', 'SEGMENT_BATCH', { messages: [args] }],
  ])('a token is good for no call with %s, and spent', async (_case, name, other) => {
    const { sandbox, call } = await outside();
    const { confirm } = (await call('SEGMENT_TRACK', args)).value;
    expect((await call(name, { ...other, confirm })).value).toMatchObject({ code: 'confirm_invalid' });
    expect((await call('SEGMENT_TRACK', { ...args, confirm })).value).toMatchObject({
      code: 'confirm_invalid',
    });
    expect(sandbox.journal.messages.length).toBe(0);
  });

  it('many messages are counted and judged first', async () => {
    const { sandbox, call } = await outside();
    const messages = [track('A'), track(undefined), track('B')];
    const preview = await call('SEGMENT_BATCH', { messages });
    expect(preview.value).toMatchObject({
      status: 'preview',
      counts: { messages: 3, wouldSend: 2, rejected: 1 },
      results: [{ index: 1, status: 'rejected', code: 'event_not_defined' }],
    });
    expect(sandbox.journal.messages.length).toBe(0);
    const { confirm } = preview.value;
    const sent = await call('SEGMENT_BATCH', { messages, confirm });
    expect(sent.value).toMatchObject({ status: 'done', counts: { acknowledged: 2, rejected: 1 } });
    expect(sandbox.journal.messages.length).toBe(2);
  });
});

describe('many messages', () => {
  it('are judged one by one, whatever they are, and the others are sent', async () => {
    const { stored, call } = await open();
    const messages = [
      track('A', { messageId: 'own-1' }),
      'no message',
      track(5),
      { type: 'identify', traits: {} },
      track('B', { properties: { text: 'x'.repeat(40_000) } }),
      { type: 'page', anonymousId: 'a' },
      null,
    ];
    const { value } = await call('SEGMENT_BATCH', { messages });
    expect(value).toMatchObject({
      status: 'done',
      counts: { acknowledged: 2, rejected: 5, refused: 0, unacknowledged: 0 },
      results: [
        { index: 1, status: 'rejected', code: 'not_an_object' },
        { index: 2, status: 'rejected', code: 'event_not_string' },
        { index: 3, status: 'rejected', code: 'no_user_anon_id' },
        { index: 4, status: 'rejected', code: 'message_too_large' },
        { index: 6, status: 'rejected', code: 'not_an_object' },
        { index: 0, status: 'acknowledged', messageId: 'own-1' },
        { index: 5, status: 'acknowledged', messageId: expect.stringMatching(/-5$/) },
      ],
    });
    expect(stored()).toMatchObject([{ event: 'A', messageId: 'own-1' }, { type: 'page' }]);
  });

  it('are halved when Segment refuses them together, until the one at fault stands alone', async () => {
    const rule = { status: 413, path: '/v1/batch', first: 3 };
    const { stored, call } = await open({ faults: { rules: [rule] } });
    const { value } = await call('SEGMENT_BATCH', {
      messages: ['A', 'B', 'C', 'D'].map((event) => track(event)),
    });
    expect(value).toMatchObject({
      counts: { acknowledged: 3, refused: 1 },
      results: [{ index: 0, status: 'refused', code: 'refused_by_server' }, {}, {}, {}],
    });
    expect(stored().map(({ event }) => event)).toEqual(['B', 'C', 'D']);
  });

  it('that cannot be delivered say so, and have the same ids when the same call is made again', async () => {
    const { sandbox, call, stored } = await open({ faults: { rules: [{ status: 401, times: 1 }] } });
    const messages = [track('A'), track('B')];
    const failed = await call('SEGMENT_BATCH', { messages });
    expect(failed.value).toMatchObject({
      counts: { acknowledged: 0, unacknowledged: 2 },
      results: [{ status: 'unacknowledged', code: expect.any(String) }, {}],
    });
    const sent = await call('SEGMENT_BATCH', { messages });
    const idsOf = ({ value }: typeof sent) =>
      (value.results as { messageId: string }[]).map((each) => each.messageId);
    expect(idsOf(sent)).toEqual(idsOf(failed));
    expect(stored().map(({ messageId }) => messageId)).toEqual(idsOf(sent));
    expect(sandbox.journal.counts.duplicates).toBe(0);
  });

  it('have results that are fetched part by part when they are many', async () => {
    const { client, call, stored } = await open();
    // A client that knows the schemas of the answers checks them.
    await client.listTools();
    const messages = Array.from({ length: 1_500 }, (_, at) => (at % 3 === 0 ? track(1) : track('E')));
    const indices: number[] = [];
    let cursor: unknown;
    let parts = 0;
    do {
      const { value } = await call(
        'SEGMENT_BATCH',
        cursor === undefined ? { messages } : { messages, cursor },
      );
      expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(40_000);
      indices.push(...(value.results as { index: number }[]).map(({ index }) => index));
      ({ cursor } = value);
      parts += 1;
    } while (cursor !== undefined);
    expect(parts).toBeGreaterThan(2);
    expect(indices.sort((a, b) => a - b)).toEqual(messages.map((_, at) => at));
    // Asked for with a cursor nothing is sent again.
    expect(stored()).toHaveLength(1_000);
  });

  it('end when the call is cancelled, and the server serves on', async () => {
    const { client, call, sandbox } = await open({ faults: { rules: [{ hang: true, times: 1 }] } });
    const stop = new AbortController();
    const asked = client.callTool(
      { name: 'SEGMENT_BATCH', arguments: { messages: [track('A')] } },
      { signal: stop.signal },
    );
    await expect.poll(() => JSON.stringify(sandbox.faults.list()), patient).toContain('"hits":1');
    stop.abort();
    await expect(asked).rejects.toThrow();
    expect((await call('SEGMENT_TRACK', { userId: 'u', event: 'B' })).value.status).toBe('acknowledged');
  });
});
