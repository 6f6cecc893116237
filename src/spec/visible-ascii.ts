/** True for one word of visible ASCII: what a token is, and what a header holds under any encoding. */
export function isVisibleAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
