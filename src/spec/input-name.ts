import { escapeLine } from './escape.ts';

/** An input as a sentence calls it: stdin, a file, or what an archive holds, by its own name and that of the archive. */
export function inputName(file: string, member?: string): string {
  if (file === '-') return 'stdin';
  return escapeLine(member === undefined ? file : `${member} in ${file}`);
}
