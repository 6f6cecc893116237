import type { Command } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../../src/command-tree/lazy-commands.ts';
import { methods, type TypedRequest } from '../../src/raw-call/read-call.ts';
import { apiNames } from '../../src/segment/endpoints/endpoint.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { type FlagsFor, type FlagsOf, Option } from '../options.ts';
import { fieldInto, repeated } from '../reading/flag-values.ts';
import { addTargetOptions } from '../target.ts';

const verbs: readonly CommandEntry[] = [
  {
    name: 'ls',
    summary: 'list or search the known API endpoints',
    ignores: ['--workspace', '--region', '--url'],
    load: () => import('./ls.ts'),
  },
];

const examples = `
Examples:
  $ segment api /sources
  $ segment api sources --paginate --jq .slug
  $ segment api /events/volume --query granularity=DAY --query groupBy.0=eventName \\
      --query startTime=2026-09-01 --query endTime=2026-09-02
  $ segment api -X PATCH /sources/{source} -f name=Shop -F enabled=true --dry-run
  $ segment -w sandbox api --api tracking /v1/track -f userId=user_1 -f event=Tried
  $ segment api ls audience

The leading slash of the path may be left out: Git Bash turns /sources into the path of a file. {space} and {source} are
replaced with the ids of the active space and source. A path with an empty part, “.” or “..” is refused, because it
would call another endpoint.

The response body is printed unchanged, also for an error, but your own tokens are masked. The exit code shows whether
the call failed: segment help exit-codes. --json prints an error on stderr as JSON, and makes --include print one object:
status, headers, body.

-f, -F or --input turn GET into POST; fields override --input. With -X GET and -X DELETE, which have no body, the fields
become query parameters. A DELETE request asks first.

--paginate follows the cursor and requests large pages. It prints only the items of a list, and nothing for an error.`;

export function register(command: Command, app: App): void {
  const fields: FieldFlag[] = [];
  addApiOptions(command, fields)
    .description('Call any endpoint of the Public, the Profile or the Tracking API.')
    .usage('[flags] <path>\n       segment api ls [word]')
    .argument('[path]', 'path of the endpoint, such as /sources')
    .addHelpText('after', examples)
    .action(async (path, flags) => {
      if (path === undefined) command.help({ error: true });
      const { callApi } = await import('./call-api.ts');
      await callApi(app, path, flags, fields);
    });
  defineCommands(command, verbs, app);
}

/** The flags of `segment api` as they were typed. */
export type ApiFlags = FlagsFor<FlagsOf<typeof addApiOptions>, TypedRequest>;

/** Adds the flags of a call. `fields` receives every `-f` and `-F`, in the order typed. */
function addApiOptions(command: Command, fields: FieldFlag[]) {
  const method = 'HTTP method (default: GET, or POST with fields or --input)';
  const typed = 'the same, but true, false, null, numbers and JSON keep their type';
  const withRequest = command
    .optionsGroup('Request:')
    // Without a default of commander's own: `ls` has the same flag, and means all of them without it.
    .addOption(new Option('--api <api>', 'the API to call (default: public)').choices(apiNames))
    .option('-X, --method <method>', method, readMethod)
    .option('-f <key=value>', 'a field, always a string; repeat it', fieldInto(fields, 'text', '-f'))
    .option('-F <key=value>', typed, fieldInto(fields, 'typed', '-F'))
    .option('--query <key=value>', 'a query parameter; repeat it', repeated)
    .option('--input <file>', 'the body as JSON from a file, or - for stdin; fields override it')
    .option('-H, --header <name: value>', 'a header; repeat it', repeated);
  return addTargetOptions(withRequest)
    .optionsGroup('Response:')
    .option('--paginate', 'fetch every page of a list; print one item per line')
    .option('--slurp', 'with --paginate: print one array')
    .option('-i, --include', 'print the status and the headers first')
    .option('--silent', 'do not print the body')
    .optionsGroup('Writing:')
    .option('-n, --dry-run', 'show the request, send nothing')
    .option('--curl', 'show the request as a curl command, send nothing')
    .option('-y, --yes', 'do not ask before a DELETE request');
}

function readMethod(text: string): (typeof methods)[number] {
  const method = methods.find((known) => known === text.toUpperCase());
  if (method === undefined) throw new InvalidArgumentError(`It is one of ${methods.join(', ')}.`);
  return method;
}
