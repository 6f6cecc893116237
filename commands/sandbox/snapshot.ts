import { rm, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readSnapshot } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { StateError, systemErrorCode, UsageError } from '../../src/errors.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox snapshot checkout.ndjson
  $ segment sandbox snapshot --source web --force checkout.ndjson
  $ segment sandbox snapshot | sort > checkout.ndjson

Writes one message per line, without the values that differ in every run: ids, times, the library. Keep the file next to
your tests and compare later runs with it:
  $ segment sandbox diff checkout.ndjson`;

interface SnapshotFlags extends FilterFlags {
  readonly force?: boolean;
}

export function register(command: Command, app: App): void {
  command
    .description('Save the messages that arrived in the sandbox, to compare a later run with them.')
    .argument('[file]', 'the file to write (default: stdout)')
    .option('--force', 'overwrite an existing file')
    .addHelpText('after', examples)
    .action((file: string | undefined, flags: SnapshotFlags) => snapshot(app, command, file, flags));
  addFilterOptions(command);
  addUrlOption(command);
}

async function snapshot(
  app: App,
  command: Command,
  file: string | undefined,
  flags: SnapshotFlags,
): Promise<void> {
  const { io, print, globals } = app;
  const url = findSandboxUrl(command, io);
  const lines: string[] = [];
  for await (const page of readSnapshot(await app.http(), url, readFilter(flags))) lines.push(...page.lines);
  if (file === undefined) {
    return print.result(globals.json ? `[${lines.join(',')}]\n` : lines.map((line) => `${line}\n`).join(''));
  }
  const path = pathFrom(io, file);
  try {
    await writeFile(path, lines.map((line) => `${line}\n`).join(''), {
      flag: flags.force === true ? 'w' : 'wx',
    });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST')
      throw new UsageError(`${file} is there already.`, {
        code: 'file_exists',
        hint: 'Add --force to write over it.',
      });
    // Half a recording looks like a whole one, and would be in the way of the next.
    if (flags.force !== true) await rm(path, { force: true }).catch(() => {});
    throw new StateError(`${file} cannot be written (${code ?? 'unknown reason'}).`, {
      code: 'file_not_writable',
      cause: error,
    });
  }
  if (globals.json) return print.json({ file, messages: lines.length });
  const { style } = print;
  print.note(`${style.green(style.symbols.ok)} ${plural(lines.length, 'message')} in ${escapeLine(file)}`);
}
