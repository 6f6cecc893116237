import type { Command } from 'commander';
import { UsageError } from '../../src/errors.ts';
import { findFolders } from '../../src/store/folders.ts';
import { findSandbox } from '../../src/store/sandbox-address.ts';
import type { Io } from '../../src/terminal/io.ts';

/** Adds the flag that names another sandbox than the one that runs on this machine. */
export function addUrlOption(command: Command): void {
  command.option('--url <url>', 'URL of the sandbox (default: the one running on this machine)');
}

/**
 * Where the sandbox of a verb is: what `--url` or `--port` says, else what the running one wrote down, else
 * the usual port. commander gives the flags of `segment sandbox` to the verbs as well: only the port has a
 * meaning there.
 */
export function findSandboxUrl(command: Command, io: Io): string {
  // A verb may stand below another noun: segment sandbox faults set.
  let server = command.parent;
  while (server !== null && server.name() !== 'sandbox') server = server.parent;
  const given = (server?.options ?? []).filter(
    (option) => server?.getOptionValueSource(option.attributeName()) === 'cli',
  );
  const strange = given.find((option) => option.attributeName() !== 'port');
  if (strange !== undefined) {
    throw new UsageError(
      `${strange.long ?? strange.flags} is a flag of segment sandbox, not of segment sandbox ${command.name()}.`,
      {
        code: 'flag_of_parent',
        hint: `See: segment sandbox ${command.name()} --help`,
      },
    );
  }
  const { url } = command.opts<{ readonly url?: string }>();
  if (url !== undefined) return url;
  if (given.length > 0) return `http://127.0.0.1:${String(server?.getOptionValue('port'))}`;
  return findSandbox(findFolders(io).state).url;
}
