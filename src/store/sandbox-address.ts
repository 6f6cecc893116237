import { UsageError } from '../errors.ts';
import { sandboxName, sandboxUrl } from '../spec/built-in-sandbox.ts';
import type { Env } from './folders.ts';
import { type RunningSandboxEntry, readSandboxEntries } from './sandbox-entries.ts';
import { givenSandboxUrl } from './service-urls.ts';
import { firstOf, fromEnv, fromFlag, type Setting } from './setting.ts';

/** Where a sandbox listens that was given no port. */
export const usualSandbox: Setting<string> = {
  value: sandboxUrl,
  origin: { kind: 'workspace', name: `workspace ${sandboxName}` },
};

/** How the sandboxes that wrote down their address are found, and told from those that are gone. */
export interface SandboxSearch {
  readonly stateFolder: string | undefined;
  readonly isRunning: (pid: number) => boolean;
  /** True if a sandbox answers at this URL. Asked only where several processes run. */
  readonly isAnswering: (url: string) => Promise<boolean>;
}

/**
 * Where the sandbox of a call listens: `--url`, else `SEGMENT_SANDBOX_URL`, else the one that runs, else the usual
 * port. Throws UsageError where several run and nothing names one, and for a URL that is not of this machine.
 */
export async function findSandbox(
  given: { readonly url: string | undefined; readonly env: Env },
  { stateFolder, isRunning, isAnswering }: SandboxSearch,
): Promise<Setting<string>> {
  const named = firstOf(fromFlag(given.url, '--url'), fromEnv(given.env, 'SEGMENT_SANDBOX_URL'));
  if (named !== undefined) return givenSandboxUrl(named);
  const written = stateFolder === undefined ? [] : readSandboxEntries(stateFolder, isRunning);
  const [first, ...others] = written.length > 1 ? await answering(written, isAnswering) : written;
  if (first !== undefined && others.length > 0) throw ambiguous([first, ...others]);
  return first === undefined ? usualSandbox : { ...usualSandbox, value: first.url };
}

/** All of them if none answers: one that is only slow must not leave the choice to the others. */
async function answering(
  entries: readonly RunningSandboxEntry[],
  isAnswering: SandboxSearch['isAnswering'],
): Promise<readonly RunningSandboxEntry[]> {
  const answers = await Promise.all(entries.map(({ url }) => isAnswering(url)));
  const found = entries.filter((_, index) => answers[index]);
  return found.length === 0 ? entries : found;
}

function ambiguous(entries: readonly [RunningSandboxEntry, ...RunningSandboxEntry[]]): UsageError {
  const [{ url }] = entries;
  return new UsageError(
    `${entries.length} sandboxes run on this machine, and nothing says which one is meant.`,
    {
      code: 'sandbox_ambiguous',
      details: entries.map(
        ({ url, startedAt, pid }) =>
          `${url}  started ${startedAt ?? 'at an unknown time'}, process id ${pid ?? 'unknown'}`,
      ),
      hint: `Name one: export SEGMENT_SANDBOX_URL=${url}, or --url ${url}`,
    },
  );
}
