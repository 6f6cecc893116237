/** The largest pages of the Profile API, by route; links have one page alone (docs/segment-api/profile.md#parameters). */
export const profilePageSizes = { traits: 200, events: 100, external_ids: 25, links: 20 } as const;

/** Pages of the Public API hold up to 1,000 items, or 200 by older documents (docs/segment-api/public.md#open-points). */
export const publicPageSizes = { largest: 1_000, usual: 200 } as const;

/** Requests a second that the Profile API takes for a space (docs/segment-api/profile.md#limits). */
export const profileRate = 100;
