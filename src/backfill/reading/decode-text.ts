/** Text in another encoding as UTF-8. What is no text in it becomes U+FFFD. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Buffer> {
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(encoding);
  // Half of a pair of UTF-16 is no character yet.
  let half = '';
  for await (const { buffer, byteOffset, byteLength } of chunks) {
    const text = half + decoder.write(Buffer.from(buffer, byteOffset, byteLength));
    const end = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
    half = text.slice(end);
    if (end > 0) yield Buffer.from(text.slice(0, end), 'utf8');
  }
  const last = half + (decoder.end() ?? '');
  if (last !== '') yield Buffer.from(last, 'utf8');
}
