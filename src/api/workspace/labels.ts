import type { ApiObject } from '../api-object.ts';
import type { ApiRequest } from '../json-api.ts';
import type { WorkspaceApi } from './client.ts';
import { callPublic, takeList } from './reply.ts';
import { sourcePath } from './sources.ts';

/** A label as it is named in a request. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Every label of the workspace: a bare list, without pages (contract §1.10). */
export async function listLabels(api: WorkspaceApi): Promise<readonly ApiObject[]> {
  return takeList(await callPublic(api, { path: '/labels' }), 'labels').items;
}

/** Puts labels on a source beside those it has. */
export function addLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return { method: 'POST', path: sourcePath(sourceId, '/labels'), body: { value: { labels } } };
}

/** Puts labels on a source in place of all that it has. */
export function setLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return { method: 'PUT', path: sourcePath(sourceId, '/labels'), body: { value: { labels } } };
}

/** Sends one of the requests above: the text of the list of all labels that the source has afterwards. */
export async function changeLabels(api: WorkspaceApi, request: ApiRequest): Promise<string> {
  return takeList(await callPublic(api, request), 'labels').text;
}
