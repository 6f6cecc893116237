import { columns, type Topic } from './topic.ts';

/** Shown after the help of the command of that name. */
export const batch: Topic = {
  name: 'batch',
  summary: 'how a backfill works: input, limits, rejects, resuming',
  text: () => `How a backfill works

Every line ends as one of: acknowledged by the API, in the rejects file with
its reason, skipped by --where or --shard, or not yet sent. Acknowledged means received by Segment; Segment does not
report what happens to the message after that.

Input: NDJSON, one message per line, from files, quoted globs or stdin (-). gzip
and zip are recognised by their first bytes, and zstd from Node 22.15 on. Blank lines are
skipped; CRLF and a byte order mark are allowed.

Resuming: run the same command again to resume an interrupted run, even a killed one. It is the same if inputs, host,
write key, --where, --shard, --import-id, --replay and --set are the same; everything else may change.
${columns([
  ['--restart', 'starts over'],
  ['--checkpoint FILE', 'keeps the checkpoint in this file; needed to resume from stdin'],
  ['--no-checkpoint', 'neither writes nor reads a checkpoint'],
  ['--again', 'sends a finished input again, even after more than a day'],
])}
A run that cannot be resumed, for example because a file has changed, exits with 9 and says what to do. Two concurrent
runs of a job are refused.

Lines are sent unchanged, except for these top-level keys:
${columns([
  ['messageId', 'a valid one is kept; otherwise one is derived'],
  ['sentAt, receivedAt, writeKey', 'removed'],
  ['originalTimestamp', 'becomes timestamp if that is missing'],
])}
--replay, for messages exported from Segment, also removes messageId,
originalTimestamp, projectId, version, channel, _metadata, and RudderStack's rudderId and request_ip. Without it, lines that look as
if Segment had them before are counted, and sent under their old messageIds: Segment may drop them.

A derived messageId is the same on every run, so Segment drops lines that it has seen within a day: sending a file twice
creates no duplicates. Inputs with the same first line would share messageIds: a run warns about it, and --import-id
makes different ones.

Limits: 32 KiB per message, 480 KiB and 2,500 messages per request. A request that is refused for its size or its JSON is
split in half until the message at fault is alone.

--dry-run counts the messages and requests, and how long they take at the pace; with --json as estimate. On a
terminal, a run that takes more than a minute, or sends 100,000 messages or more, prints about the same before it begins.

Retries: 408, 410, 425, 429, 460, 5xx but 501, 505 and 511, network failures
and truncated responses are retried with growing waits. Retry-After pauses all requests, across a restart too; a 429
halves the number of concurrent requests for a while. A redirect, a refused key or a wrong host stops the run at once;
no line is lost.

The rejects file has one line per reject: {file, line, offset, code, message,
status, messageId, raw}. Correct raw, then send the file with segment batch. It is created only when
needed; if it exists, the new name gets a number. --rejects -
prints the lines on stdout instead.

Several machines: --shard 2/8, or --shard auto in the array jobs of
Kubernetes (auto/8), GitLab, Slurm and AWS Batch. --rate is the total of all parts.
`,
};
