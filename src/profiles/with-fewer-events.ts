import type { WholeProfile } from '../api/profiles/whole-profile.ts';

/** The same profile with so many of its latest events. */
export function withFewerEvents(whole: WholeProfile, limit: number): WholeProfile {
  const { events } = whole;
  return 'value' in events ? { ...whole, events: { value: events.value.slice(0, limit) } } : whole;
}
