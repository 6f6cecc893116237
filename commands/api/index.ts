import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { type ApiFlags, addApiOptions } from './options.ts';

const verbs: readonly CommandEntry[] = [
  {
    name: 'ls',
    summary: 'list or search the known endpoints',
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

The path may stand without its leading slash: Git Bash makes a file of /sources.
{space} and {source} are filled in from the workspace, the source by its id.
A part that is empty, “.” or “..” is refused: it would call something else.

The answer is printed as it came, your own tokens masked, that of an error too;
the exit code tells: segment help exit-codes. --json changes the error on stderr,
and makes one object of --include: status, headers, body.

GET becomes POST with -f, -F or --input; fields go over the input. With -X GET
and DELETE, which take no body, they go into the query. A DELETE asks first.

--paginate follows the cursor and asks for large pages. It prints items alone,
and of an answer that is an error nothing.`;

export function register(command: Command, app: App): void {
  command
    .description('Call any endpoint of the Public, the Profile or the Tracking API.')
    .usage('[flags] <path>\n       segment api ls [word]')
    .argument('[path]', 'what is called, such as /sources')
    .addHelpText('after', examples);
  const fields = addApiOptions(command);
  command.action(async (path: string | undefined, flags: ApiFlags) => {
    if (path === undefined) command.help({ error: true });
    const { callApi } = await import('./call-api.ts');
    await callApi(app, path, flags, fields);
  });
  defineCommands(command, verbs, app);
}
