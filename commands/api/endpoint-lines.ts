import type { Endpoint } from '../../src/segment/endpoints/endpoint.ts';
import type { Style } from '../../src/terminal/style.ts';

/** Columns beside the path: method, version, limit, gaps, and a summary that still says something. */
const besidePath = 6 + 7 + 8 + 4 * 2 + 20;

/** True where every path fits into a table: half a path can neither be read nor called. */
export function fitsTable(endpoints: readonly Endpoint[], width: number): boolean {
  return Math.max(0, ...endpoints.map(({ path }) => path.length)) + besidePath <= width;
}

/** Each endpoint on two lines, the path whole, for a terminal that is too narrow for a table. */
export function endpointLines(endpoints: readonly Endpoint[], { dim }: Style): string {
  return endpoints
    .map(({ method, path, version, rateLimit = null, summary }) => {
      const about = [version === 'stable' ? null : version, rateLimit].filter((text) => text !== null);
      const note = about.length === 0 ? '' : dim(` (${about.join(', ')})`);
      return `${method.padEnd(6)}  ${path}\n        ${summary}${note}\n`;
    })
    .join('');
}
