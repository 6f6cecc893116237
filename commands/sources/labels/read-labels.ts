import type { WorkspaceApi } from '../../../src/api/workspace/client.ts';
import type { Label } from '../../../src/api/workspace/labels.ts';
import { listLabels } from '../../../src/api/workspace/labels.ts';
import { AuthError, NotFoundError, UsageError } from '../../../src/errors.ts';
import { isBlank } from '../../../src/spec/same-name.ts';
import { nearest } from '../../../src/store/names.ts';
import { labelName, labelNames } from './columns.ts';

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
