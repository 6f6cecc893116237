import { type JsonMembers, openMember, openObject, writeNode } from '../../spec/json-text.ts';
import { type Change, changesBetween, leavesOf } from './changes.ts';
import { forwardingOff, type WantedSetting } from './read-settings.ts';

/** What would change, and the body of the request that does it. */
export interface SettingsPlan {
  readonly changes: readonly Change[];
  readonly body: string;
}

const forwardings = ['forwardingViolationsTo', 'forwardingBlockedEventsTo'];

/**
 * Puts what is wanted into the settings as they are. The body holds what changes and nothing else, as every part of it is
 * optional, but for the forwardings: one that is left out is switched off, so those that are on go along, and those that
 * are off do not, for an empty one is refused.
 */
export function planSettings(current: string, wanted: readonly WantedSetting[]): SettingsPlan {
  const settings = openObject(current);
  const body: JsonMembers = new Map();
  for (const { path, value } of wanted) {
    put(settings, path, value);
    put(body, path, value);
  }
  const changes = changesBetween(current, writeNode(settings)).filter(
    ({ before, after }) => !(isOff(before) && isOff(after)),
  );
  for (const name of forwardings) {
    const target = settings.get(name);
    if (target === undefined || isOff(writeNode(target))) body.delete(name);
    else body.set(name, target);
  }
  return { changes, body: writeNode(body) };
}

function put(settings: JsonMembers, path: string, value: string): void {
  const [group, name] = path.split('.');
  if (group === undefined) return;
  if (name === undefined) settings.set(group, value);
  else openMember(settings, group)?.set(name, value);
}

/** The wanted settings that an answer does not show: without Protocols it is 200 all the same. */
export function notApplied(wanted: readonly WantedSetting[], answer: string): string[] {
  const now = leavesOf(answer);
  return wanted
    .filter(({ path, value }) => {
      const found = now.get(path);
      return found !== value && !(isOff(found) && isOff(value));
    })
    .map(({ path, value }) => `${path} is not ${value}`);
}

function isOff(value: string | undefined): boolean {
  return value === undefined || value === forwardingOff || value === 'null';
}
