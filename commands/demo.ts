import { existsSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Command } from '@commander-js/extra-typings';
import { type App, createApp } from '../src/app.ts';
import { CliError, PartialError, StateError } from '../src/errors.ts';
import { arrivedByType, countRejects, makeDemoFolder } from '../src/local-sandbox/demo-files.ts';
import { withoutOwnVariables } from '../src/store/environment-variables.ts';
import { changedIo } from '../src/terminal/io.ts';
import { formatCount } from '../src/terminal/numbers.ts';
import { ownCall } from '../src/terminal/own-call.ts';
import { createProgram } from './program.ts';
import { printTable } from './reading/print-table.ts';

const examples = `
Examples:
  $ segment demo
  $ segment demo --json

It starts a sandbox in this process, sends the example files and one message to it, and shows what arrived. It
deletes its files at the end, except for the rejects file, which stays in the temporary folder for you to read.`;

export function register(command: Command, app: App): void {
  command
    .description('Watch a backfill into a local sandbox; no account and no network needed.')
    .addHelpText('after', examples)
    .action(() => runDemo(app));
}

/**
 * The demo calls the very commands it shows, through the same front door, against a sandbox in this
 * process. Settings and state live in a temporary folder: nothing of the user's is read or changed.
 */
async function runDemo(app: App): Promise<void> {
  const exampleFolder = findExamples();
  const folder = await makeDemoFolder();
  const { startSandbox } = await import('../src/sandbox/start.ts');
  const sandbox = await startSandbox({ version: app.version });
  app.onClose(async () => {
    await sandbox.close();
    // The rejects file is named on the screen: it stays.
    for (const part of ['config', 'state']) await rm(join(folder, part), { recursive: true, force: true });
    await rmdir(folder).catch(() => {});
  });
  const { print } = app;
  const { style } = print;
  const rejects = join(folder, 'rejects.ndjson');
  print.success(`a sandbox listens on ${sandbox.url}, in this process only`);

  const segment = demoRunner(app, { url: sandbox.url, folder, cwd: dirname(exampleFolder) });
  const files = ['web.ndjson', 'mobile.ndjson.gz', 'server.ndjson'].map((file) => `examples/${file}`);
  await segment(['batch', ...files, '--rejects', rejects], `segment batch ${files.join(' ')}`);
  const message = ['track', 'Demo Watched', '--user-id', 'user_1000', '-F', 'minutes=2'];
  await segment(message, 'segment track "Demo Watched" --user-id user_1000 -F minutes=2');

  const rejected = await countRejects(rejects);
  if (app.globals.json)
    return print.json({ url: sandbox.url, arrived: arrivedByType(sandbox.journal), rejected });
  print.note(`\n${style.bold('What arrived')}`);
  const rows = Object.entries(arrivedByType(sandbox.journal)).map(([type, count]) => [
    type,
    formatCount(count),
  ]);
  await printTable(app, columns, rows);
  print.note(`\n${style.bold('Try next')}`);
  const call = ownCall(app.io);
  const steps = nextSteps.map(([words, what]) => `  ${style.dim(what)}\n    ${call} ${words}\n`);
  // Calls to paste stay whole.
  if (!app.globals.quiet) print.stderr(steps.join(''));
}

const columns = [
  { header: 'type', whole: true },
  { header: 'messages', whole: true },
];

/** What to type after the name of the program, and what for. */
const nextSteps = [
  ['sandbox', 'a local Segment, to keep running:'],
  ['-w sandbox track "Hello" -u me', 'send to it from another terminal:'],
  ['auth login', 'the same commands against Segment itself:'],
] as const;

/** Beside the folder of the bundle in an installed package, and of this file in the source. */
function findExamples(): string {
  const folder = new URL('../examples', import.meta.url).pathname;
  if (existsSync(join(folder, 'web.ndjson'))) return folder;
  throw new StateError('The example files are missing from this installation.', {
    code: 'examples_missing',
    hint: 'Install segment-cli again.',
  });
}

/** Runs a command as if it had been typed, with the sandbox as its only workspace. Rejected lines are part of the show. */
function demoRunner(
  app: App,
  { url, folder, cwd }: { readonly url: string; readonly folder: string; readonly cwd: string },
): (argv: readonly string[], shown: string) => Promise<void> {
  const { style } = app.print;
  const io = changedIo(app.io, {
    // With --json the one result on stdout is the demo's own.
    stdout: app.globals.json ? new PassThrough().resume() : app.io.stdout,
    env: {
      ...withoutOwnVariables(app.io.env),
      SEGMENT_CONFIG_DIR: join(folder, 'config'),
      SEGMENT_STATE_DIR: join(folder, 'state'),
      SEGMENT_WORKSPACE: 'sandbox',
      SEGMENT_TRACKING_URL: url,
    },
    cwd,
  });
  return async (argv, shown) => {
    app.print.note(`\n${style.dim('$')} ${style.bold(shown)}`);
    const demoApp = createApp(io, app.version);
    const flags = [
      ...(app.globals.json ? ['--json'] : []),
      ...(app.globals.quiet ? ['--quiet'] : []),
      ...(style.colour ? ['--color'] : ['--no-color']),
    ];
    try {
      await createProgram(demoApp).parseAsync([...argv, ...flags], { from: 'user' });
    } catch (error) {
      if (!(error instanceof PartialError))
        throw error instanceof CliError ? error : new Error('the demo failed', { cause: error });
    } finally {
      await demoApp.close();
    }
  };
}
