import type { App } from '../../src/app.ts';
import { isIncremental, type Stream } from '../../src/export/stream.ts';
import { streams } from '../../src/export/streams.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';

const columns: readonly ItemColumn<Stream>[] = [
  { header: 'stream', whole: true, cell: ({ name }) => name },
  { header: 'key', cell: ({ key }) => key.join(', ') },
  { header: 'method', whole: true, cell: methodOf },
  { header: 'parent', whole: true, cell: ({ parent }) => parent?.stream ?? '' },
  { header: 'standard', cell: ({ isExtra }) => (isExtra === true ? 'no' : 'yes') },
  { header: 'needs', cell: ({ endpoint }) => endpoint.feature ?? '' },
  { header: 'endpoint', cell: ({ endpoint }) => `${endpoint.method} ${endpoint.path}` },
];

/** What can be exported, without asking anybody. */
export function listStreams(app: App): Promise<void> {
  if (app.globals.json) return app.print.json(streams.map(shown));
  return printItems(app, columns, streams);
}

function methodOf(stream: Stream): 'incremental' | 'full table' {
  return isIncremental(stream) ? 'incremental' : 'full table';
}

/** A stream as `--json` prints it. Field names are a contract. */
function shown(stream: Stream) {
  const { name, summary, key, parent, endpoint, isExtra, fields } = stream;
  return {
    name,
    summary,
    key,
    method: methodOf(stream),
    parent: parent?.stream ?? null,
    feature: endpoint.feature ?? null,
    endpoint: `${endpoint.method} ${endpoint.path}`,
    standard: isExtra !== true,
    fields: Object.keys(fields),
  };
}
