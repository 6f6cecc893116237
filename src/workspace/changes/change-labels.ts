import { type ApiObject, objectsIn, stringAt, textAt } from '../../api/api-object.ts';
import { objectById, requestOf, type WorkspaceApi } from '../../api/workspace/client.ts';
import { sourceEndpoints as endpoints } from '../../segment/endpoints/sources.ts';
import { isListText } from '../../spec/json-text.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { type Label, labelDifference, labelName, labelNames, labelsOf } from './labels.ts';
import type { Change } from './make-change.ts';

export function addLabels(
  api: WorkspaceApi,
  source: ApiObject,
  labels: readonly Label[],
): Change<ApiObject, string> {
  const sourceId = idOf(source);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    plan(now) {
      const had = labelNames(labelsOf(now));
      const fresh = labels.filter((label) => !had.includes(labelName(label)));
      if (fresh.length === 0) return undefined;
      return {
        request: requestOf(endpoints.addSourceLabels, { params: { sourceId } }, { value: { labels: fresh } }),
        target: sourceTitle(source),
        changes: fresh.map((label) => `+ ${labelName(label)}`),
      };
    },
    readAnswer: labelsText,
    missing: (answer) => absentFrom(answer, labels),
  };
}

export function setLabels(
  api: WorkspaceApi,
  source: ApiObject,
  labels: readonly Label[],
): Change<ApiObject, string> {
  const sourceId = idOf(source);
  const title = sourceTitle(source);
  const wanted = labels.map(labelName);
  return {
    found: source,
    readAgain: () => objectById(api, endpoints.getSource, sourceId),
    plan(now) {
      const changes = labelDifference(labelNames(labelsOf(now)), wanted);
      if (!changes.some((line) => /^[-+]/.test(line))) return undefined;
      return {
        request: requestOf(endpoints.replaceSourceLabels, { params: { sourceId } }, { value: { labels } }),
        target: title,
        changes,
        question: `Replace all labels of ${title}?`,
        typedName: stringAt(source.value, 'slug') || sourceId,
      };
    },
    readAnswer: labelsText,
    missing: (answer) => [
      ...absentFrom(answer, labels),
      ...labelNames(objectsIn(answer))
        .filter((name) => !wanted.includes(name))
        .map((name) => `the label ${name} is still there`),
    ],
  };
}

/** The text of the list of labels in an answer; undefined where there is none. */
function labelsText(answer: string): string | undefined {
  const text = textAt(answer, 'data', 'labels');
  return text !== undefined && isListText(text) ? text : undefined;
}

function absentFrom(answer: string, labels: readonly Label[]): string[] {
  const has = labelNames(objectsIn(answer));
  return labels
    .map(labelName)
    .filter((name) => !has.includes(name))
    .map((name) => `the label ${name} is not there`);
}
