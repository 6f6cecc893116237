/** Text as one word of a POSIX shell: nothing inside single quotes is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
