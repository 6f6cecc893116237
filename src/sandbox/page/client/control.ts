import { messagePaths } from '../../../segment/message-paths.ts';
import { sandboxWriteKey } from '../../../spec/built-in-sandbox.ts';
import { isJsonObject } from '../../../spec/message.ts';
import { parseJson } from '../../../spec/parse-json.ts';
import { parseExactly, writeJson } from './exact-json.ts';
import { readStats, type Stats } from './stats.ts';

/** A page of messages as the sandbox tells of them: a JSON text for each. */
export interface EventsPage {
  readonly lines: readonly string[];
  readonly next: string | undefined;
}

/** The sandbox refused what it was asked, and says why. */
export class Refused extends Error {}

const ndjson = 'application/x-ndjson';

/** Reads one page of messages. Throws Refused with the sandbox's own words, TypeError when nobody answers. */
export async function fetchEvents(
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<EventsPage> {
  const reply = await fetch(`/_/events?${new URLSearchParams(query)}`, {
    headers: { accept: ndjson },
    ...(signal === undefined ? {} : { signal }),
  });
  const body = await reply.text();
  if (!reply.ok) throw refusal(reply.status, body);
  return { lines: body.split('\n').slice(0, -1), next: reply.headers.get('x-next-cursor') ?? undefined };
}

/** The exact text a message arrived as; undefined when the sandbox has forgotten it. Throws as `fetchEvents` does. */
export async function fetchRaw(seq: number): Promise<string | undefined> {
  const { lines } = await fetchEvents({ outcome: 'all', raw: 'true', limit: '1', cursor: String(seq - 1) });
  const event: unknown = JSON.parse(lines[0] ?? 'null');
  return isJsonObject(event) && event.seq === seq && typeof event.raw === 'string' ? event.raw : undefined;
}

/** What the sandbox counts. Throws TypeError when nobody answers. */
export async function fetchStats(signal: AbortSignal): Promise<Stats> {
  const reply = await fetch('/_/stats', { signal });
  return readStats(await reply.json());
}

/** A piece of the stream: messages as `fetchEvents` gives them, and how many were gone before they could be told. */
export interface StreamPart {
  readonly lines: readonly string[];
  readonly missed: number;
}

/**
 * What arrives, as it arrives (`GET /_/stream`). Read by hand rather than by EventSource: the sandbox then sends no
 * faster than the page takes, and says why it refuses.
 */
export async function* followStream(
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  const reply = await fetch(`/_/stream?${new URLSearchParams(query)}`, { signal });
  if (!reply.ok || reply.body === null) throw refusal(reply.status, await reply.text());
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    const lines: string[] = [];
    let missed = 0;
    for (const block of blocks) {
      const at = block.indexOf('data: ');
      if (at === -1) continue;
      const data = block.slice(at + 'data: '.length);
      if (block.startsWith('event: dropped')) missed += Number(/\d+/.exec(data)?.[0] ?? 0);
      else if (!block.startsWith('event: refused')) lines.push(data);
    }
    yield { lines, missed };
  }
}

/** A profile of the sandbox, as far as the page shows it; traits as JSON text. */
export interface Profile {
  readonly id: string;
  readonly collection: string;
  readonly identifiers: readonly { readonly type: string; readonly id: string }[];
  readonly events: number;
  readonly traits: string;
}

/** The user and the account behind a message; none when it made no profile. Throws when there are no profiles at all. */
export async function fetchProfiles(messageId: string): Promise<readonly Profile[]> {
  const reply = await fetch(`/_/profiles?${new URLSearchParams({ messageId })}`);
  const body = await reply.text();
  if (!reply.ok) throw refusal(reply.status, body);
  const profiles = parseExactly(body)?.profiles;
  return Array.isArray(profiles) ? profiles.filter(isJsonObject).map(readProfile) : [];
}

function readProfile({ id, collection, identifiers, events, traits }: Record<string, unknown>): Profile {
  const known = Array.isArray(identifiers) ? identifiers.filter(isJsonObject) : [];
  return {
    id: String(id),
    collection: String(collection),
    identifiers: known.map((identifier) => ({ type: String(identifier.type), id: String(identifier.id) })),
    events: Number(events),
    traits: writeJson(traits),
  };
}

/** Makes the sandbox forget everything. */
export async function resetSandbox(): Promise<void> {
  const reply = await post('/_/reset', '{}', {});
  if (!reply.ok) throw refusal(reply.status, '');
}

/** Sends one message to the sandbox, as any client would. */
export async function sendSample(): Promise<void> {
  const sample = {
    type: 'track',
    event: 'Order Completed',
    userId: 'user_1',
    properties: {
      order_id: '50314b8e',
      total: 49.9,
      currency: 'EUR',
      products: [{ sku: 'G-32', quantity: 2 }],
    },
    context: { traits: { email: 'ada@example.com' } },
    timestamp: new Date().toISOString(),
  };
  const body = JSON.stringify({ batch: [sample], sentAt: new Date().toISOString() });
  const reply = await post(messagePaths.batch, body, {
    authorization: `Basic ${btoa(`${sandboxWriteKey}:`)}`,
  });
  if (!reply.ok) throw refusal(reply.status, '');
}

function post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

function refusal(status: number, body: string): Refused {
  const problem = parseJson(body);
  const words = isJsonObject(problem) && typeof problem.message === 'string' ? problem.message : undefined;
  return new Refused(words ?? `The sandbox answered ${status}.`);
}
