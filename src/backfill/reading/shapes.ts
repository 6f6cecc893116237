import type { TextKind } from './look.ts';
import { readArray, readObjects } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import type { Shape } from './source.ts';

/** How a text is cut into messages. Bodies are refused; whoever has them read all the same has their lines read. */
export const shapes: Readonly<Record<TextKind, Shape>> = {
  ndjson: readNdjson,
  array: readArray,
  objects: readObjects,
  bodies: readNdjson,
};
