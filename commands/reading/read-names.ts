import { InvalidArgumentError } from 'commander';
import { isBlank } from '../../src/spec/same-name.ts';

/** Names with commas between them, for a flag. */
export function readNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some(isBlank)) throw new InvalidArgumentError('A name between the commas is empty.');
  return names;
}
