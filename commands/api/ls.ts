import type { Command } from '@commander-js/extra-typings';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { apiNames, type Endpoint } from '../../src/segment/endpoints/endpoint.ts';
import { lookOf } from '../../src/terminal/look.ts';
import type { TableLook } from '../../src/terminal/table.ts';
import type { ListColumn } from '../../src/views/list-column.ts';
import { onlyPage, ownObject } from '../../src/workspace/computed-pages.ts';
import { Option } from '../options.ts';
import { addListOptions, type ListFlags, listForm, listLimit } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';

const examples = `
Examples:
  $ segment api ls
  $ segment api ls audience
  $ segment api ls --api profile
  $ segment api ls "delete source" --json
  $ segment api ls "create source" --schema
  $ segment api ls volume --schema --jq '.[].parameters[] | select(.required).name'

It works offline. Fields of --json: api, method, path, version, rateLimit, summary, sandbox. version is stable, beta or
alpha, the most stable one there is, or null if Segment does not say. rateLimit, such as 60/min, is null if none is
published. sandbox is true if segment sandbox answers it; all others of the Public API get 501 there.

--schema adds what an endpoint takes: parameters, of the path and the query, and body, each a list of name, in, type,
required, repeatable and choices. queryKnown and bodyKnown are false where Segment’s documents do not say.`;

/** What the list shows of a field with --schema, beside its endpoint. */
const schemaColumns: readonly ListColumn[] = [
  'method',
  'path',
  'in',
  'name',
  'type',
  'required',
  'choices',
].map((name) => ({ header: name, whole: true, cell: (row) => stringAt(row, name) }));

const columns: readonly ListColumn[] = [
  { header: 'method', whole: true, cell: (endpoint) => stringAt(endpoint, 'method') },
  { header: 'path', whole: true, cell: (endpoint) => stringAt(endpoint, 'path') },
  { header: 'version', whole: true, cell: (endpoint) => stringAt(endpoint, 'version') },
  { header: 'limit', whole: true, cell: (endpoint) => stringAt(endpoint, 'rateLimit') },
  { header: 'summary', cell: (endpoint) => stringAt(endpoint, 'summary') },
  { header: 'sandbox', whole: true, cell: ({ sandbox }) => (sandbox === true ? 'yes' : 'no') },
];

export function register(command: Command, app: App): void {
  const withFlags = addListOptions(
    command
      .description('List or search the known endpoints, offline.')
      .argument('[word]', 'a word in the path or the summary')
      .addOption(new Option('--api <api>', 'only endpoints of this API').choices(apiNames))
      .option('--schema', 'show the parameters and the body of each, as far as they are known')
      .addHelpText('after', examples),
  );
  withFlags.action(async (word) => {
    // `segment api` has the flag too and takes it first, wherever it stands.
    const flags = withFlags.optsWithGlobals();
    const { endpointRow, searchEndpoints } = await import('../../src/segment/endpoints/endpoints.ts');
    const found = searchEndpoints(word ?? '').filter(({ api }) => api === (flags.api ?? api));
    if (flags.schema === true) return listSchemas(app, flags, found);
    if (listForm(app, flags) === 'table' && flags.fields === undefined) {
      const { fitsTable } = await import('../../src/views/endpoint-lines.ts');
      const look = lookOf(app);
      if (found.length > 0 && !fitsTable(found, look.width)) return printLines(app, flags, found, look);
    }
    return printList(app, flags, {
      noun: ['endpoint', 'endpoints'],
      columns,
      pages: () => onlyPage(found.map((endpoint) => ownObject(endpointRow(endpoint)))),
    });
  });
}

/** With the fields: as members of each endpoint in JSON, else a row for each field, and for a person below its endpoint. */
async function listSchemas(app: App, flags: ListFlags, found: readonly Endpoint[]): Promise<void> {
  const { schemaOf } = await import('../../src/segment/endpoints/schema.ts');
  const { fieldRows, schemaRow } = await import('../../src/segment/endpoints/schema-rows.ts');
  const form = listForm(app, flags);
  const described = found.map((endpoint) => ({ endpoint, ...schemaOf(endpoint) }));
  if (form === 'table' && flags.fields === undefined) {
    const { schemaLines } = await import('../../src/terminal/schema-lines.ts');
    const shown = described.slice(0, listLimit(form, flags));
    await app.print.result(shown.map((each) => schemaLines(each, app.print.resultStyle)).join(''));
    return noteOthers(app, shown.length, found.length);
  }
  const isRows = form !== 'json' && form !== 'ndjson' && flags.fields === undefined;
  const rows = described.flatMap((each) => (isRows ? fieldRows(each) : [schemaRow(each)]));
  await printList(app, flags, {
    noun: ['endpoint', 'endpoints'],
    columns: isRows ? schemaColumns : columns,
    pages: () => onlyPage(rows.map(ownObject)),
  });
}

/** As many as a table would have, and the same note about the others. */
async function printLines(
  app: App,
  flags: ListFlags,
  found: readonly Endpoint[],
  look: TableLook,
): Promise<void> {
  const shown = found.slice(0, listLimit('table', flags));
  const { endpointLines } = await import('../../src/views/endpoint-lines.ts');
  await app.print.result(endpointLines(shown, look));
  noteOthers(app, shown.length, found.length);
}

function noteOthers({ print }: App, shown: number, found: number): void {
  if (shown < found) print.note(`The first ${shown} of ${found} endpoints; for all of them add --all.`);
}
