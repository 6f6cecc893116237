import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';

/** A frame of a built file, as V8 writes it: `    at async name (/path/more.cjs:1:234)`, or without a name. */
const builtFrame = /^(\s+at )(?:(.+) \()?(?:file:\/\/)?(\/.*|[A-Za-z]:\\.*?):(\d+):(\d+)\)?$/;

/** The map beside a built file, and the functions that the build found in it, each outer one before those in it. */
interface Built {
  readonly map: SourceMap;
  readonly functions: readonly NamedFunction[];
}

/** First line and column, last line and column, all from zero, and the name in the source. */
type NamedFunction = readonly [number, number, number, number, string];

/**
 * The stack of an error and of its causes, with the names, files and lines of the source in place of those of the
 * bundles. The maps are read here, so that nobody else pays for them; what has no map is left as it is.
 */
export function readableStack(error: unknown): string {
  const files = new Map<string, Built | undefined>();
  const built = (path: string) => {
    if (!files.has(path)) files.set(path, readBuilt(path));
    return files.get(path);
  };
  return stackOf(error)
    .split('\n')
    .map((line) => readableFrame(line, built))
    .join('\n');
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `caused by ${stackOf(error.cause) || String(error.cause)}`;
  return `${error.stack ?? error.message}\n${cause}`;
}

function readBuilt(path: string): Built | undefined {
  try {
    // What the build wrote, whole or not at all.
    const text = brotliDecompressSync(readFileSync(`${path}.map.br`)).toString('utf8');
    const payload = JSON.parse(text) as SourceMapPayload & {
      readonly x_functions?: readonly NamedFunction[];
    };
    return { map: new SourceMap(payload), functions: payload.x_functions ?? [] };
  } catch {
    return undefined;
  }
}

function readableFrame(frame: string, built: (path: string) => Built | undefined): string {
  const [, at, call, path = '', ...place] = builtFrame.exec(frame) ?? [];
  const file = path === '' ? undefined : built(path);
  if (at === undefined || file === undefined) return frame;
  // V8 counts from one, the map from zero.
  const [line = 0, column = 0] = place.map((count) => Number(count) - 1);
  const origin = file.map.findEntry(line, column);
  if (!('originalSource' in origin)) return frame;
  // The map's paths begin at dist/.
  const source = origin.originalSource.replace(/^(?:\.\.\/)+/, '');
  const where = `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
  const name = functionAround(file.functions, line, column);
  if (call === undefined || name === '') return `${at}${where}`;
  return `${at}${call.startsWith('async ') ? 'async ' : ''}${name} (${where})`;
}

/** Built files have short names: what the function around a place is called in the source. */
function functionAround(functions: readonly NamedFunction[], line: number, column: number): string {
  const around = functions.findLast(([firstLine, firstColumn, lastLine, lastColumn]) => {
    const isAfterStart = line > firstLine || (line === firstLine && column >= firstColumn);
    const isBeforeEnd = line < lastLine || (line === lastLine && column < lastColumn);
    return isAfterStart && isBeforeEnd;
  });
  return around?.[4] ?? '';
}
