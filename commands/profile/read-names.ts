import { InvalidArgumentError } from 'commander';

/** Names with commas between them, for a flag. */
export function readNames(text: string): readonly string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new InvalidArgumentError('Write names with commas between them.');
  return names;
}
