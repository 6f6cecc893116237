import { type Answer, readInput, type SomeHandlers } from '../endpoint.ts';
import { type SchemaSettings, schemaSettingsRecord } from '../records.ts';
import { invalidField } from '../refusal.ts';
import { replaceSource, type WorkspaceState } from '../state.ts';
import { type CallOfSource, sourceNote, sourceOf } from './sources.ts';

const onTraits = {
  allowTraitsOnViolations: true,
  allowUnplannedTraits: true,
  commonEventOnViolations: 'ALLOW',
};
/** What a source has that nobody touched (docs/segment-api/public.md#sources). */
const defaults = {
  track: {
    allowUnplannedEvents: true,
    allowUnplannedEventProperties: true,
    allowEventOnViolations: false,
    allowPropertiesOnViolations: true,
    commonEventOnViolations: 'ALLOW',
  },
  identify: onTraits,
  group: onTraits,
};
const forwardings = ['forwardingViolationsTo', 'forwardingBlockedEventsTo'] as const;

export const schemaSettingsHandlers = {
  getSchemaSettings: (call) => {
    const { id, schemaSettings } = sourceOf(call);
    // Without Protocols there are only the default values (docs/segment-api/public.md#plan-and-feature-gates).
    return { data: { sourceId: id, settings: completed(hasProtocols(call.state) ? schemaSettings : {}) } };
  },
  updateSchemaSettings: updateSettings,
} satisfies SomeHandlers;

/**
 * No plain merge: track, identify and group are merged field by field, but a forwarding that is left out is switched
 * off, and one that is sent empty is refused (docs/segment-api/public.md#sources).
 */
function updateSettings(call: CallOfSource): Answer {
  const { state, body } = call;
  const source = sourceOf(call);
  const input = readInput(schemaSettingsRecord, body);
  for (const name of forwardings) {
    const target = input[name];
    if (target === '') throw invalidField(name, `"${name}" is not allowed to be empty`);
    if (target !== undefined && !state.sources.some(({ id }) => id === target))
      throw invalidField(name, `"${name}" must be the id of a source`);
  }
  if (!hasProtocols(state)) return { data: { sourceId: source.id, settings: completed({}) } };

  const before = source.schemaSettings;
  const after: SchemaSettings = {
    track: { ...before.track, ...input.track },
    identify: { ...before.identify, ...input.identify },
    group: { ...before.group, ...input.group },
    forwardingViolationsTo: input.forwardingViolationsTo ?? '',
    forwardingBlockedEventsTo: input.forwardingBlockedEventsTo ?? '',
  };
  const settings = completed(after);
  const isSame = JSON.stringify(settings) === JSON.stringify(completed(before));
  return {
    data: { sourceId: source.id, settings },
    state: replaceSource(state, { ...source, schemaSettings: after }),
    audit: isSame ? [] : [sourceNote('Source Settings Modified', source)],
  };
}

function completed({ track, identify, group, ...forwarding }: SchemaSettings) {
  return {
    track: { ...defaults.track, ...track },
    identify: { ...defaults.identify, ...identify },
    group: { ...defaults.group, ...group },
    forwardingViolationsTo: forwarding.forwardingViolationsTo ?? '',
    forwardingBlockedEventsTo: forwarding.forwardingBlockedEventsTo ?? '',
  };
}

function hasProtocols({ features }: WorkspaceState): boolean {
  return features.includes('Protocols');
}
