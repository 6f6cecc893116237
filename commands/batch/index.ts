import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { addBatchOptions } from './options.ts';

const examples = `
Examples:
  $ segment batch events.ndjson
  $ segment batch 'exports/2026-*.ndjson.gz' --dry-run
  $ zcat events.ndjson.gz | segment batch - --source web
  $ segment batch events.ndjson.rejects.ndjson  # after correcting the lines
  $ segment batch orders.csv --map userId=Email --set type=identify --preview

Each line is one Segment message (type, userId or anonymousId, …). A line without a
messageId gets one that is the same on every run, so sending a file twice adds nothing.
Each row of a table (.csv, .tsv) becomes a message, by its header and --map. Lines that Segment would reject or drop go
to a rejects file with their reason.

Exit codes:
  0  all lines accepted
  8  some lines rejected
  3  all lines rejected
  7  temporary failure: run it again later

See: segment help batch`;

export function register(command: Command, app: App): void {
  addBatchOptions(command)
    .description('Send messages from files, globs or stdin (-) in batches that fit Segment’s limits.')
    .argument('[files...]', 'NDJSON, JSON, CSV or TSV, plain, gzip or zip; quote globs; - is stdin')
    .addHelpText('after', examples)
    .action(async (files, flags) => {
      if (flags.explain === true) return (await import('./explain.ts')).printPreset(app, flags);
      const names = inputNames(command, app, files, 'segment batch events.ndjson');
      try {
        if (flags.preview === true) await (await import('./run-preview.ts')).previewBatch(app, names, flags);
        else await (await import('./run-batch.ts')).runBatch(app, names, flags);
      } catch (error) {
        const { inOwnWords } = await import('../../src/backfill/call-words.ts');
        throw inOwnWords(error, app.globals, flags);
      }
    });
}

/** The files that were named, or else stdin. Throws UsageError, after the help, where nothing comes from there. */
export function inputNames(
  command: Pick<Command, 'outputHelp'>,
  { io }: App,
  files: readonly string[],
  hint: string,
): readonly string[] {
  if (files.length > 0) return files;
  if (!io.stdinIsTerminal) return ['-'];
  command.outputHelp({ error: true });
  throw new UsageError('No file was named, and no data is piped in.', { code: 'no_input', hint });
}
