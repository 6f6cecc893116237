import { describe, expect, it } from 'vitest';
import { openHttp } from '../../src/api/http.ts';
import { waitForMessages } from '../../src/api/sandbox/control.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { openSandbox, post } from '../helpers/sandbox.ts';
import { send, track } from './control-client.ts';

interface Result {
  readonly met: boolean;
  readonly count: number;
  readonly waitedMs: number;
  readonly events: { readonly messageId: string }[];
  readonly nearest?: { readonly reasons: string[]; readonly event: { readonly messageId: string } }[];
}

async function waitFor(sandbox: RunningSandbox, asked: object): Promise<{ status: number; body: Result }> {
  const reply = await post(sandbox, '/_/wait', asked, {});
  // A test that reads a part which is not there fails.
  return { status: reply.status, body: JSON.parse(reply.body) as Result };
}

describe('POST /_/wait', () => {
  it('is met at once by what is there', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [track('1'), track('2')]);
    const { status, body } = await waitFor(sandbox, { count: 2, timeout: 0 });
    expect([status, body.met, body.count, body.events.map(({ messageId }) => messageId)]).toEqual([
      200,
      true,
      2,
      ['1', '2'],
    ]);
  });

  it('is met by what arrives, over several requests', async () => {
    const sandbox = await openSandbox();
    const waiting = waitFor(sandbox, { filter: { event: 'Paid' }, count: 3 });
    await send(sandbox, [track('0'), track('1', { event: 'Paid' })]);
    await send(sandbox, [
      track('2', { event: 'Paid' }),
      track('3', { event: 'Paid' }),
      track('4', { event: 'Paid' }),
    ]);
    const { status, body } = await waiting;
    expect([status, body.count]).toEqual([200, 4]);
  });

  it('counts only what comes behind a message', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [track('1'), track('2')]);
    const { body } = await waitFor(sandbox, { after: 1, timeout: 0 });
    expect(body.events.map(({ messageId }) => messageId)).toEqual(['2']);
  });

  it('a miss shows the nearest and what was wrong with each', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [
      track('far', { event: 'Other', userId: 'nobody', properties: { total: 1 } }),
      track('near', { event: 'Order Complete', properties: { total: 10 } }),
      { type: 'track', event: 'Order Completed', messageId: 'dropped' },
    ]);
    const { status, body } = await waitFor(sandbox, {
      filter: { event: 'Order Completed', userId: 'u', fql: 'properties.total > 5' },
      timeout: 20,
    });
    expect([status, body.met, body.count]).toEqual([408, false, 0]);
    expect(body.waitedMs).toBeGreaterThanOrEqual(19);
    expect(body.nearest?.map(({ reasons, event }) => [event.messageId, reasons])).toEqual([
      ['near', ['event is Order Complete, not Order Completed']],
      [
        'dropped',
        [
          'it was discarded: no_user_anon_id',
          'userId is missing, not u',
          'it does not fit properties.total > 5',
        ],
      ],
      [
        'far',
        [
          'event is Other, not Order Completed',
          'userId is nobody, not u',
          'it does not fit properties.total > 5',
        ],
      ],
    ]);
  });

  it('shows nobody the messages of another source', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [track('theirs')], 'theirs');
    for (const scope of [{ writeKey: 'mine' }, { source: 'mine' }]) {
      const { body } = await waitFor(sandbox, { filter: { ...scope, event: 'E' }, timeout: 10 });
      expect([body.count, body.nearest]).toEqual([0, []]);
    }
  });

  it('waits for discarded messages too', async () => {
    const sandbox = await openSandbox();
    const waiting = waitFor(sandbox, { filter: { outcome: 'discarded', code: 'no_user_anon_id' } });
    await send(sandbox, [track('1'), { type: 'track', messageId: 'bad' }]);
    expect((await waiting).body.events.map(({ messageId }) => messageId)).toEqual(['bad']);
  });

  it('answers within what a reader takes, however much it found', async () => {
    const sandbox = await openSandbox();
    for (let round = 0; round < 8; round += 1)
      await send(
        sandbox,
        Array.from({ length: 20 }, (_, index) => track(`${round}-${index}`, { pad: 'x'.repeat(20_000) })),
      );
    const { body } = await waitFor(sandbox, { count: 160, timeout: 0 });
    expect(body.count).toBe(160);
    expect(body.events.length).toBeLessThan(20);
    expect(JSON.stringify(body).length).toBeLessThan(1_024 * 1_024);
  });

  it.each<[object | string, number]>([
    [{ count: 0 }, 400],
    [{ timeout: -1 }, 400],
    [{ timeout: 1e9 }, 400],
    [{ filter: { fql: 'x' } }, 400],
    [{ filter: { colour: 'red' } }, 400],
    [{ filtr: {} }, 400],
    ['[', 400],
    ['"text"', 400],
    [`{"filter":{"text":"${'x'.repeat(1_100_000)}"}}`, 413],
  ])('%j is refused', async (asked, status) => {
    expect((await post(await openSandbox(), '/_/wait', asked, {})).status).toBe(status);
  });

  it('is no call for a form or a foreign page', async () => {
    const sandbox = await openSandbox();
    expect((await post(sandbox, '/_/wait', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(sandbox, '/_/wait', '{}', { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('ends with the sandbox, and with its client', async () => {
    const sandbox = await startSandbox();
    const waiting = waitFor(sandbox, { timeout: 60_000 });
    const left = new AbortController();
    const leaving = fetch(`${sandbox.url}/_/wait`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"timeout":60000}',
      signal: left.signal,
    }).catch(() => 'left');
    await send(sandbox, [{ type: 'x' }]);
    left.abort();
    expect(await leaving).toBe('left');
    await sandbox.close();
    expect((await waiting).status).toBe(503);
  });
});

describe('the client', () => {
  it('takes a miss for a result and a wrong filter for a wrong call', async () => {
    const sandbox = await openSandbox();
    const http = openHttp({ env: {}, userAgent: 'test' });
    const ask = (fql: string) =>
      waitForMessages(http, sandbox.url, { filter: { fql }, count: 1, timeout: 5 });
    expect(await ask('type = "track"')).toMatchObject({ met: false, count: 0, wanted: 1 });
    await expect(ask('nonsense')).rejects.toMatchObject({ exitCode: 2, code: 'invalid_request' });
    await http.close();
  });
});
