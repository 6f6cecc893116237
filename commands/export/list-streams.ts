import type { App } from '../../src/app.ts';
import { methodOf, type Stream, streamFacts } from '../../src/export/stream.ts';
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
  if (app.globals.json) return app.print.json(streams.map(streamFacts));
  return printItems(app, columns, streams);
}
