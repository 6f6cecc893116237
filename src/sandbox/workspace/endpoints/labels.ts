import * as z from 'zod/mini';
import { type Answer, type Call, type CallWith, readInput, type SomeHandlers } from '../endpoint.ts';
import { type Label, labelRecord } from '../records.ts';
import { invalidInput, notFound, Refusal } from '../refusal.ts';
import { replaceSource } from '../state.ts';
import { type CallOfSource, sourceNote, sourceOf } from './sources.ts';

/** Write calls take up to 200 items (docs/segment-api/public.md#tracking-plans). */
const labelsInput = z.strictObject({ labels: z.array(labelRecord).check(z.maxLength(200)) });
const labelInput = z.strictObject({ label: labelRecord });

export const labelHandlers = {
  listLabels: ({ state }) => ({ data: { labels: state.labels } }),
  createLabel,
  deleteLabel,
  addSourceLabels: (call) => setLabels(call, sourceOf(call).labels),
  replaceSourceLabels: (call) => setLabels(call, []),
} satisfies SomeHandlers;

/** Only labels that the workspace has can be put on a source (docs/segment-api/public.md#sources); a 422 names those it has not. */
function setLabels(call: CallOfSource, before: readonly Label[]): Answer {
  const { state, body } = call;
  const source = sourceOf(call);
  const input = readInput(labelsInput, body);
  const wanted = input.labels.map((label) => state.labels.find((known) => isSame(known, label)));
  const strays = input.labels.flatMap(({ key, value }, index) =>
    wanted[index] === undefined
      ? [{ path: `labels.${index}`, message: `Label '${key}:${value}' does not exist in this workspace` }]
      : [],
  );
  if (strays.length > 0) throw invalidInput(strays);

  const labels = [...before];
  for (const label of wanted) {
    if (label !== undefined && !labels.some((own) => isSame(own, label))) labels.push(label);
  }
  const isChanged = JSON.stringify(labels) !== JSON.stringify(source.labels);
  return {
    data: { labels },
    state: replaceSource(state, { ...source, labels }),
    audit: isChanged ? [sourceNote('Source Modified', source)] : [],
  };
}

function createLabel({ state, body }: Call): Answer {
  const { label } = readInput(labelInput, body);
  if (state.labels.some((known) => isSame(known, label)))
    throw new Refusal(409, [
      { type: 'conflict', message: `Label '${label.key}:${label.value}' exists already.` },
    ]);
  return { status: 201, data: { label }, state: { ...state, labels: [...state.labels, label] } };
}

/** The label goes from the sources that had it, too. */
function deleteLabel({ state, params }: CallWith<'key' | 'value'>): Answer {
  const gone = { key: params.key, value: params.value };
  if (!state.labels.some((known) => isSame(known, gone)))
    throw notFound('Label', `${gone.key}:${gone.value}`);
  const without = (labels: readonly Label[]): Label[] => labels.filter((label) => !isSame(label, gone));
  return {
    data: { status: 'SUCCESS' },
    state: {
      ...state,
      labels: without(state.labels),
      sources: state.sources.map((source) => ({ ...source, labels: without(source.labels) })),
    },
  };
}

function isSame(a: Pick<Label, 'key' | 'value'>, b: Pick<Label, 'key' | 'value'>): boolean {
  return a.key === b.key && a.value === b.value;
}
