/** True for one word of visible ASCII: what a token is, and what a header holds under any encoding. */
export function isVisibleAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** True for what a file of `NAME="value"` lines leaves behind where nobody takes the quotes off: no credential has them. */
export function isQuoted(text: string): boolean {
  return text.length > 1 && /^(["'`]).*\1$/.test(text);
}
