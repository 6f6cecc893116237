import type { SeedInput } from '../read-seed.ts';
import { userIds } from './people.ts';
import { sourceIds } from './sources.ts';

const hour = 3_600_000;

/** What happened before the sandbox began: hours ago, type, who, and to what. */
const rows = [
  [30 * 24, 'Source Created', 'ann', sourceIds.web, 'source', 'Web store'],
  [29 * 24, 'Tracking Plan Created', 'ann', 'tp_web_store', 'tracking_plan', 'Web store'],
  [29 * 24 - 1, 'Source Connected to Tracking Plan', 'ann', sourceIds.web, 'source', 'Web store'],
  [9 * 24, 'Source Settings Modified', 'bo', sourceIds.web, 'source', 'Web store'],
  [50, 'Violations Detected', 'ann', sourceIds.web, 'source', 'Web store'],
  [26, 'Violations Detected', 'ann', sourceIds.web, 'source', 'Web store'],
  [20, 'Integration Created', 'bo', 'dStCampaigns1111111111', 'integration', 'Campaigns'],
  [4, 'Warehouse Run Failed', 'bo', 'wHsArchive111111111111', 'warehouse', 'Archive'],
] as const;

export function auditEvents(now: Date): NonNullable<SeedInput['auditEvents']> {
  return rows.map(([hoursAgo, type, actor, resourceId, resourceType, resourceName], index) => ({
    id: `events/${1_001 + index}`,
    timestamp: new Date(now.getTime() - hoursAgo * hour).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    type,
    actor: userIds[actor],
    actorEmail: `${actor}@example.com`,
    resourceId,
    resourceType,
    resourceName,
  }));
}
