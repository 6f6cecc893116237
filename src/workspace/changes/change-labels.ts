import { type ApiObject, objectsIn, stringAt } from '../../api/api-object.ts';
import type { WorkspaceApi } from '../../api/workspace/client.ts';
import { addLabelsRequest, type Label, labelsText, setLabelsRequest } from '../../api/workspace/labels.ts';
import { getSource } from '../../api/workspace/sources.ts';
import { idOf, sourceTitle } from '../names/source-facts.ts';
import { labelDifference, labelName, labelNames, labelsOf } from './labels.ts';
import type { Change } from './make-change.ts';

/** Puts labels on a source, beside those it has. */
export function addLabels(
  api: WorkspaceApi,
  source: ApiObject,
  labels: readonly Label[],
): Change<ApiObject, string> {
  const id = idOf(source);
  return {
    found: source,
    readAgain: () => getSource(api, id),
    plan(now) {
      const had = labelNames(labelsOf(now));
      const fresh = labels.filter((label) => !had.includes(labelName(label)));
      if (fresh.length === 0) return undefined;
      return {
        request: addLabelsRequest(id, fresh),
        target: sourceTitle(source),
        changes: fresh.map((label) => `+ ${labelName(label)}`),
      };
    },
    readAnswer: labelsText,
    missing: (answer) => absentFrom(answer, labels),
  };
}

/** Replaces all labels of a source. */
export function setLabels(
  api: WorkspaceApi,
  source: ApiObject,
  labels: readonly Label[],
): Change<ApiObject, string> {
  const id = idOf(source);
  const title = sourceTitle(source);
  const wanted = labels.map(labelName);
  return {
    found: source,
    readAgain: () => getSource(api, id),
    plan(now) {
      const changes = labelDifference(labelNames(labelsOf(now)), wanted);
      if (!changes.some((line) => /^[-+]/.test(line))) return undefined;
      return {
        request: setLabelsRequest(id, labels),
        target: title,
        changes,
        question: `Replace all labels of ${title}?`,
        typedName: stringAt(source.value, 'slug') || id,
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

function absentFrom(answer: string, labels: readonly Label[]): string[] {
  const has = labelNames(objectsIn(answer));
  return labels
    .map(labelName)
    .filter((name) => !has.includes(name))
    .map((name) => `the label ${name} is not there`);
}
