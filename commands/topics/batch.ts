import { columns, type Topic } from './topic.ts';

/** Shown after the help of the command of that name. */
export const batch: Topic = {
  name: 'batch',
  summary: 'how a backfill goes: input, limits, rejects, running again',
  text: () => `How a backfill goes

Every line ends as one of: acknowledged by the API, in the rejects file with
its reason, left out by --where or --shard, or still to be sent. Acknowledged
means received; Segment does not say what became of it.

Input: NDJSON, one message a line, from files, quoted globs or stdin (-). gzip
is recognised by its first bytes, and zstd from Node 22.15 on. Blank lines are
skipped, CRLF and a byte order mark are fine.

Running again: the same command goes on where an interrupted run stopped, after
a kill too. Same means the same inputs, host, write key, --where, --shard,
--import-id, --replay and --set; everything else may change.
${columns([
  ['--restart', 'begins anew'],
  ['--checkpoint FILE', 'notes it there; the only way for stdin'],
  ['--no-checkpoint', 'notes nothing'],
  ['--again', 'a finished input once more, after a day'],
])}
What cannot be gone on with, such as a file that has changed, ends with 9 and
says what to do. Two runs of a job at once are refused.

Lines keep their bytes. Only these keys at the top change:
${columns([
  ['messageId', 'a valid one stays; others are derived'],
  ['sentAt, receivedAt, writeKey', 'cut'],
  ['originalTimestamp', 'becomes timestamp where that is missing'],
])}
--replay, for messages that were in Segment once, also cuts messageId,
originalTimestamp, projectId, version, channel and _metadata.

A derived messageId is the same on every run, so Segment drops the lines that
it has seen within a day: sending a file twice adds nothing. Inputs that begin
alike share ids in the same way: a run warns of it, and --import-id makes new ones.

Limits: 32 KiB a message, 480 KiB and 2,500 messages a request. A request
refused for its size or its JSON is halved until the culprit is alone.

Retries: 408, 410, 425, 429, 460, 5xx but 501, 505 and 511, network failures
and cut replies, with growing waits. Retry-After holds all requests, across a
restart too; a 429 halves their number for a while. A redirect, a refused key
or a wrong host stops the run at once, and nothing is dropped.

The rejects file has a line per reject: {file, line, offset, code, message,
status, messageId, raw}. Correct raw and run batch on it. It is made only when
needed, and a number is added to its name rather than overwriting. --rejects -
prints the lines on stdout instead.

More than one machine: --shard 2/8, or --shard auto in the array jobs of
Kubernetes (auto/8), GitLab, Slurm and AWS Batch. --rate is of all parts.
`,
};
