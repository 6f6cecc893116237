import { isObjectText, openObject, writeNode } from '../../spec/json-text.ts';
import { textOf } from './record-view.ts';

/** What a line of a Singer tap is here (https://hub.meltano.com/singer/spec). */
export type SingerLine =
  /** A record of the stream, as JSON. */
  | { readonly kind: 'record'; readonly json: string }
  /** The tap's own bookmark: what stands before it need not be asked for again. */
  | { readonly kind: 'state' }
  /** Records of the stream in files of their own (https://sdk.meltano.com/en/latest/batch.html). */
  | { readonly kind: 'batch' }
  /** A RECORD of the stream that has none. */
  | { readonly kind: 'no record' }
  /** A schema, of another stream, or of none. */
  | { readonly kind: 'other'; readonly stream: string | undefined };

/** @param line the JSON of an object */
export function readSingerLine(line: string, stream: string): SingerLine {
  const members = openObject(line);
  const type = textOf(members.get('type'));
  if (type === 'STATE') return { kind: 'state' };
  const record = members.get('record');
  const of = textOf(members.get('stream'));
  if (type === 'BATCH' && of === stream) return { kind: 'batch' };
  if (type !== 'RECORD' || of !== stream) return { kind: 'other', stream: of };
  const json = record === undefined ? '' : writeNode(record);
  return isObjectText(json) ? { kind: 'record', json } : { kind: 'no record' };
}
