import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { expect, it, onTestFinished, vi } from 'vitest';
import { basic } from '../helpers/sandbox.ts';
import { buildStorageChild, type StorageChild } from '../helpers/storage-child.ts';

const kills = 12;
const perBatch = 100;
/** Batches a second: 10,000 messages. */
const rate = 100;

/** Sends batches at the rate until the sandbox is gone; notes what it was told was taken, and what it never heard of. */
async function sendUntilGone(
  { url, ended }: StorageChild,
  nextBatch: () => string[],
  acknowledged: Set<string>,
  attempted: Set<string>,
): Promise<void> {
  const agent = new Agent({ connections: 16 });
  let isGone = false;
  void ended.then(() => {
    isGone = true;
  });
  const open = new Set<Promise<void>>();
  const started = performance.now();
  for (let sent = 0; !isGone; sent += 1) {
    const due = started + (sent * 1_000) / rate;
    const ahead = due - performance.now();
    if (ahead > 0) await wait(ahead);
    const ids = nextBatch();
    for (const id of ids) attempted.add(id);
    const body = JSON.stringify({
      batch: ids.map((messageId) => ({
        type: 'track',
        event: 'Kill',
        userId: 'u',
        messageId,
        properties: { text: 'x'.repeat(120) },
      })),
    });
    const sending = request(`${url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: basic('k') },
      body,
      dispatcher: agent,
    })
      .then(async (reply) => {
        if (reply.statusCode === 200) for (const id of ids) acknowledged.add(id);
        await reply.body.dump();
      })
      .catch(() => {})
      .finally(() => open.delete(sending));
    open.add(sending);
  }
  await Promise.all(open);
  await agent.destroy();
}

async function storedIds(url: string): Promise<{ ids: string[]; duplicates: number }> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = `limit=5000${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const reply = await fetch(`${url}/_/events?${query}`, { headers: { accept: 'application/x-ndjson' } });
    cursor = reply.headers.get('x-next-cursor') ?? undefined;
    for (const line of (await reply.text()).split('\n'))
      if (line !== '') ids.push(JSON.parse(line).messageId);
  } while (cursor !== undefined);
  const stats: unknown = await (await fetch(`${url}/_/stats`)).json();
  return { ids, duplicates: (stats as { messages: { duplicates: number } }).messages.duplicates };
}

it(`${kills} times kill -9 while 10,000 messages a second arrive: what was acknowledged is there, once`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = await buildStorageChild(folder);
  const data = join(folder, 'data');
  const acknowledged = new Set<string>();
  const attempted = new Set<string>();
  let number = 0;
  const nextBatch = (): string[] => {
    number += perBatch;
    return Array.from({ length: perBatch }, (_, index) => `kill-${number + index}`);
  };
  let torn = 0;
  for (let round = 0; round < kills; round += 1) {
    const child = await start(data);
    const ready = child.reported.find(
      (value) => typeof value === 'object' && value !== null && 'restored' in value,
    ) as { restored: { tornBytes: number; damagedLines: number } };
    torn += ready.restored.tornBytes > 0 ? 1 : 0;
    expect(ready.restored.damagedLines).toBe(0);
    const sending = sendUntilGone(child, nextBatch, acknowledged, attempted);
    const before = acknowledged.size;
    await wait(300 + Math.random() * 700);
    // However slow the machine is at the moment: enough is under way for the kill to mean something.
    await vi.waitUntil(() => acknowledged.size > before + 1_000, 20_000);
    child.process.kill('SIGKILL');
    await sending;
  }
  const last = await start(data);
  const { ids } = await storedIds(last.url);
  const unique = new Set(ids);
  expect(unique.size).toBe(ids.length);
  expect([...acknowledged].filter((id) => !unique.has(id))).toEqual([]);
  expect(ids.filter((id) => !attempted.has(id))).toEqual([]);
  // What was acknowledged before a kill is a duplicate after it.
  const [known] = acknowledged;
  await request(`${last.url}/v1/track`, {
    method: 'POST',
    headers: { authorization: basic('k') },
    body: JSON.stringify({ event: 'Kill', userId: 'u', messageId: known }),
  });
  expect((await storedIds(last.url)).duplicates).toBe(1);
  last.process.kill('SIGKILL');
  await last.ended;
  process.stdout.write(
    `kill -9: ${kills} kills, ${acknowledged.size} messages acknowledged, ${ids.length} stored, ${torn} torn lines set aside\n`,
  );
}, 180_000);
