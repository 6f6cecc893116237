import { openMember, openObject, writeNode } from '../../../src/spec/json-text.ts';
import { type Change, changesBetween, leavesOf } from '../../writing/changes.ts';
import { forwardingOff, type WantedSetting } from './read-settings.ts';

/** What would change, and the body of the request that does it. */
export interface SettingsPlan {
  readonly changes: readonly Change[];
  readonly body: string;
}

const forwardings = ['forwardingViolationsTo', 'forwardingBlockedEventsTo'];

/**
 * Puts what is wanted into the settings as they are. The body holds all of them: a forwarding that is left out is
 * switched off, so those that are on go along, and those that are off do not, for an empty one is refused
 * (contract §3.2).
 */
export function planSettings(current: string, wanted: readonly WantedSetting[]): SettingsPlan {
  const settings = openObject(current);
  for (const { path, value } of wanted) {
    const [group, name] = path.split('.');
    if (group === undefined) continue;
    if (name === undefined) settings.set(group, value);
    else openMember(settings, group)?.set(name, value);
  }
  const changes = changesBetween(current, writeNode(settings)).filter(
    ({ before, after }) => !(isOff(before) && isOff(after)),
  );
  for (const name of forwardings) {
    const target = settings.get(name);
    if (target !== undefined && isOff(writeNode(target))) settings.delete(name);
  }
  return { changes, body: writeNode(settings) };
}

/** The wanted settings that an answer does not show: without Protocols it is 200 all the same (contract §3.2). */
export function notApplied(wanted: readonly WantedSetting[], answer: string): WantedSetting[] {
  const now = leavesOf(answer);
  return wanted.filter(({ path, value }) => {
    const found = now.get(path);
    return found !== value && !(isOff(found) && isOff(value));
  });
}

function isOff(value: string | undefined): boolean {
  return value === undefined || value === forwardingOff || value === 'null';
}
