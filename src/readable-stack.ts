import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/** A frame of a built file, as V8 writes it: `    at async name (/path/more.cjs:1:234)`, or without a name. */
const builtFrame = /^(\s+at )(?:(.+) \()?(?:file:\/\/)?(\/.*|[A-Za-z]:\\.*?):(\d+):(\d+)\)?$/;

/** A built file, and the map that the build put beside it. */
interface Built {
  readonly lines: readonly string[];
  readonly map: SourceMap;
}

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
    const payload = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload;
    return { map: new SourceMap(payload), lines: readFileSync(path, 'utf8').split('\n') };
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
  return call === undefined ? `${at}${where}` : `${at}${sourceNames(call, file, line, column)} (${where})`;
}

/** The bundler tells `register` of forty files apart as `register2`, `register3`, …: the map knows what each was. */
function sourceNames(call: string, { lines, map }: Built, line: number, column: number): string {
  return call.replace(/[\w$]+\d+/g, (name) => {
    const named = new RegExp(`(?<=function[ *]|class |[,;{} ])${name.replaceAll('$', '\\$')}(?=[=({ ])`, 'g');
    // The function around a call begins before it: what had that name last.
    const before = lines
      .slice(0, line)
      .concat((lines[line] ?? '').slice(0, column))
      .join('\n');
    const nearest = [...before.matchAll(named)].at(-1);
    if (nearest === undefined) return name;
    const start = before.slice(0, nearest.index).split('\n');
    const entry = map.findEntry(start.length - 1, start.at(-1)?.length ?? 0);
    return 'name' in entry && typeof entry.name === 'string' ? entry.name : name;
  });
}
