import type { Command, CommandUnknownOpts, OptionValues } from '@commander-js/extra-typings';
import type { Http } from '../../src/api/http.ts';
import { watchHttp } from '../../src/api/watch-http.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { findFolders } from '../../src/store/folders.ts';
import { findSandbox } from '../../src/store/sandbox-address.ts';

/** `--source`, for a verb about everything in the sandbox or what came from one source. */
export function addScopeOptions<A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  description: string,
) {
  return command.option('--source <name>', description);
}

/** The sandbox that a verb asks, and the transport to ask it with. `isSilent`: the verb itself says that it waits. */
export async function openSandbox(
  app: App,
  command: CommandUnknownOpts,
  { isSilent = false }: { readonly isSilent?: boolean } = {},
): Promise<{ readonly http: Http; readonly url: string }> {
  const url = await findSandboxUrl(app, command);
  return { http: watchHttp(await app.http(), isSilent ? undefined : app.onCall), url };
}

/**
 * Where the sandbox of a verb listens: at `--url` or `--port`, else as for every command. commander accepts the flags of `segment sandbox` in front of a verb too: of those only the port has
 * a meaning there.
 */
export async function findSandboxUrl(app: App, command: CommandUnknownOpts): Promise<string> {
  // A verb may stand below another noun: segment sandbox faults set.
  let server = command.parent;
  while (server !== null && server.name() !== 'sandbox') server = server.parent;
  const given = (server?.options ?? []).filter(
    (option) => server?.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const foreign = given.find((option) => option.attributeName() !== 'port');
  if (foreign !== undefined) {
    throw new UsageError(
      `${foreign.long ?? foreign.flags} is a flag of segment sandbox, not of segment sandbox ${command.name()}.`,
      {
        code: 'flag_of_parent',
        hint: `See: segment sandbox ${command.name()} --help`,
      },
    );
  }
  const { url } = app.globals;
  if (url !== undefined) return url;
  if (given.length > 0) return `http://127.0.0.1:${String(server?.getOptionValue('port'))}`;
  const { io, isAnswering } = app;
  const search = { stateFolder: findFolders(io).state, isRunning: io.isRunning, isAnswering };
  return (await findSandbox({ url: undefined, env: io.env }, search)).value;
}
