import { UsageError } from '../errors.ts';
import { nearest } from '../spec/nearest.ts';
import type { Stream } from './stream.ts';
import { streams } from './streams.ts';

/**
 * The streams that are meant, in their own order: by name or glob (`usage_*`), or all standard ones. A glob that matches
 * standard streams means no extra ones: `*` is what there is without it. Throws UsageError for what names none, and when
 * nothing is left.
 */
export function chooseStreams(named: readonly string[], excluded: readonly string[]): Stream[] {
  const wanted = (named.length === 0 ? ['*'] : named).flatMap((name) => {
    const found = matching([name]);
    const standard = found.filter(({ isExtra }) => isExtra !== true);
    return standard.length > 0 ? standard : found;
  });
  const unwanted = new Set(matching(excluded));
  const chosen = streams.filter((stream) => wanted.includes(stream) && !unwanted.has(stream));
  if (chosen.length > 0) return chosen;
  throw new UsageError('--exclude leaves no stream to export.', {
    code: 'no_streams',
    hint: 'See what there is: segment export --list',
  });
}

/** Those of the chosen streams that are to be read again: all of them for `true`. Throws UsageError for another one. */
export function streamsInFull(chosen: readonly Stream[], full: readonly string[] | boolean): Set<string> {
  if (full === false) return new Set();
  const named = full === true ? chosen : full.flatMap((name) => someOf(chosen, name));
  return new Set(named.map(({ name }) => name));
}

function someOf(chosen: readonly Stream[], name: string): Stream[] {
  const found = matching([name]).filter((stream) => chosen.includes(stream));
  if (found.length > 0) return found;
  throw new UsageError(`--full names a stream that is not exported: ${name}.`, {
    code: 'streams_conflict',
    hint: 'Name it among the streams, too.',
  });
}

function matching(names: readonly string[]): Stream[] {
  return names.flatMap((name) => {
    const pattern = patternOf(name);
    const found = streams.filter((stream) => pattern.test(stream.name));
    if (found.length > 0) return found;
    throw unknown(name);
  });
}

/** `*` stands for any part of a name. */
function patternOf(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

function unknown(name: string): UsageError {
  const near = nearest(
    name,
    streams.map((stream) => stream.name),
  );
  const meant = near === undefined ? '' : `Did you mean ${near}? `;
  return new UsageError(`There is no stream “${name}”.`, {
    code: 'stream_unknown',
    hint: `${meant}See what there is: segment export --list`,
  });
}
