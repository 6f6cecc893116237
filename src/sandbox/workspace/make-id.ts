import { createHash } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** An id of the usual form (22 base58 characters, docs/segment-api/public.md#value-formats) that is the same for the same words every time. */
export function makeId(kind: string, name: string): string {
  const digest = createHash('sha256').update(`${kind}\n${name}`).digest();
  let id = '';
  for (const byte of digest.subarray(0, 22)) id += alphabet[byte % alphabet.length];
  return id;
}

/** A name as a slug: `Web store` becomes `web_store`. */
export function makeSlug(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return slug === '' ? 'source' : slug;
}
