import { UsageError } from '../errors.ts';
import { nearest } from '../spec/nearest.ts';
import { services } from '../spec/region.ts';
import type { Env } from './folders.ts';
import { outputFromEnv } from './output-form.ts';
import { setting } from './setting.ts';
import type { Origin, Setting, Settings } from './settings.ts';
import type { StoredSettings } from './stored.ts';

/** A setting with its active value; null where there is none. Field names are a contract. */
export interface ShownSetting {
  readonly key: string;
  readonly value: string | null;
  /** The kind of place it comes from, and its name: `--region`, `SEGMENT_REGION`, the project file, `workspace prod`. */
  readonly originKind: Origin['kind'] | null;
  readonly origin: string | null;
}

/** The names of all settings that are shown. */
export const shownSettingNames = [
  ...['workspace', 'region', 'source', 'space-id', 'tracking-plan', 'output'],
  ...services.map((service) => `${service}-url`),
];

/** Every setting but the secrets, which `auth status` shows masked. */
export function shownSettings(settings: Settings, env: Env, stored: StoredSettings): readonly ShownSetting[] {
  // A flag decides for its own call alone.
  const output = outputFromEnv(env) ??
    setting<string>(stored.output, { kind: 'workspace', name: 'config.json' }) ?? {
      value: 'text',
      origin: { kind: 'default', name: 'default' },
    };
  return [
    shown('workspace', settings.workspace),
    shown('region', settings.region),
    shown('source', settings.source),
    shown('space-id', settings.spaceId),
    shown('tracking-plan', settings.trackingPlan),
    shown('output', output),
    ...services.map((service) => shown(`${service}-url`, settings.urls[service])),
  ];
}

/** Names the setting that was probably meant, and all of them. */
export function unknownSetting(key: string, known: readonly string[]): UsageError {
  const meant = nearest(key, known);
  return new UsageError(`There is no setting “${key}” here.`, {
    code: 'unknown_setting',
    details: [`known: ${known.join(', ')}`],
    hint: meant === undefined ? 'See: segment config list' : `Did you mean “${meant}”?`,
  });
}

function shown(key: string, setting: Setting<string> | undefined): ShownSetting {
  return {
    key,
    value: setting?.value ?? null,
    originKind: setting?.origin.kind ?? null,
    origin: setting?.origin.name ?? null,
  };
}
