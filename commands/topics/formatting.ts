import { columns, type Topic } from './topic.ts';

export const formatting: Topic = {
  name: 'formatting',
  summary: 'what goes to stdout and stderr, JSON, colour',
  text: () => `Output

stdout carries the result and nothing else; notes, progress, warnings and errors go to stderr.

${columns([
  ['--json', 'the result as JSON: indented on a terminal, one line in a pipe'],
  ['--quiet', 'only results, warnings and errors'],
  ['--verbose', 'also requests, retries and decisions, a line each'],
  ['--debug', 'also headers, bodies and stack traces; secrets are masked'],
  ['--no-color', 'no colour; NO_COLOR=1 does the same'],
])}

JSON keeps its shape: fields are only added, a missing value is null, ids are strings, times are
ISO 8601 in UTC. An error under --json is one object on stderr, and stdout stays empty but for
batch, whose summary is always there.

Text from outside is shown with its control characters escaped; in JSON it is exact.

Examples:
  $ segment track Signup -u user_1 --json | jq -r .messageId
  $ SEGMENT_OUTPUT=json segment batch events.ndjson > summary.json
`,
};
