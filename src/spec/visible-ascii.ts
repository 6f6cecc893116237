/** True for one word of visible ASCII: what a token is, and what a header holds under any encoding. */
export function isVisibleAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/**
 * Why a text is not a credential, as it follows its name in a sentence; undefined where it may be one. Each is one word
 * of ASCII, and what a `.env` file or a header has around it is not part of it.
 */
export function credentialFault(text: string): string | undefined {
  if (/^(?:bearer|basic)\s/i.test(text)) return 'is a whole Authorization header';
  if (/^(?:export\s+)?[A-Z][A-Z0-9]*_[A-Z0-9_]*=/.test(text)) return 'has the name of a variable before it';
  if (text.length > 1 && /^(["'`]).*\1$/.test(text)) return 'has quotes around it';
  return isVisibleAscii(text) ? undefined : 'has a space, a line end or a character beyond ASCII in it';
}
