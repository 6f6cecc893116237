import { type ApiObject, objectsIn, stringAt, textAt } from '../../api/api-object.ts';
import type { Label } from '../../api/workspace/labels.ts';
import { UsageError } from '../../errors.ts';
import { isListText } from '../../spec/json-text.ts';
import { sourceTitle } from '../names/source-facts.ts';

/** The labels that a source has. Throws UsageError where the API does not say: that is not the same as none. */
export function labelsOf(source: ApiObject): ApiObject[] {
  const labels = textAt(source.text, 'labels');
  if (labels !== undefined && isListText(labels)) return objectsIn(labels);
  throw new UsageError(`The Public API did not return the labels of ${sourceTitle(source)}.`, {
    code: 'reply_unexpected',
    hint: 'Check SEGMENT_API_URL, and look at the response with --debug.',
  });
}

/** A label as a person writes it: `environment:prod`. */
export function labelName({ key, value }: Label): string {
  return `${key}:${value}`;
}

/** The label of an API's object. */
function labelIn({ value }: ApiObject): Label {
  return { key: stringAt(value, 'key'), value: stringAt(value, 'value') };
}

/** The names of the labels among an API's objects. */
export function labelNames(objects: readonly ApiObject[]): string[] {
  return objects.map((object) => labelName(labelIn(object)));
}

/** The labels of a source as one array, each as the API wrote it. */
export function labelsJson(source: ApiObject): string {
  return `[${labelsOf(source)
    .map(({ text }) => text)
    .join(',')}]`;
}

/** What goes, what stays and what comes, a line each. */
export function labelDifference(old: readonly string[], next: readonly string[]): string[] {
  return [
    ...old.map((name) => `${next.includes(name) ? ' ' : '-'} ${name}`),
    ...next.filter((name) => !old.includes(name)).map((name) => `+ ${name}`),
  ];
}
