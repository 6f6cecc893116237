/** A repeatable stream of chance (mulberry32): one per person, so that a new person changes no other. */
export function makeChance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
  const hex = (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('');
  return {
    /** True in this share of cases. */
    happens: (share) => next() < share,
    /** A whole number from least to most. */
    whole,
    pick: (list) => list[whole(0, list.length - 1)],
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[whole(0, 3)]}${hex(3)}-${hex(12)}`,
  };
}
