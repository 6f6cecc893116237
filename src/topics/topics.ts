import { exitCodeTable } from '../errors.ts';
import { batch } from './batch.ts';
import { environment } from './environment.ts';
import { columns, type Topic } from './topic.ts';

const exitCodes: Topic = {
  name: 'exit-codes',
  summary: 'what each exit code means',
  text: () => `Exit codes

All commands use the same code for the same cause.

${columns(exitCodeTable.map(({ code, meaning }) => [String(code).padStart(3), meaning]))}

What a script should do:
${columns(exitCodeTable.map(({ code, advice }) => [String(code).padStart(3), advice]))}

With --json the error is one object on stderr: {"error":{"code","category","message","hint","details",
"status","requestId","retryable","exitCode"}}. Match on code, not on message.
`,
};

const fields: Topic = {
  name: 'fields',
  summary: 'how -f and -F write properties and traits',
  text: () => `Fields: properties and traits on the command line

${columns([
  ['-f key=value', 'always a string'],
  ['-F key=value', 'true, false, null, numbers, {…} and […] keep their type'],
  ['-F key:=json', 'always JSON'],
])}

-F makes a number only of text that would print the same again, except for trailing zeros: 49.90 is a number, but 007,
+4930, 1e3 and a 20-digit id stay strings. Ids and names (userId, anonymousId, groupId,
previousId, messageId, event, name) are always strings.

Nesting and lists:
${columns([
  ['address.city=Oslo', 'an object; address[city]=Oslo is the same'],
  [String.raw`a\.b=c`, 'a dot in a key'],
  ['tags[]=a tags[]=b', 'a list with one item each; tags[] alone is an empty list'],
])}

From files:
${columns([
  ['key=@file', 'the text of a file'],
  ['key:=@file', 'the JSON of a file'],
  ['key=@-', 'stdin, at most once per call'],
  [String.raw`key=\@home`, 'a value that starts with @'],
])}

Giving a key twice, or a key inside a value that is not an object, is an error (exit code 2).

Examples:
  $ segment track "Order Completed" -u user_1 -f order_id=007 -F total=49.90 -F 'tags[]=new'
  $ segment identify user_1 -f email=ada@example.com -f address.city=London
  $ segment track Imported -u user_1 --properties @order.json

PowerShell: put JSON in single quotes, e.g. --properties '{"plan":"pro"}'
`,
};

const formatting: Topic = {
  name: 'formatting',
  summary: 'what goes to stdout and stderr, JSON, colour',
  text: () => `Output

stdout carries the result and nothing else. Notes, progress, warnings and errors go to stderr.

${columns([
  ['--json', 'print the result as JSON: indented on a terminal, one line in a pipe'],
  ['--jq <expression>', 'filter the JSON with a jq expression; implies --json'],
  ['--quiet', 'print only results, warnings and errors'],
  ['--verbose', 'also print requests, retries and decisions, one per line'],
  ['--debug', 'also print headers, bodies and stack traces; secrets are masked'],
  ['--no-color', 'never use colour; NO_COLOR=1 does the same'],
])}

The shape of JSON is stable: fields are only added, a missing value is null, ids are strings, times are
ISO 8601 in UTC. With --json an error is one object on stderr. stdout then stays empty, except that a command with a
summary, such as batch, validate or export, still prints it.

--jq is jq 1.8, built in: https://jqlang.org/manual/v1.8/. It prints one value per line, strings without quotes. The
expression gets the whole JSON of a command, which for a list is the array. With --ndjson it gets each line, and of a stream
such as sandbox tail each object. An expression that does not compile is refused before anything is sent. If it fails on a
value, the error goes to stderr, the other results are printed, and the exit code is 1 unless the command itself fails.
More: docs/jq.md

Times of day on the screen are in UTC, as in JSON, and end in Z.

Control characters in text from Segment, files and messages are shown escaped; in JSON the text is exact.

Examples:
  $ segment track Signup -u user_1 --jq .messageId
  $ segment api ls label --ndjson --jq 'select(.method == "GET").path'
  $ SEGMENT_OUTPUT=json segment batch events.ndjson > summary.json
`,
};

/** Every topic of `segment help`, in the order in which they are listed. */
export const topics: readonly Topic[] = [environment, exitCodes, fields, formatting, batch];
