/**
 * A number in [0, 1) that depends on its arguments alone: the nth draw of a rule is the same on every machine and
 * in every run, whatever other rules or sources do in between. The mixing is that of MurmurHash3.
 */
export function draw(seed: number, ...path: readonly number[]): number {
  let hash = mix(seed | 0);
  for (const part of path) hash = mix(Math.imul(hash, 31) + (part | 0));
  return hash / 0x1_0000_0000;
}

function mix(value: number): number {
  let hash = (value + 0x9e37_79b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
