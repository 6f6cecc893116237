import type { Coverage } from '../workspace/read-coverage.ts';
import { formatCount, plural } from './numbers.ts';
import { type Column, renderTable, type TableLook } from './table.ts';
import { wrapText } from './wrap.ts';

/** What is missing what, as a table with its title, and as lines that begin with their kind. */
const sections: readonly {
  readonly kind: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: (coverage: Coverage) => string[][];
}[] = [
  {
    kind: 'source',
    title: 'Active sources without a tracking plan',
    columns: [{ header: 'id', whole: true }, { header: 'slug' }, { header: 'name' }],
    rows: ({ sourcesWithoutPlan }) =>
      sourcesWithoutPlan.map(({ id, slug, name }) => [id, slug, name || slug]),
  },
  {
    kind: 'plan',
    title: 'Tracking plans without a source',
    columns: [{ header: 'id', whole: true }, { header: 'type', whole: true }, { header: 'name' }],
    rows: ({ plansWithoutSources }) => plansWithoutSources.map(({ id, type, name }) => [id, type, name]),
  },
];

/** Tables with their titles, of each no more than `limit` rows. */
export function coverageReport(coverage: Coverage, look: TableLook, limit: number): string {
  const { bold, dim } = look.style;
  const tables = sections.map(({ title, columns, rows }) => {
    const all = rows(coverage);
    const table = renderTable(columns, all.slice(0, limit), look);
    const hidden = all.length - limit;
    const more = hidden > 0 ? dim(`… ${formatCount(hidden)} more: --json prints all\n`) : '';
    return table === '' ? '' : `\n${bold(title)}\n${table}${more}`;
  });
  return `${wrapText(countLine(coverage), look.width)}\n${tables.join('')}`;
}

/** Lines for a pipe, which begin with their kind. */
export function coverageRows(coverage: Coverage, look: TableLook): string {
  const tables = sections.map(({ kind, columns, rows }) =>
    renderTable(
      [{ header: 'kind' }, ...columns],
      rows(coverage).map((row) => [kind, ...row]),
      look,
    ),
  );
  return tables.join('');
}

function countLine({ activeSources, coveredSources }: Coverage): string {
  if (activeSources === null || coveredSources === null)
    return 'How many active sources have a tracking plan is unknown.';
  return `${coveredSources} of ${plural(activeSources, 'active source')} ${coveredSources === 1 ? 'has' : 'have'} a tracking plan.`;
}
