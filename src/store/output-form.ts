import { UsageError } from '../errors.ts';
import type { Env } from './folders.ts';
import { textFromEnv } from './setting.ts';
import type { Setting } from './settings.ts';

/** How results are printed where no flag of the call says it. */
export const outputForms = ['text', 'json'] as const;
export type OutputForm = (typeof outputForms)[number];

export function isOutputForm(text: unknown): text is OutputForm {
  return outputForms.some((form) => form === text);
}

/** The form that `SEGMENT_OUTPUT` names; undefined where it is not set. Throws UsageError for a form that there is not. */
export function outputFromEnv(env: Env): Setting<OutputForm> | undefined {
  const given = textFromEnv(env, 'SEGMENT_OUTPUT');
  if (given === undefined) return undefined;
  const { value, origin } = given;
  if (!isOutputForm(value)) {
    throw new UsageError(`SEGMENT_OUTPUT is “${value}”, and must be one of: ${outputForms.join(', ')}.`, {
      code: 'setting_invalid',
      hint: 'Correct it, or remove it: unset SEGMENT_OUTPUT',
    });
  }
  return { value, origin };
}
