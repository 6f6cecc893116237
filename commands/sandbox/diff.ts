import type { Command } from 'commander';
import { readSnapshot } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { InputError, systemErrorCode, UsageError } from '../../src/errors.ts';
import { readText } from '../../src/files/open-path.ts';
import {
  type Difference,
  diffRecordings,
  type RecordedMessage,
  recordMessage,
} from '../../src/sandbox/control/recording.ts';
import { isJsonObject } from '../../src/spec/message.ts';
import { parseJson } from '../../src/spec/parse-json.ts';
import type { Io } from '../../src/terminal/io.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox diff checkout.ndjson  # with the sandbox
  $ segment sandbox diff before.ndjson after.ndjson
  $ segment sandbox diff checkout.ndjson --json

The order of messages and the values that differ in every run are ignored. It exits with 3 if a message is missing, new
or changed.`;

export function register(command: Command, app: App): void {
  command
    .description('Compare a snapshot with another one or with the sandbox; exits with 3 if they differ.')
    .argument('<before>', 'a file written by segment sandbox snapshot')
    .argument('[after]', 'another such file (default: the messages in the sandbox now)')
    .addHelpText('after', examples)
    .action((before: string, after: string | undefined, flags: FilterFlags) =>
      diff(app, command, { before, after, flags }),
    );
  addFilterOptions(command);
  addUrlOption(command);
}

async function diff(
  app: App,
  command: Command,
  { before, after, flags }: { before: string; after: string | undefined; flags: FilterFlags },
): Promise<void> {
  const { io, print, globals } = app;
  const url = findSandboxUrl(command, io);
  const old = await readRecording(io, before);
  const now = after === undefined ? await readSandbox(app, url, flags) : await readRecording(io, after);
  const differences = diffRecordings(old, now);
  if (globals.json) await print.json({ same: differences.length === 0, differences });
  if (differences.length > 0) {
    throw new InputError(`${plural(differences.length, 'difference')} from ${before}.`, {
      code: 'recordings_differ',
      details: differences.flatMap(differenceLines).slice(0, maxLines),
    });
  }
  const { style } = print;
  print.note(`${style.green(style.symbols.ok)} the same: ${plural(now.length, 'message')}`);
}

/** More than a screen or two nobody reads; `--json` has all. */
const maxLines = 100;

function differenceLines(difference: Difference): string[] {
  if (difference.kind !== 'changed')
    return [`${difference.kind === 'missing' ? '-' : '+'} ${difference.name}`];
  return [
    `~ ${difference.name}`,
    ...difference.fields.flatMap(({ path, before, after }) => [
      `  - ${path}: ${show(before)}`,
      `  + ${path}: ${show(after)}`,
    ]),
  ];
}

function show(value: unknown): string {
  if (value === undefined) return '(missing)';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

async function readSandbox(app: App, url: string, flags: FilterFlags): Promise<RecordedMessage[]> {
  const lines: string[] = [];
  for await (const page of readSnapshot(await app.http(), url, readFilter(flags))) lines.push(...page.lines);
  return lines.map((line) => readLine(line) ?? {});
}

async function readRecording(io: Io, file: string): Promise<RecordedMessage[]> {
  const text = await readText(file, io).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read (${systemErrorCode(error) ?? 'unknown reason'}).`, {
      code: 'file_unreadable',
      cause: error,
    });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const message = readLine(line);
    if (message === undefined)
      throw new InputError(`${file} line ${index + 1} is not a message.`, { code: 'recording_invalid' });
    return [recordMessage(message)];
  });
}

function readLine(line: string): Record<string, unknown> | undefined {
  const value = parseJson(line);
  return isJsonObject(value) ? value : undefined;
}
