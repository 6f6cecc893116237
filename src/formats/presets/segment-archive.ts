import type { Preset } from '../records/record-table.ts';

/** What the destinations that store files write: messages as Segment received them. */
export const segmentArchive: Preset = {
  name: 'segment-archive',
  source: 'https://segment.com/docs/connections/storage/catalog/aws-s3/',
  tables: [{ fields: {}, rest: { from: '', to: 'message' } }],
};
