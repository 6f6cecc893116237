import type { JournalTotals } from '../journal/journal.ts';
import type { Scope } from '../journal/scope.ts';
import type { Taken } from '../tracking/intake.ts';
import type { RecordedEntry } from './recorder.ts';

/** The form of the lines. A file of a later one is refused: read half, it would be worse than not at all. */
export const formatVersion = 1;

/** The first line of a file: where the journal was when the file began. */
export function encodeHeader(at: Date, { counts, ...last }: JournalTotals): Buffer {
  const plain = Object.entries(counts).map(([name, value]) => [
    name,
    value instanceof Map ? Object.fromEntries(value) : value,
  ]);
  return jsonLine({
    kind: 'segment',
    version: formatVersion,
    at: at.toISOString(),
    totals: { ...last, counts: Object.fromEntries(plain) },
  });
}

export function encodeReset(at: Date, scope: Scope | undefined): Buffer {
  return jsonLine({ kind: 'reset', at: at.toISOString(), scope });
}

/** Headers that prove who somebody is: of no use later, and not for a file. */
const privateHeaders: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

/**
 * One request as a line: its facts, then its body as it arrived, so that every message keeps its bytes and
 * `jq .body` works. Of the messages only what the body does not say is added: by their place in it.
 */
export function encodeRequest({ request, taken }: RecordedEntry): Buffer[] {
  const { method, path, headers, receivedAt, wireBytes, bodyBytes, writeKey, source, status } = request;
  const { faults, rateLimited, messages, notes } = request;
  const described = taken === undefined ? undefined : describeTaken(taken);
  // Written out: to gather them from several objects takes longer than all the rest of recording a message.
  const line = {
    kind: 'request',
    method,
    path,
    headers: publicHeaders(headers),
    receivedAt: receivedAt.toISOString(),
    wireBytes,
    bodyBytes,
    writeKey: described?.writeKey ?? writeKey,
    source: described?.source ?? source,
    faults,
    rateLimited,
    status,
    messages,
    notes,
    form: described?.form,
    type: described?.type,
    emptyDiscard: described?.emptyDiscard,
    discarded: described?.discarded,
    duplicates: described?.duplicates,
    ids: described?.ids,
  } satisfies Record<'kind' | keyof typeof request | keyof NonNullable<typeof described>, unknown>;
  if (taken === undefined) return [jsonLine(line)];
  const { body } = taken;
  const text = JSON.stringify(line);
  if (!isOneLine(body)) {
    return [Buffer.from(`${text.slice(0, -1)},"bodyText":${JSON.stringify(body.toString('utf8'))}}\n`)];
  }
  return [Buffer.from(`${text.slice(0, -1)},"body":`), body, endOfLine];
}

const endOfLine = Buffer.from('}\n');

function publicHeaders(headers: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const shown: Record<string, string | undefined> = {};
  for (const name of Object.keys(headers)) if (!privateHeaders.has(name)) shown[name] = headers[name];
  return shown;
}

function describeTaken({ kind, arrived, facts, emptyDiscard }: Taken) {
  const [first] = arrived;
  const discarded: Record<string, string> = {};
  const duplicates: number[] = [];
  const ids: Record<string, string> = {};
  for (const [index, { outcome, code, messageId, isOwnId }] of arrived.entries()) {
    if (outcome === 'discarded') discarded[index] = code ?? 'unknown';
    if (outcome === 'duplicate') duplicates.push(index);
    if (!isOwnId) ids[index] = messageId;
  }
  const type = kind === 'single' ? first?.type : undefined;
  const { writeKey } = facts;
  return { form: kind, type, source: first?.source, writeKey, emptyDiscard, discarded, duplicates, ids };
}

/** True for an object without a line break or anything around it, which can stand in the line as it is. */
function isOneLine(body: Buffer): boolean {
  return body[0] === 0x7b && body.at(-1) === 0x7d && !body.includes(0x0a);
}

function jsonLine(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
