import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { type ApiObject, textAt } from '../api-object.ts';
import type { ApiRequest } from '../json-api.ts';
import { requestOf, type WorkspaceApi } from './client.ts';
import { callPublic, takeList } from './reply.ts';

/** A label as it is named in a request. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Every label of the workspace: a bare list, without pages (docs/segment-api/public.md#pagination). */
export async function listLabels(api: WorkspaceApi): Promise<readonly ApiObject[]> {
  return takeList(await callPublic(api, requestOf(endpoints.listLabels, {})), endpoints.listLabels.list)
    .items;
}

/** Puts labels on a source beside those it has. */
export function addLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return requestOf(endpoints.addSourceLabels, { params: { sourceId } }, { value: { labels } });
}

/** Puts labels on a source in place of all that it has. */
export function setLabelsRequest(sourceId: string, labels: readonly Label[]): ApiRequest {
  return requestOf(endpoints.replaceSourceLabels, { params: { sourceId } }, { value: { labels } });
}

/** The text of the list of labels in an answer; undefined where there is none. */
export function labelsText(answer: string): string | undefined {
  const text = textAt(answer, 'data', 'labels');
  return text?.trimStart().startsWith('[') === true ? text : undefined;
}
