import { type ApiObject, objectsIn, textAt } from '../api-object.ts';
import type { ApiRequest } from '../json-api.ts';
import type { WorkspaceApi } from './client.ts';
import { sourcePath } from './sources.ts';

/** A label as it is named in a request. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Every label of the workspace: a bare list, without pages (contract §1.10). */
export async function listLabels(api: WorkspaceApi): Promise<ApiObject[]> {
  return labelsIn(await api.call({ path: '/labels' }));
}

/** Puts labels on a source beside those it has. */
export function addLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return { method: 'POST', path: sourcePath(sourceId, '/labels'), body: { value: { labels } } };
}

/** Puts labels on a source in place of all that it has. */
export function setLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return { method: 'PUT', path: sourcePath(sourceId, '/labels'), body: { value: { labels } } };
}

/** The text of the list at `data.labels` of an answer. */
export function labelsText(answer: string): string {
  return textAt(answer, 'data', 'labels') ?? '[]';
}

function labelsIn(answer: string): ApiObject[] {
  return objectsIn(labelsText(answer));
}
