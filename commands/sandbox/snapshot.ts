import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { snapshotText, takeSnapshot, writeSnapshot } from '../../src/local-sandbox/snapshot.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { jsonArrayWriter } from '../../src/spec/json-array.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox snapshot checkout.ndjson
  $ segment sandbox snapshot --source web --force checkout.ndjson
  $ segment sandbox snapshot | sort > checkout.ndjson

Writes one message per line, without the values that differ in every run: ids, times, the library. Keep the file next to
your tests and compare later runs with it:
  $ segment sandbox diff checkout.ndjson`;

export function register(command: Command, app: App): void {
  const described = command
    .description('Save the messages that arrived in the sandbox, to compare a later run with them.')
    .argument('[file]', 'the file to write (default: stdout)');
  addFilterOptions(described.option('--force', 'overwrite an existing file'))
    .addHelpText('after', examples)
    .action(async (file, { force, ...filters }) => {
      const { io, print, globals } = app;
      const { http, url } = await openSandbox(app, command);
      const lines = await takeSnapshot(http, url, readFilter(filters));
      if (file === undefined) {
        const array = jsonArrayWriter(io.stdout.isTTY === true ? '  ' : '');
        return print.result(globals.json ? array.items(lines) + array.end() : snapshotText(lines));
      }
      await writeSnapshot(pathFrom(io, file), lines, { name: file, overwrite: force === true });
      if (globals.json) return print.json({ file, messages: lines.length });
      return print.success(`${plural(lines.length, 'message')} saved to ${escapeLine(file)}`);
    });
}
