import { readdir } from 'node:fs/promises';
import { fileWord, shellWord } from '../../spec/shell-word.ts';

/** What a file of messages ends with, compressed or not. */
const inputEnding = /\.(?:ndjson|jsonl|json|csv|tsv|parquet|zip)(?:\.gz)?$|\.gz$/;

/** The files of a folder that were probably meant: those with the ending that most of its inputs have. */
export async function folderHint(path: string, name: string): Promise<string> {
  const counts = new Map<string, number>();
  for (const file of await readdir(path).catch(() => [])) {
    const [ending] = /\.rejects\.(?:\d+\.)?ndjson$/.test(file) ? [] : (inputEnding.exec(file) ?? []);
    if (ending !== undefined) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  const folder = name.replace(/\/+$/, '');
  return most === undefined ? `ls ${fileWord(name)}` : `segment batch ${shellWord(`${folder}/*${most[0]}`)}`;
}

/** Where the files that a glob does not match would be. */
export function globHint(pattern: string): string {
  const fixed = pattern.slice(0, pattern.search(/[*?[\]{}]/));
  return `ls ${fileWord(fixed.slice(0, fixed.lastIndexOf('/') + 1) || '.')}`;
}
