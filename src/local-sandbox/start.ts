import { CliError, StateError, UsageError } from '../errors.ts';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../sandbox/start.ts';
import type { SandboxSource } from '../sandbox/tracking/sources.ts';
import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';
import type { SandboxSearch } from '../store/sandbox-address.ts';
import { readSandboxEntries } from '../store/sandbox-entries.ts';

/**
 * Starts a sandbox. Where its port is taken, the error says by which sandbox of this user, where it is one, and which port
 * is free.
 */
export async function startLocalSandbox(
  options: SandboxOptions & { readonly port: number },
  { stateFolder, isRunning }: Pick<SandboxSearch, 'stateFolder' | 'isRunning'>,
): Promise<RunningSandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'port_taken') throw error;
    const { host, port } = options;
    const entries = stateFolder === undefined ? [] : readSandboxEntries(stateFolder, isRunning);
    const owner = entries.find(({ url }) => new URL(url).port === String(port));
    throw new StateError(
      owner !== undefined
        ? `Port ${port} is taken, by the sandbox with process id ${owner.pid ?? 'unknown'}.`
        : error.message,
      {
        code: error.code,
        hint: `Use a free port: segment sandbox --port ${await findFreePort(port + 1, host)}`,
        cause: error,
      },
    );
  }
}

/** The next port that can be listened on; 0, which means any, when none of the next 50 is free. */
async function findFreePort(from: number, host = '127.0.0.1'): Promise<number> {
  const { createServer } = await import('node:net');
  for (let port = from; port < Math.min(from + 50, 65_536); port += 1) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  return 0;
}

/**
 * The sources of a sandbox whose `foreign` ones are of the other region; undefined where none is given, so that every
 * write key is a source. The built-in one stays, for `-w sandbox`. Throws UsageError for a key in both regions.
 */
export function regionSources(
  given: readonly SandboxSource[] = [],
  foreign: readonly SandboxSource[] = [],
): readonly SandboxSource[] | undefined {
  if (given.length === 0 && foreign.length === 0) return undefined;
  const own = [{ name: 'sandbox', writeKey: sandboxWriteKey }, ...given];
  const inBoth = foreign.find((source) => own.some(({ writeKey }) => writeKey === source.writeKey));
  if (inBoth !== undefined)
    throw new UsageError(`The write key of “${inBoth.name}” cannot be in both regions.`, {
      code: 'source_twice',
    });
  return [...own, ...foreign.map((source) => ({ ...source, region: 'eu' as const }))];
}
