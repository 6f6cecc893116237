import { UsageError } from '../../errors.ts';
import { type FieldFlag, type ReadSource, setFields } from '../../spec/fields.ts';
import { type JsonMembers, writeNode } from '../../spec/json-text.ts';
import { parseField } from '../../spec/parse-field.ts';
import { withFieldErrors } from './field-errors.ts';
import { readSettings, type WantedSetting } from './schema-settings.ts';

/** The settings that fields such as `track.allowUnplannedEvents=false` name. Throws UsageError. */
export async function readSettingFields(
  texts: readonly string[],
  read: ReadSource,
): Promise<WantedSetting[]> {
  if (texts.length === 0) {
    throw new UsageError('There is nothing to change.', {
      code: 'nothing_to_change',
      hint: 'Name a setting: -F track.allowUnplannedEvents=false',
    });
  }
  const members: JsonMembers = new Map();
  const flags: FieldFlag[] = texts.map((text) => ({ kind: 'typed', text, flag: '-F' }));
  await withFieldErrors(() => setFields(members, flags.map(parseField), read));
  return readSettings(writeNode(members));
}
