import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { nearest } from '../../src/spec/nearest.ts';
import { services } from '../../src/spec/region.ts';
import type { Origin, Setting } from '../../src/store/settings.ts';
import { envValue } from '../../src/terminal/io.ts';

/** A setting with the value in force; null where there is none. Field names are a contract. */
export interface ShownSetting {
  readonly key: string;
  readonly value: string | null;
  /** The kind of place it comes from, and its name: `--region`, `SEGMENT_REGION`, the project file, `workspace prod`. */
  readonly originKind: Origin['kind'] | null;
  readonly origin: string | null;
}

/** Every setting but the secrets, which `auth status` shows masked. */
export async function readSettings(app: App): Promise<readonly ShownSetting[]> {
  const context = await app.context();
  // A default in place of what is stored and cannot be read would be a wrong answer.
  if (!context.sandbox) await (await app.store()).read();
  return [
    shown('workspace', context.workspace),
    shown('region', context.region),
    shown('source', context.source),
    shown('space-id', context.spaceId),
    shown('tracking-plan', context.trackingPlan),
    shown('output', await outputSetting(app)),
    ...services.map((service) => shown(`${service}-url`, context.urls[service])),
  ];
}

/** The one setting of that name. Throws UsageError naming the nearest and all others. */
export function findSetting(settings: readonly ShownSetting[], key: string): ShownSetting {
  const found = settings.find((setting) => setting.key === key);
  if (found !== undefined) return found;
  throw unknownSetting(
    key,
    settings.map((setting) => setting.key),
  );
}

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

/** How results are printed where no flag says so: `SEGMENT_OUTPUT`, else what is stored. */
async function outputSetting(app: App): Promise<Setting<string>> {
  const variable = envValue(app.io.env, 'SEGMENT_OUTPUT');
  if (variable !== undefined)
    return { value: variable, origin: { kind: 'environment', name: 'SEGMENT_OUTPUT' } };
  const { output } = await (await app.store()).settings();
  if (output !== undefined) return { value: output, origin: { kind: 'workspace', name: 'config.json' } };
  return { value: 'text', origin: { kind: 'default', name: 'default' } };
}
