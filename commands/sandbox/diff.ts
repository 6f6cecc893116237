import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { InputError } from '../../src/errors.ts';
import {
  differenceLines,
  parseSnapshot,
  readSnapshotFile,
  takeSnapshot,
} from '../../src/local-sandbox/snapshot.ts';
import { diffRecordings } from '../../src/sandbox/control/recording.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { findSandboxUrl } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox diff checkout.ndjson  # with the sandbox
  $ segment sandbox diff before.ndjson after.ndjson
  $ segment sandbox diff checkout.ndjson --json

The order of messages and the values that differ in every run are ignored. It exits with 3 if a message is missing, new
or changed.`;

/** How many lines of differences a person is shown; `--json` has all. */
const maxLines = 100;

export function register(command: Command, app: App): void {
  const described = command
    .description('Compare a snapshot with another one or with the sandbox; exits with 3 if they differ.')
    .argument('<before>', 'a file written by segment sandbox snapshot')
    .argument('[after]', 'another such file (default: the messages in the sandbox now)');
  addFilterOptions(described)
    .addHelpText('after', examples)
    .action(async (before, after, filters) => {
      const { io, print, globals, http } = app;
      const url = await findSandboxUrl(app, command);
      const old = await readSnapshotFile(io, before);
      const now =
        after === undefined
          ? parseSnapshot(await takeSnapshot(await http(), url, readFilter(filters)), url)
          : await readSnapshotFile(io, after);
      const differences = diffRecordings(old, now);
      if (globals.json) await print.json({ same: differences.length === 0, differences });
      if (differences.length > 0) {
        throw new InputError(`${plural(differences.length, 'difference')} from ${before}.`, {
          code: 'recordings_differ',
          details: differences.flatMap(differenceLines).slice(0, maxLines),
        });
      }
      print.success(`the same: ${plural(now.length, 'message')}`);
    });
}
