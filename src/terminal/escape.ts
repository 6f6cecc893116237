/**
 * What a terminal would act on, in text from an API, a file or a message.
 *
 * C0 controls but newline and tab, DEL, C1 (0x80–0x9F: a lone 0x9D opens an OSC on some terminals), bidirectional and
 * zero-width controls, tag characters and lone surrogates become visible `\u….`. They are shown, not deleted: who
 * debugs a message wants to see what is in it. As escapes of JSON they mean the same there.
 */
export const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is here to find
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/**
 * A field that must stay on one line: what could move a cursor, hide text or turn its direction is escaped, and so are
 * newlines and tabs. The printer escapes the rest of what a terminal is shown.
 */
export function escapeLine(text: string): string {
  return text.replace(unsafe, escapeCharacter).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

export function escapeCharacter(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
