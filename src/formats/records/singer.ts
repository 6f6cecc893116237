import { openObject, writeNode } from '../../spec/json-text.ts';
import { textOf } from './record-view.ts';

/** What a line of a Singer tap is here (https://hub.meltano.com/singer/spec). */
export type SingerLine =
  /** A record of the stream, as JSON. */
  | { readonly kind: 'record'; readonly json: string }
  /** The tap's own bookmark: what stands before it need not be asked for again. */
  | { readonly kind: 'state' }
  /** A schema, or of another stream. */
  | { readonly kind: 'other' };

const other: SingerLine = { kind: 'other' };

/** @param line the JSON of an object */
export function readSingerLine(line: string, stream: string): SingerLine {
  const members = openObject(line);
  const type = textOf(members.get('type'));
  if (type === 'STATE') return { kind: 'state' };
  const record = members.get('record');
  if (type !== 'RECORD' || record === undefined || textOf(members.get('stream')) !== stream) return other;
  return { kind: 'record', json: writeNode(record) };
}
