import { formatJson, isListText, isObjectText, type JsonNode, writeNode } from '../../spec/json-text.ts';
import { cellWriter, jsonString, type Misfit, type PlaceKind, type ValueType } from '../mapping/cell.ts';
import type { Zone } from '../mapping/zone.ts';
import { textOf } from './record-view.ts';

/** The JSON text of a value of a record at its place in a message; empty where it is absent. */
export type ValueWriter = (node: JsonNode) => string | Misfit;

const notOneValue: Misfit = { misfit: 'is an object or a list' };

/**
 * A value has a type already, so that without another it stays what it is. What is said of cells holds for it where
 * it matters: ids and names are text, a timestamp has a zone, and an object may be JSON as text.
 */
export function valueWriter(
  place: PlaceKind,
  type: ValueType | undefined,
  zone: Zone | undefined,
): ValueWriter {
  const write = cellWriter(place, type, zone);
  return (node) => {
    const json = typeof node === 'string' ? node : writeNode(node);
    if (json === 'null') return '';
    if (isObjectText(json) || isListText(json)) {
      if (type === undefined || type === 'json') return formatJson(json);
      return type === 'string' ? jsonString(formatJson(json)) : notOneValue;
    }
    if (type === undefined && place === 'any') return json;
    const text = textOf(json);
    if (text === '') return '';
    // A number as a time is judged where every message is: nobody said in which unit it counts.
    if (text === undefined && type === undefined && place !== 'text') return json;
    return write(text ?? json);
  };
}
