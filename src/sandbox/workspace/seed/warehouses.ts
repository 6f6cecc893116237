import type { SeedInput } from '../read-seed.ts';
import { sourceIds } from './sources.ts';

const minute = 60_000;

/** Warehouses with syncs that ended in the hours before `now`. Passwords are never given out, so there are none. */
export function warehouses(now: Date): NonNullable<SeedInput['warehouses']> {
  const at = (minutesAgo: number): string => new Date(now.getTime() - minutesAgo * minute).toISOString();
  return [
    {
      id: 'wHsReportingDb11111111',
      metadataId: '55d3d3aea3c',
      settings: {
        name: 'Reporting DB',
        hostname: 'db.example.com',
        port: 5_432,
        database: 'reporting',
        username: 'segment',
      },
      sourceIds: [sourceIds.web, sourceIds.server],
      advancedSyncSchedule: {
        enabled: true,
        schedule: {
          times: [
            { hourOfDay: 2, enabled: true },
            { hourOfDay: 14, enabled: true },
          ],
          timezone: 'Europe/Oslo',
        },
      },
      syncs: [
        {
          sourceId: sourceIds.web,
          start: at(70),
          end: at(58),
          status: 'SUCCESS',
          duration: 720,
          humanDuration: '12 minutes',
          count: 48_210,
        },
        {
          sourceId: sourceIds.server,
          start: at(70),
          end: at(66),
          status: 'PARTIAL',
          duration: 240,
          humanDuration: '4 minutes',
          count: 1_204,
          notices: [
            {
              level: 'warning',
              message: 'The column "discount" could not be widened to text.',
              createdAt: at(67),
            },
          ],
        },
        {
          sourceId: sourceIds.web,
          start: at(3),
          end: null,
          status: 'RUNNING',
          duration: 180,
          humanDuration: '3 minutes',
          count: 0,
        },
      ],
    },
    {
      id: 'wHsArchive111111111111',
      enabled: false,
      metadataId: 'CgKTNsRuUe',
      settings: { name: 'Archive', account: 'example', database: 'SEGMENT', warehouse: 'LOAD' },
      sourceIds: [sourceIds.web],
      connectionState: 'FAILED',
    },
  ];
}
