import { columns, type Topic } from './topic.ts';

/** Shown after the help of the command of that name. */
export const batch: Topic = {
  name: 'batch',
  summary: 'how a backfill works: input, limits, rejects, resuming',
  text: () => `How a backfill works

Each line ends in one place: it is acknowledged by the API, written to the rejects file with its reason, filtered by
--where or --shard, or not yet sent. Acknowledged means that Segment received it; Segment does not report what happens to
the message after that.

Input: files, quoted globs or stdin (-). NDJSON has one message per line; JSON arrays, CSV, TSV, Parquet files and the
exports of other tools are read as well. gzip and zip are recognised by their first bytes, and so is zstd with Node 22.15 or
newer. Blank lines are skipped; CRLF and a byte order mark are allowed.

Resuming: run the same command again to resume an interrupted run, even a killed one. It is the same job if the inputs,
host, write key, --where, --shard, --import-id, --replay, --set and the mapping of a table are the same; everything else may
change.
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
originalTimestamp, projectId, version, channel, _metadata, and RudderStack's rudderId and request_ip. Without --replay,
lines that Segment seems to have had before are counted and sent with their old messageIds, and Segment may drop them.

A derived messageId is the same on every run, so sending a file twice within a day creates no duplicates: Segment drops
the lines that it has seen. Inputs with the same first line share messageIds; the run warns about this, and --import-id
makes different ones.

Limits: 32 KiB per message, 480 KiB and 2,500 messages per request. A request that is refused for its size or its JSON is
split in half until the message at fault is alone.

--dry-run shows how many messages and requests a run would send, and how long that takes; with --json as “estimate”. On
a terminal a run prints a similar line before it begins, if it will take more than a minute or send 100,000 messages or more.

Retries: 408, 410, 425, 429, 460, 5xx except 501, 505 and 511, network failures
and truncated responses are retried with growing waits. Retry-After pauses all requests, across a restart too; a 429
halves the number of concurrent requests for a while. A redirect, a refused key or a wrong host stops the run at once;
no line is lost.

The rejects file has one line per reject: {file, line, offset, code, message,
status, messageId, raw}. Correct raw (row, for a table), then send the file with segment batch. The file is created with
the first reject; if the name is taken, the new name gets a number. --rejects - prints the lines on stdout instead.

Several machines: --shard 2/8, or --shard auto in the array jobs of
Kubernetes (auto/8), GitLab, Slurm and AWS Batch. --rate is the total of all parts.
`,
};
