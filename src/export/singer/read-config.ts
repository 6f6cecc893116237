import * as z from 'zod/mini';
import { UsageError } from '../../errors.ts';
import type { Region } from '../../spec/region.ts';

/** What a Singer configuration may say. */
export interface SingerConfig {
  readonly apiToken: string | undefined;
  readonly region: Region | undefined;
  readonly startDate: string | undefined;
  /** Members that nothing is made of. */
  readonly unused: readonly string[];
}

/** Runners of taps write a setting that is not set as null or as an empty text. */
const text = z.nullish(z.string());

const configSchema = z.looseObject({
  api_token: text,
  region: z.nullish(z.enum(['us', 'eu', ''])),
  start_date: text,
});

/** Reads the configuration that every runner of taps hands over. Throws UsageError for what is none. */
export function readSingerConfig(value: unknown, file: string): SingerConfig {
  const { data, error } = configSchema.safeParse(value);
  if (data === undefined) {
    const [at] = error?.issues[0]?.path ?? [];
    const where = at === undefined ? 'it is not a JSON object' : `${String(at)} is not valid`;
    throw new UsageError(`${file} is not a configuration: ${where}.`, {
      code: 'config_invalid',
      hint: 'Write {} or, all of them optional: {"api_token": "…", "region": "us", "start_date": "2026-01-01"}',
    });
  }
  const { api_token: apiToken, region, start_date: startDate, ...others } = data;
  return {
    apiToken: apiToken?.trim() || undefined,
    region: region || undefined,
    startDate: startDate?.trim() || undefined,
    unused: Object.keys(others),
  };
}
