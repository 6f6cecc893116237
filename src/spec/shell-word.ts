/** Text as one word of a POSIX shell: nothing inside single quotes is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The same, without quotes where the word means itself. */
export function plainShellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}

/** A file's name as a word that no program takes for a flag. */
export function fileWord(name: string): string {
  return plainShellWord(name.startsWith('-') ? `./${name}` : name);
}
