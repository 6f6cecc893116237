import { propertyViolations, traitViolations } from './enums.ts';

/** What a schema setting may be: a boolean, one of some words, or the id of a source. */
export type SettingKind = 'boolean' | 'source' | readonly string[];

const onTraits: readonly (readonly [string, SettingKind])[] = [
  ['allowUnplannedTraits', 'boolean'],
  ['allowTraitsOnViolations', 'boolean'],
  ['commonEventOnViolations', traitViolations],
];

/** Every schema setting by its path (docs/segment-api/public.md#sources). */
export const schemaSettings: ReadonlyMap<string, SettingKind> = new Map<string, SettingKind>([
  ['track.allowUnplannedEvents', 'boolean'],
  ['track.allowUnplannedEventProperties', 'boolean'],
  ['track.allowEventOnViolations', 'boolean'],
  ['track.allowPropertiesOnViolations', 'boolean'],
  ['track.commonEventOnViolations', propertyViolations],
  ...onTraits.map(([name, kind]) => [`identify.${name}`, kind] as const),
  ...onTraits.map(([name, kind]) => [`group.${name}`, kind] as const),
  ['forwardingViolationsTo', 'source'],
  ['forwardingBlockedEventsTo', 'source'],
]);
