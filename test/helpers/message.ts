import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { type CliOptions, type CliResult, cli } from './cli.ts';
import { openSandbox } from './sandbox.ts';

/** A sandbox of this test, and the program pointed at it through the workspace `sandbox`. */
export async function sender(): Promise<{
  readonly sandbox: RunningSandbox;
  send(argv: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** The exact text of everything that was stored, oldest first. */
  texts(): string[];
  stored(): Record<string, unknown>[];
}> {
  const sandbox = await openSandbox();
  const texts = () => [...sandbox.journal.messages].map(({ raw }) => raw.toString('utf8'));
  return {
    sandbox,
    send: (argv, options = {}) =>
      cli(argv, {
        ...options,
        env: { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_TRACKING_URL: sandbox.url, ...options.env },
      }),
    texts,
    stored: () => texts().map((text): Record<string, unknown> => JSON.parse(text)),
  };
}

/** The body that a dry run prints, as text. */
export async function dryRunBody(argv: readonly string[], options: CliOptions = {}): Promise<string> {
  const result = await cli([...argv, '--dry-run', '--json'], options);
  if (result.code !== 0) throw new Error(result.stderr);
  return /"body":(.*)\}\n$/s.exec(result.stdout)?.[1] ?? '';
}

/** The error object that a failing call prints with `--json`. */
export function errorOf({ stderr }: CliResult): Record<string, unknown> {
  const parsed: { error: Record<string, unknown> } = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
  return parsed.error;
}
