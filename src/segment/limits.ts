/** The largest pages of the Profile API, by route; links have one page alone (docs/segment-api/profile.md#parameters). */
export const profilePageSizes = { traits: 200, events: 100, external_ids: 25, links: 20 } as const;

/** Pages of the Public API hold up to 200 or 1,000 items, by the page of the documents that is read (docs/segment-api/public.md#open-points). */
export const publicPageSize = 200;

/** Requests a second that the Profile API takes for a space (docs/segment-api/profile.md#limits). */
export const profileRate = 100;
