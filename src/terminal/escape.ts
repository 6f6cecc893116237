/**
 * Text from an API, a file or a message is escaped before a terminal sees it (rule S9).
 *
 * C0 controls but newline and tab, DEL, C1 (0x80–0x9F: a lone 0x9D opens an OSC on some terminals),
 * bidirectional and zero-width controls, tag characters and lone surrogates become visible `\u….`.
 * They are shown, not deleted: who debugs a message wants to see what is in it.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is here to find
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Escapes everything that could move a cursor, hide text or turn its direction; keeps newlines and tabs. */
export function escapeForTerminal(text: string): string {
  return text.replace(unsafe, escapeCharacter);
}

/** As {@link escapeForTerminal}, for a field that must stay on one line. */
export function escapeLine(text: string): string {
  return escapeForTerminal(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`;
}
