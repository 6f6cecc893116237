import { systemReason } from '../errors.ts';
import type { Counts } from '../sandbox/journal/counts.ts';
import type { Storage, StorageOptions } from '../sandbox/storage/open.ts';
import { escapeLine } from '../spec/escape.ts';
import { formatBytes, formatCount, plural } from './numbers.ts';
import type { Printer } from './printer.ts';

/** Warns while a sandbox runs when its data folder cannot be written to or is full. */
export function storageWarnings({ warn }: Printer, path: string): Required<StorageOptions>['events'] {
  const folder = escapeLine(path);
  return {
    onFailure: (error) =>
      warn(`${folder} cannot be written to (${systemReason(error)}): requests get 503 until it can`),
    onRecovery: () => warn(`${folder} can be written to again`),
    onDrop: (bytes) => warn(`deleted the oldest ${formatBytes(bytes)} of ${folder}: the folder is full`),
  };
}

/** What a sandbox read from its data folder when it started. */
export function printRestored({ note, warn }: Printer, { restored, facts }: Storage): void {
  const { messages, damagedLines, tornBytes } = restored;
  const folder = escapeLine(facts.folder);
  note(`${plural(messages, 'message')} restored from ${folder}`);
  if (tornBytes > 0) note(`moved an unfinished last line to set-aside.txt (${formatBytes(tornBytes)})`);
  if (damagedLines > 0) warn(`skipped ${plural(damagedLines, 'damaged line')} in ${folder}`);
}

/** What arrived in a sandbox: `2 messages (1 track, 1 page) · 1 discarded · 2 requests, 512 B`. */
export function sandboxSummary(counts: Readonly<Counts>, refused: number): string {
  const { stored, duplicates, discarded, requests, wireBytes, byType } = counts;
  const types = [...byType].map(([type, count]) => `${formatCount(count)} ${type}`).join(', ');
  return [
    `${plural(stored, 'message')}${types === '' ? '' : ` (${types})`}`,
    ...(duplicates > 0 ? [plural(duplicates, 'duplicate')] : []),
    ...(discarded > 0 ? [`${formatCount(discarded)} discarded`] : []),
    ...(refused > 0 ? [`${plural(refused, 'request')} refused`] : []),
    `${plural(requests, 'request')}, ${formatBytes(wireBytes)}`,
  ].join(' · ');
}

/**
 * Where to look when messages are missing: `2 requests were refused: segment sandbox events --outcome refused`. Nothing
 * where none was refused.
 */
export function refusedNotes(count = 0): string[] {
  if (count === 0) return [];
  return [
    `${plural(count, 'request was', 'requests were')} refused: segment sandbox events --outcome refused`,
  ];
}

/** Who can reach a sandbox that listens beyond this machine; undefined for one that does not. */
export function wideHostNote(host: string | undefined, port: number): string | undefined {
  if (host === undefined || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host))
    return undefined;
  return `anyone who can reach ${escapeLine(host)} port ${port} can send to this sandbox and read its messages`;
}
