import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { type ApiFlags, addApiOptions } from './options.ts';

const verbs: readonly CommandEntry[] = [
  {
    name: 'ls',
    summary: 'list or search the known API endpoints',
    ignores: ['--workspace', '--region'],
    load: () => import('./ls.ts'),
  },
];

const examples = `
Examples:
  $ segment api /sources
  $ segment api sources --paginate | jq -r .slug
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
  command
    .description('Call any endpoint of the Public, the Profile or the Tracking API.')
    .usage('[flags] <path>\n       segment api ls [word]')
    .argument('[path]', 'path of the endpoint, such as /sources')
    .addHelpText('after', examples);
  const fields = addApiOptions(command);
  command.action(async (path: string | undefined, flags: ApiFlags) => {
    if (path === undefined) command.help({ error: true });
    const { callApi } = await import('./call-api.ts');
    await callApi(app, path, flags, fields);
  });
  defineCommands(command, verbs, app);
}
