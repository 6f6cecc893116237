import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { type FlagsOf, Option } from '../options.ts';
import { inputNames } from './index.ts';
import { addLineOptions, addTableOptions, progressOption } from './options.ts';

const examples = `
Examples:
  $ segment validate events.ndjson
  $ segment validate 'exports/*.ndjson.gz' --strict
  $ segment validate events.ndjson --json
  $ segment validate examples/server.ndjson --format github  # exits 3

It reads the same inputs as segment batch and gives the same verdicts. It needs no account, no network and no settings.

Exit codes:
  0  all lines are valid
  3  some are not, or with --strict there are warnings
  2  an input cannot be read`;

/** The flags of `validate` after parsing. */
export type ValidateFlags = FlagsOf<typeof addValidateOptions>;

export function register(command: Command, app: App): void {
  addValidateOptions(command)
    .description('Check every line as batch would, and report what is wrong by code. Sends nothing.')
    .argument('[files...]', 'as for batch: files, quoted globs, - for stdin')
    .addHelpText('after', examples)
    .action(async (files, flags) => {
      if (flags.explain === true) return (await import('./explain.ts')).printPreset(app, flags);
      const names = inputNames(command, app, files, 'segment validate events.ndjson');
      const { runValidate } = await import('./run-validate.ts');
      return runValidate(app, names, flags);
    });
}

function addValidateOptions(command: Command) {
  const onInvalid = 'also read input that is not JSON';
  const withReading = addLineOptions(command.optionsGroup('Reading:'))
    .option('--replay', 'check messages exported from Segment without the fields it added')
    .addOption(new Option('--on-invalid <action>', onInvalid).choices(['reject']));
  return addTableOptions(withReading)
    .optionsGroup('Output:')
    .option('--strict', 'exit with 3 if there are warnings, too')
    .option('--ndjson', 'print one JSON object per finding, as they are found')
    .addOption(new Option('--format <form>', 'print annotations for this CI system').choices(['github']))
    .option('--rejects <file>', 'write invalid lines to this file, as batch does')
    .addOption(progressOption());
}
