import { type ApiObject, objectsIn, stringAt, textAt } from '../../api/api-object.ts';
import { allItems, pagesOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { AuthError, NotFoundError, UsageError } from '../../errors.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { isListText } from '../../spec/json-text.ts';
import { nearest } from '../../spec/nearest.ts';
import { isBlank } from '../../spec/same-name.ts';
import { sourceTitle } from '../names/source-facts.ts';

export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Every label of the workspace: a bare list, without pages (docs/segment-api/public.md#pagination). */
export function listLabels(api: WorkspaceApi): Promise<ApiObject[]> {
  return allItems(pagesOf(sourceEndpoints.listLabels)(api));
}

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

export function labelNames(objects: readonly ApiObject[]): string[] {
  return objects.map(({ value }) =>
    labelName({ key: stringAt(value, 'key'), value: stringAt(value, 'value') }),
  );
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

/** `key:value` for each, once. Throws UsageError. */
export function readLabels(texts: readonly string[]): Label[] {
  return [...new Set(texts)].map((text) => {
    const at = text.indexOf(':');
    const label = { key: text.slice(0, at), value: text.slice(at + 1) };
    if (at > 0 && !isBlank(label.key) && !isBlank(label.value)) return label;
    throw new UsageError(`“${text}” is not a label.`, {
      code: 'label_invalid',
      hint: 'Write key:value, such as environment:prod',
    });
  });
}

/**
 * Only labels that the workspace has can be put on a source (docs/segment-api/public.md#sources): told before anything is sent, with the
 * nearest one. Who may not see the labels of the workspace is left to the API's own answer. Throws NotFoundError.
 */
export async function checkLabels(api: WorkspaceApi, labels: readonly Label[]): Promise<void> {
  const known = await knownLabels(api);
  if (known === undefined) return;
  const unknown = labels.map(labelName).filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first === undefined) return;
  const meant = nearest(first, known);
  throw new NotFoundError(`The workspace has no label “${unknown.join('”, “')}”.`, {
    code: 'label_not_found',
    details: [known.length === 0 ? 'it has none at all' : `known: ${known.join(', ')}`],
    hint: meant === undefined ? 'See: segment sources labels list' : `Did you mean “${meant}”?`,
  });
}

async function knownLabels(api: WorkspaceApi): Promise<string[] | undefined> {
  try {
    return labelNames(await listLabels(api));
  } catch (error) {
    if (error instanceof AuthError && error.status === 403) return undefined;
    throw error;
  }
}
