import { describe, expect, it } from 'vitest';
import { followSandbox } from '../../src/api/sandbox/stream.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { control, send, track } from './control-client.ts';

describe('tests in parallel, each under a write key of its own', () => {
  const tests = 20;
  const rounds = 50;

  /** What a test of somebody's app does: everything a control call can, many times, and never a word of the others. */
  async function oneTest(sandbox: RunningSandbox, writeKey: string, round: number): Promise<void> {
    const name = `${writeKey}-${round}`;
    const scope = { writeKey };
    const mine = (messages: readonly { messageId: string }[]) =>
      messages.map(({ messageId }) => messageId).sort();
    expect((await control(sandbox, 'POST', 'reset', scope)).status).toBe(200);

    const abort = new AbortController();
    const streamed: string[] = [];
    const isStreaming = round % 10 === 0;
    const streaming = (async () => {
      if (!isStreaming) return;
      for await (const event of followSandbox(sandbox.url, {
        filter: { outcome: 'all', source: writeKey },
        after: 0,
        signal: abort.signal,
        sleep: async () => {},
      })) {
        if (event.kind !== 'message') continue;
        streamed.push(JSON.parse(event.line).messageId);
        if (streamed.length === 5) return;
      }
    })();

    await control(sandbox, 'POST', `faults?writeKey=${writeKey}`, {
      rules: [{ name, first: 1, status: 503 }],
    });
    const waiting = control(sandbox, 'POST', 'wait', {
      filter: { ...scope, event: 'Done' },
      timeout: 30_000,
    });
    const first = [track(`${name}-1`), track(`${name}-2`, { event: 'Order', properties: { of: name } })];
    expect((await send(sandbox, first, writeKey)).status).toBe(503);
    expect((await send(sandbox, first, writeKey)).status).toBe(200);
    expect((await send(sandbox, [{ type: 'track', messageId: `${name}-bad` }], writeKey)).status).toBe(200);
    const last = [track(`${name}-3`), track(`${name}-4`, { event: 'Done' })];
    expect((await send(sandbox, last, writeKey)).status).toBe(200);

    const { body: waited } = await waiting;
    expect(mine(waited.events)).toEqual([`${name}-4`]);
    const { body: events } = await control(sandbox, 'GET', `events?outcome=all&writeKey=${writeKey}`);
    expect(mine(events.events)).toEqual([1, 2, 3, 4, 'bad'].map((part) => `${name}-${part}`));
    const { status, body: asserted } = await control(sandbox, 'POST', 'assert', {
      filter: { ...scope, event: 'Order' },
      count: 1,
      fields: { 'properties.of': name },
    });
    expect([status, asserted.diff]).toEqual([200, '']);
    const { body: violated } = await control(sandbox, 'POST', 'assert', {
      filter: scope,
      noViolations: true,
    });
    expect(violated.diff).toContain('+ violations: 1');
    const { body: missed } = await control(sandbox, 'POST', 'wait', {
      filter: { ...scope, event: 'Never' },
      timeout: 0,
    });
    expect(
      missed.nearest.every(({ event }: { event: { messageId: string } }) =>
        event.messageId.startsWith(`${name}-`),
      ),
    ).toBe(true);
    const { body: stats } = await control(sandbox, 'GET', `stats?writeKey=${writeKey}`);
    expect(stats).toMatchObject({
      messages: { stored: 4, duplicates: 0, discarded: 1 },
      requests: { total: 4, byStatus: { 200: 3, 503: 1 } },
      faults: { [name]: 1 },
    });
    const snapshot = await (await fetch(`${sandbox.url}/_/snapshot?writeKey=${writeKey}`)).text();
    expect(snapshot.trim().split('\n')).toHaveLength(4);
    await control(sandbox, 'DELETE', `faults?writeKey=${writeKey}`);
    await streaming;
    abort.abort();
    if (isStreaming) expect(streamed.sort()).toEqual([1, 2, 3, 4, 'bad'].map((part) => `${name}-${part}`));
  }

  it(`${tests} of them, ${rounds} rounds: no interference`, async () => {
    const sandbox = await openSandbox();
    const keys = Array.from({ length: tests }, (_, index) => `key${index}`);
    await Promise.all(
      keys.map(async (key) => {
        for (let round = 0; round < rounds; round += 1) await oneTest(sandbox, key, round);
      }),
    );
    expect(sandbox.journal.counts).toMatchObject({
      stored: tests * 4,
      discarded: tests,
      requests: tests * 4,
    });
    expect(sandbox.faults.list()).toEqual([]);
  }, 120_000);
});
