/** The names that mean something in a message: its keys, its types, currencies. */

import { word4, word8 } from './tokens.ts';

/** The host puts a bit here for each currency. */
const CURRENCY: usize = 4096;

// Known keys of a message, a bit each.
export const K_TYPE: i32 = 1, K_USER: i32 = 2, K_ANON: i32 = 4, K_EVENT: i32 = 8, K_GROUP: i32 = 16, K_PREVIOUS: i32 = 32,
  K_PROPERTIES: i32 = 64, K_TRAITS: i32 = 128, K_CONTEXT: i32 = 256, K_INTEGRATIONS: i32 = 512,
  K_TIMESTAMP: i32 = 4096, K_ID: i32 = 8192, K_DOUBT: i32 = 1 << 30;
const K_NAME: i32 = 1024, K_CATEGORY: i32 = 2048;

/** Which known key stands there, as a bit; K_DOUBT for one that changes on the way; 0 for any other. */
export function keyAt(p: usize, n: i32): i32 {
  switch (n) {
    case 4:
      if (word4(p) == 0x65707974) return K_TYPE;      // type
      if (word4(p) == 0x656d616e) return K_NAME;      // name
      return 0;
    case 5: return word4(p) == 0x6e657665 && load<u8>(p + 4) == 0x74 ? K_EVENT : 0; // event
    case 6:
      if (word4(p) == 0x72657375 && load<u16>(p + 4) == 0x6449) return K_USER;      // userId
      if (word4(p) == 0x69617274 && load<u16>(p + 4) == 0x7374) return K_TRAITS;    // traits
      if (word4(p) == 0x746e6573 && load<u16>(p + 4) == 0x7441) return K_DOUBT;     // sentAt
      return 0;
    case 7:
      if (word4(p) == 0x756f7267 && word4(p + 3) == 0x64497075) return K_GROUP;     // groupId
      if (word4(p) == 0x746e6f63 && word4(p + 3) == 0x74786574) return K_CONTEXT;   // context
      return 0;
    case 8:
      return word8(p) == 0x79726f6765746163 ? K_CATEGORY : word8(p) == 0x79654b6574697277 ? K_DOUBT : 0; // category, writeKey
    case 9:
      if (word8(p) == 0x6d617473656d6974 && load<u8>(p + 8) == 0x70) return K_TIMESTAMP; // timestamp
      if (word8(p) == 0x496567617373656d && load<u8>(p + 8) == 0x64) return K_ID;        // messageId
      return 0;
    case 10:
      if (word8(p) == 0x69747265706f7270 && load<u16>(p + 8) == 0x7365) return K_PROPERTIES; // properties
      if (word8(p) == 0x73756f6976657270) return load<u16>(p + 8) == 0x6449 ? K_PREVIOUS : 0; // previousId
      return word8(p) == 0x6465766965636572 && load<u16>(p + 8) == 0x7441 ? K_DOUBT : 0; // receivedAt
    case 11:
      return word8(p) == 0x756f6d796e6f6e61 && load<u16>(p + 8) == 0x4973 && load<u8>(p + 10) == 0x64 ? K_ANON : 0; // anonymousId
    case 12:
      return word8(p) == 0x7461726765746e69 && word4(p + 8) == 0x736e6f69 ? K_INTEGRATIONS : 0; // integrations
    case 17:
      return word8(p) == 0x6c616e696769726f ? K_DOUBT : 0; // original…
    default: return 0;
  }
}

export function typeAt(p: usize, n: i32): i32 {
  if (n == 5) {
    if (word4(p) == 0x63617274 && load<u8>(p + 4) == 0x6b) return 1;
    if (word4(p) == 0x756f7267 && load<u8>(p + 4) == 0x70) return 5;
    if (word4(p) == 0x61696c61 && load<u8>(p + 4) == 0x73) return 6;
  } else if (n == 4) { if (word4(p) == 0x65676170) return 3; }
  else if (n == 6) { if (word4(p) == 0x65726373 && load<u16>(p + 4) == 0x6e65) return 4; }
  else if (n == 8) { if (word8(p) == 0x796669746e656469) return 2; }
  return 0;
}

@inline export function isCurrency(p: usize, n: i32): bool {
  if (n != 3) return false;
  const a: i32 = load<u8>(p) - 65, b: i32 = load<u8>(p + 1) - 65, c: i32 = load<u8>(p + 2) - 65;
  if (a < 0 || a > 25 || b < 0 || b > 25 || c < 0 || c > 25) return false;
  const at = (a * 26 + b) * 26 + c;
  return (load<u8>(CURRENCY + (at >> 3)) & (1 << (at & 7))) != 0;
}
