import { columns, type Topic } from './topic.ts';

export const formatting: Topic = {
  name: 'formatting',
  summary: 'what goes to stdout and stderr, JSON, colour',
  text: () => `Output

stdout has only the result; notes, progress, warnings and errors go to stderr.

${columns([
  ['--json', 'print the result as JSON: indented on a terminal, one line in a pipe'],
  ['--quiet', 'print only results, warnings and errors'],
  ['--verbose', 'also print requests, retries and decisions, one per line'],
  ['--debug', 'also print headers, bodies and stack traces; secrets are masked'],
  ['--no-color', 'never use colour; NO_COLOR=1 does the same'],
])}

The shape of JSON is stable: fields are only added, a missing value is null, ids are strings, times are
ISO 8601 in UTC. An error under --json is one object on stderr, and stdout stays empty, except
for batch, which always prints its summary.

Text from outside is shown with its control characters escaped; in JSON it is exact.

Examples:
  $ segment track Signup -u user_1 --json | jq -r .messageId
  $ SEGMENT_OUTPUT=json segment batch events.ndjson > summary.json
`,
};
