import { escapeLine } from './escape.ts';

/** Text as one word of a POSIX shell: nothing inside single quotes is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The same, without quotes where the word means itself. */
export function plainShellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}

/** A file's name as a word that no program takes for a flag, and that a terminal can show. */
export function fileWord(name: string): string {
  const path = name.startsWith('-') ? `./${name}` : name;
  return escapeLine(path) === path ? plainShellWord(path) : escapedWord(path);
}

/** The command that moves a file out of the way, beside where it was. */
export function moveAside(path: string, ending = 'aside'): string {
  return `mv ${fileWord(path)} ${fileWord(`${path}.${ending}`)}`;
}

/** What is not shown as it is, byte by byte: bash, zsh and ksh read it back. */
function escapedWord(text: string): string {
  const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`;
  const signs = [...text].map((sign) => {
    if (escapeLine(sign) !== sign) return [...Buffer.from(sign)].map(hex).join('');
    return sign === "'" || sign === '\\' ? `\\${sign}` : sign;
  });
  return `$'${signs.join('')}'`;
}
