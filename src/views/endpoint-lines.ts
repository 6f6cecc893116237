import { type Endpoint, isInSandbox } from '../segment/endpoints/endpoint.ts';
import type { TableLook } from '../terminal/table.ts';
import { wrapText } from '../terminal/wrap.ts';

/** Columns beside the path: method, version, limit, sandbox, gaps, and a summary that still says something. */
const besidePath = 6 + 7 + 8 + 7 + 5 * 2 + 20;

/** True where every path fits into a table: half a path can neither be read nor called. */
export function fitsTable(endpoints: readonly Endpoint[], width: number): boolean {
  return Math.max(0, ...endpoints.map(({ path }) => path.length)) + besidePath <= width;
}

/** Each endpoint on two lines or more, the path whole, for a terminal that is too narrow for a table. */
export function endpointLines(
  endpoints: readonly Endpoint[],
  { style: { dim }, width }: Pick<TableLook, 'style' | 'width'>,
): string {
  const summaryLines = (text: string) => wrapText(`        ${text}`, width);
  return endpoints
    .map((endpoint) => {
      const { method, path, version, rateLimit = null, summary } = endpoint;
      const place = isInSandbox(endpoint) ? 'in the sandbox' : null;
      const about = [version === 'stable' ? null : version, rateLimit, place].filter((text) => text !== null);
      const note = about.length === 0 ? '' : dim(` (${about.join(', ')})`);
      return `${method.padEnd(6)}  ${path}\n${summaryLines(summary + note)}\n`;
    })
    .join('');
}
