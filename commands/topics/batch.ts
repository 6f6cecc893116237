import { columns, type Topic } from './topic.ts';

/** Shown after the help of the command of that name. */
export const batch: Topic = {
  name: 'batch',
  summary: 'how a backfill goes: input, limits, rejects, running again',
  text: () => `How a backfill goes

Every line ends as one of: acknowledged by the API, in the rejects file with its reason, or still to
be sent. Acknowledged means received; Segment does not say what it delivered.

Input: NDJSON, one message a line, from files, quoted globs or stdin (-). gzip is recognised by its
first bytes. Blank lines are skipped, CRLF and a byte order mark are fine.

Lines keep their bytes. Only these change:
${columns([
  ['messageId', 'a valid one stays; otherwise one is derived from the key, the file and the line'],
  ['sentAt, receivedAt, writeKey', 'cut at the top level'],
  ['originalTimestamp', 'becomes timestamp where that is missing'],
])}

The derived messageId is the same on every run, so Segment recognises lines that it has seen within
a day: sending a file twice adds nothing.

Limits: 32 KiB a message, 480 KiB and 2,500 messages a request. A request refused for its size or its
JSON is halved until the culprit is alone.

Retries: 408, 410, 425, 429, 460, 5xx but 501, 505 and 511, network failures and cut replies, with
growing waits; Retry-After holds all connections. A redirect, a refused key or a wrong host stops
the run at once, and nothing is dropped.

The rejects file has a line per reject: {file, line, offset, code, message, status, messageId, raw}.
Correct raw and run batch on it. Made only when needed, never overwritten.
`,
};
