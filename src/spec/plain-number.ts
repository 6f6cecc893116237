/**
 * True for a number that prints back as it was written, trailing zeros of a decimal aside (docs/rules.md#commands):
 * `007`, `+49…`, `1e3` and 20-digit ids are none, or they would change on the way. One pass for most of them: this
 * runs for each cell of a file.
 */
export function isPlainNumber(text: string): boolean {
  const start = text.charCodeAt(0) === 0x2d /* - */ ? 1 : 0;
  let point = -1;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x2e /* . */ && point === -1 && at > start) point = at;
    else if (character < 0x30 || character > 0x39) return false;
  }
  if (start === text.length || point === text.length - 1) return false;
  const startsWithZero = text.charCodeAt(start) === 0x30;
  // Fifteen digits survive as a double, and print without an exponent where there is a whole part.
  return text.length - start <= 15 && !startsWithZero ? true : printsBack(text, point !== -1);
}

function printsBack(text: string, hasPoint: boolean): boolean {
  return text.length < 64 && String(Number(text)) === (hasPoint ? text.replace(/\.?0+$/, '') : text);
}
