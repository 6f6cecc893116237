import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followSandbox, readServerEvents, type StreamEvent } from '../../src/api/sandbox/stream.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { openSandbox, post } from '../helpers/sandbox.ts';
import { send, track } from './control-client.ts';

interface Following {
  readonly events: StreamEvent[];
  readonly ids: () => string[];
  /** Resolves once so many messages have come. */
  until(count: number): Promise<void>;
  stop(): void;
}

/** Follows as the command does and collects what comes. */
async function follow(url: string, options: { filter?: object; after?: number } = {}): Promise<Following> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const events: StreamEvent[] = [];
  const ids = () =>
    events.flatMap((event) => (event.kind === 'message' ? [String(JSON.parse(event.line).messageId)] : []));
  const stream = followSandbox(url, {
    filter: {},
    after: 0,
    ...options,
    signal: abort.signal,
    sleep: (ms) => wait(Math.min(ms, 20)),
  });
  const running = (async () => {
    for await (const event of stream) events.push(event);
  })();
  running.catch(() => {});
  return {
    events,
    ids,
    async until(count) {
      let isOver = false;
      const finish = () => {
        isOver = true;
      };
      running.then(finish, finish);
      while (ids().length < count) {
        await wait(2);
        if (isOver) throw new Error('the stream is over');
      }
    },
    stop: () => abort.abort(),
  };
}

/** The stream as bytes, as far as it has come. */
async function open(sandbox: RunningSandbox, query = '', headers: Record<string, string> = {}) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const reply = await fetch(`${sandbox.url}/_/stream${query}`, { headers, signal: abort.signal });
  return { reply, abort, reader: reply.body?.getReader() };
}

describe('GET /_/stream', () => {
  it('brings every message in order, with the bytes of its values', async () => {
    const sandbox = await openSandbox();
    const following = await follow(sandbox.url);
    const text = `{"batch":[{"type":"track","event":"E","userId":"u","messageId":"big","properties":{\n"n":12345678901234567890}}]}`;
    await post(sandbox, '/v1/batch', text);
    await send(
      sandbox,
      Array.from({ length: 2_000 }, (_, index) => track(`m${index}`)),
    );
    await following.until(2_001);
    expect(following.ids()).toEqual(['big', ...Array.from({ length: 2_000 }, (_, index) => `m${index}`)]);
    const [first] = following.events;
    expect(first?.kind === 'message' && first.line).toContain('{ "n":12345678901234567890}');
  });

  it('begins with what arrives after it, and says so at once', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [track('old')]);
    const { reader } = await open(sandbox);
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toMatch(/^: stream open\nid: 1-[0-9a-f]{8}\n\n$/);
    await send(sandbox, [track('new')]);
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(
      /^id: 2-[0-9a-f]{8}\ndata: .*"messageId":"new"/,
    );
  });

  it('goes on behind Last-Event-ID', async () => {
    const sandbox = await openSandbox();
    await send(sandbox, [track('1'), track('2'), track('3')]);
    const { reader } = await open(sandbox, '', { 'last-event-id': '2' });
    let text = '';
    while (!text.includes('"3"')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).not.toContain('"messageId":"2"');
  });

  it('filters as the list does', async () => {
    const sandbox = await openSandbox();
    const discarded = await follow(sandbox.url, { filter: { outcome: 'discarded' } });
    const fql = await follow(sandbox.url, { filter: { fql: 'properties.n > 1', source: 'a' } });
    await send(sandbox, [track('1', { properties: { n: 2 } }), { type: 'track', messageId: 'bad' }], 'b');
    await send(sandbox, [track('2', { properties: { n: 1 } }), track('3', { properties: { n: 2 } })], 'a');
    await Promise.all([discarded.until(1), fql.until(1)]);
    await wait(20);
    expect([discarded.ids(), fql.ids()]).toEqual([['bad'], ['3']]);
  });

  it.each(['?fql=nonsense', '?colour=red', '?after=x', '?outcome=lost'])('400 for %s', async (query) => {
    const sandbox = await openSandbox();
    expect((await fetch(`${sandbox.url}/_/stream${query}`)).status).toBe(400);
  });

  it('is not for foreign pages', async () => {
    const sandbox = await openSandbox();
    const { reply } = await open(sandbox, '', { origin: 'https://evil.example' });
    expect(reply.status).toBe(403);
  });

  it('tells of a reset, and of messages that made way', async () => {
    const sandbox = await openSandbox({ maxMessages: 5 });
    await send(
      sandbox,
      Array.from({ length: 20 }, (_, index) => track(`m${index}`)),
    );
    const following = await follow(sandbox.url, { after: 3 });
    await following.until(5);
    expect(following.ids()).toEqual(['m15', 'm16', 'm17', 'm18', 'm19']);
    const { reader } = await open(sandbox);
    await reader?.read();
    sandbox.journal.reset();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('event: reset\ndata: {}\n\n');
  });

  it('nothing is queued for a client that does not read, and it hears what it missed', async () => {
    const sandbox = await openSandbox({ maxMessages: 1_000 });
    const socket = connect(sandbox.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /_/stream HTTP/1.1\r\nHost: localhost:${sandbox.port}\r\n\r\n`);
    let text = '';
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    const pad = 'x'.repeat(2_000);
    for (let round = 0; round < 60; round += 1) {
      const items = Array.from({ length: 200 }, (_, index) =>
        track(`${round}-${index}`, { properties: { pad } }),
      );
      expect((await send(sandbox, items)).status).toBe(200);
    }
    await send(sandbox, [track('last')]);
    socket.on('data', (chunk) => {
      text = (text + chunk.toString('latin1')).slice(-8_000_000);
    });
    socket.resume();
    while (!text.includes('"messageId":"last"')) await wait(5);
    const dropped = [...text.matchAll(/event: dropped\ndata: \{"dropped":(\d+)\}/g)].map(([, count]) =>
      Number(count),
    );
    const seen = text.match(/^id: /gm)?.length ?? 0;
    // 24 MB arrived, and no more than the buffers of a socket and the journal were ever held for this client.
    expect(dropped.length).toBeGreaterThan(0);
    expect(seen + dropped.reduce((sum, each) => sum + each, 0)).toBe(12_001);
  });

  it('survives a restart of the sandbox on the same port', async () => {
    const first = await startSandbox();
    const following = await follow(first.url);
    await send(first, [track('before')]);
    await following.until(1);
    await first.close();
    const second = await openSandbox({ port: first.port });
    // The test's own connection may be one to the first.
    await send(second, [track('after')]).catch(() => send(second, [track('after')]));
    await following.until(2);
    expect(following.ids()).toEqual(['before', 'after']);
    expect(following.events.some(({ kind }) => kind === 'reconnecting')).toBe(true);
  });

  it('ends at once with the sandbox', async () => {
    const sandbox = await startSandbox();
    const { reader } = await open(sandbox);
    await reader?.read();
    await sandbox.close();
    await expect(reader?.read()).resolves.toMatchObject({ done: true });
  });

  it('takes 200 streams and refuses more', async () => {
    const sandbox = await openSandbox();
    const streams = await Promise.all(Array.from({ length: 200 }, () => open(sandbox)));
    expect(new Set(streams.map(({ reply }) => reply.status))).toEqual(new Set([200]));
    expect((await open(sandbox)).reply.status).toBe(503);
    for (const { abort } of streams) abort.abort();
    let { status } = (await open(sandbox)).reply;
    while (status !== 200) ({ status } = (await open(sandbox)).reply);
    expect((await send(sandbox, [track('m')])).status).toBe(200);
  });
});

describe('reading server-sent events', () => {
  it('whatever the pieces they come in', async () => {
    const text =
      ': hello\n\nid: 1\ndata: {"ü":"😀"}\n\nevent: dropped\ndata: {"dropped":2}\n\ndata: a\ndata: b\n\nid: 9\ndata: unfinished';
    const bytes = Buffer.from(text);
    for (let size = 1; size < bytes.length; size += 1) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const found = [];
      for await (const { id, event, data } of readServerEvents(
        (async function* () {
          yield* pieces;
        })(),
      ))
        found.push([id, event, data]);
      expect(found).toEqual([
        [undefined, 'message', ''],
        ['1', 'message', '{"ü":"😀"}'],
        [undefined, 'dropped', '{"dropped":2}'],
        [undefined, 'message', 'a\nb'],
      ]);
    }
  });
});
