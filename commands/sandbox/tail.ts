import type { Command } from 'commander';
import { followSandbox } from '../../src/api/sandbox/stream.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { formatCount } from '../../src/terminal/numbers.ts';
import { terminalWidth } from '../../src/terminal/width.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { readLiveMessage } from './live-message.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox tail  # what arrives from now on, until Ctrl-C
  $ segment sandbox tail --type track --where 'properties.revenue > 100'
  $ segment sandbox tail --ndjson | jq .message.event
  $ segment sandbox tail --event "Signed Up" --limit 1  # exits after the first

Prints a line per message on a terminal and one JSON object per line in a pipe.`;

interface TailFlags extends FilterFlags {
  readonly limit?: number;
  readonly after?: number;
  readonly ndjson?: boolean;
}

export function register(command: Command, app: App): void {
  command
    .description('Show messages as they arrive in the sandbox, discarded ones included.')
    .option('--limit <number>', 'stop after this many', wholeNumber(1))
    .option(
      '--after <seq>',
      'start after the message with this seq; 0 starts with all stored ones',
      wholeNumber(0),
    )
    .option('--ndjson', 'print a JSON object per line')
    .addHelpText('after', examples)
    .action((flags: TailFlags) => tail(app, command, flags));
  addFilterOptions(command, 'all');
  addUrlOption(command);
}

async function tail(app: App, command: Command, flags: TailFlags): Promise<void> {
  const { io, print, globals } = app;
  const { limit = Number.POSITIVE_INFINITY, after, ndjson } = flags;
  if (globals.json && ndjson === true)
    throw new UsageError('--json cannot be joined with --ndjson.', { code: 'format_conflict' });
  const url = findSandboxUrl(command, io);
  const isPretty = !globals.json && ndjson !== true && io.stdout.isTTY === true;
  const format = isPretty ? await prettyFormat(app) : (line: string) => line;
  const stop = new AbortController();
  app.onClose(io.onSignal(() => stop.abort()));
  app.onClose(() => stop.abort());
  const options = {
    filter: readFilter(flags),
    signal: stop.signal,
    sleep: io.sleep,
    ...(after === undefined ? {} : { after }),
  };

  let shown = 0;
  let isLost = false;
  for await (const event of followSandbox(url, options)) {
    if (event.kind === 'dropped') {
      print.warn(`${formatCount(event.count)} messages were dropped before they could be shown`);
    } else if (event.kind === 'reconnecting') {
      if (!isLost) print.note('The sandbox has ended or restarts; Ctrl-C ends this.');
      isLost = true;
    } else {
      isLost = false;
      await print.result(`${format(event.line)}\n`);
      shown += 1;
      if (shown >= limit) return;
    }
  }
}

async function prettyFormat({ io, print }: App): Promise<(line: string) => string> {
  const { liveLine } = await import('./live-line.ts');
  return (line) => liveLine(readLiveMessage(line), terminalWidth(io, io.stdout), print.resultStyle);
}
