import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../helpers/sandbox.ts';
import { get, readAll } from './api.ts';

const size = { sources: 300, days: 40 };
const open = (start: string, generate: object = size) => {
  let now = new Date(start);
  return openSandbox({
    now: () => now,
    seed: { name: 'seed.json', value: { base: 'empty', generate } },
  }).then((sandbox) => ({
    sandbox,
    at: (time: string) => {
      now = new Date(time);
    },
  }));
};

interface UsageRow {
  readonly sourceId?: string;
  readonly timestamp: string;
  readonly apiCalls: string;
  readonly anonymous: string;
  readonly anonymousIdentified: string;
  readonly neverIdentified: string;
}
const usage = async (
  { sandbox }: Awaited<ReturnType<typeof open>>,
  path: string,
  key: string,
  count = 1000,
) => (await readAll(sandbox, path, key, count)) as UsageRow[];
const perSource = (month: string) =>
  [`/usage/api-calls/sources/daily?period=${month}`, 'dailyPerSourceAPICallsUsage'] as const;
const perDay = (month: string) =>
  [`/usage/api-calls/daily?period=${month}`, 'dailyWorkspaceAPICallsUsage'] as const;

describe('a generated workspace', () => {
  it('has usage of every source and day, in pages of any size alike', async () => {
    const scene = await open('2028-03-10T12:00:00Z');
    // A leap year, and a source that is not generated.
    const rows = await usage(scene, ...perSource('2028-02-01'));
    expect(rows).toHaveLength(301 * 29);
    expect(new Set(rows.map(({ sourceId, timestamp }) => `${sourceId} ${timestamp}`)).size).toBe(301 * 29);
    expect(await usage(scene, ...perSource('2028-02-01'), 333)).toEqual(rows);
    const page = await get(scene.sandbox, `${perSource('2028-02-01')[0]}&pagination.count=1`);
    expect(page.data.pagination.totalEntries).toBe(301 * 29);
    // Forty days ago it was January, so the history begins with that month.
    const before = await usage(scene, ...perDay('2027-12-01'));
    expect(before.map(({ apiCalls }) => apiCalls)).toEqual(Array(31).fill('0'));
  });

  it('is cumulative, and the workspace counts what its sources do', async () => {
    const scene = await open('2028-03-10T12:00:00Z');
    const sums = new Map<string, number>();
    for (const { timestamp, apiCalls } of await usage(scene, ...perSource('2028-02-01')))
      sums.set(timestamp, (sums.get(timestamp) ?? 0) + Number(apiCalls));
    const days = await usage(scene, ...perDay('2028-02-01'));
    expect(days.map(({ timestamp, apiCalls }) => [timestamp, Number(apiCalls)])).toEqual([...sums]);
    const calls = days.map(({ apiCalls }) => Number(apiCalls));
    expect(calls).toEqual(calls.toSorted((one, other) => one - other));
    const users = await usage(scene, '/usage/mtu/sources/daily?period=2028-02-01', 'dailyPerSourceMTUUsage');
    for (const row of users)
      expect(Number(row.anonymousIdentified) + Number(row.neverIdentified)).toBe(Number(row.anonymous));
  });

  it('is the same after another start, but for the day that is not over', async () => {
    const before = await open('2028-03-10T12:00:00Z');
    const first = await usage(before, ...perDay('2028-03-01'));
    before.at('2028-03-10T13:00:00Z');
    const later = await usage(before, ...perDay('2028-03-01'));
    expect(later.slice(0, 9)).toEqual(first.slice(0, 9));
    expect(Number(later[9]?.apiCalls)).toBeGreaterThan(Number(first[9]?.apiCalls));
    const again = await open('2028-03-12T00:00:00Z');
    expect((await usage(again, ...perDay('2028-03-01'))).slice(0, 9)).toEqual(first.slice(0, 9));
    const other = await open('2028-03-10T12:00:00Z', { ...size, seed: 2 });
    expect(await usage(other, ...perDay('2028-03-01'))).not.toEqual(first);
  });

  it('has an audit trail as long as it is kept, with events that keep their ids', async () => {
    const { sandbox } = await open('2028-03-10T12:00:01Z', { sources: 10, days: 365, auditEventsPerDay: 50 });
    const events = await readAll(sandbox, '/audit-events', 'events', 1000);
    expect(events).toHaveLength(90 * 50);
    const { sandbox: next } = await open('2028-03-11T12:00:00Z', {
      sources: 10,
      days: 365,
      auditEventsPerDay: 50,
    });
    const range = '/audit-events?startTime=2028-01-01T00:00:00Z&endTime=2028-03-01T00:00:00Z';
    expect(await readAll(next, range, 'events', 200)).toEqual(await readAll(sandbox, range, 'events', 1000));
  });

  it('connects every fifth source with a destination', async () => {
    const { sandbox } = await open('2028-03-10T12:00:00Z');
    expect(await readAll(sandbox, '/sources', 'sources', 200)).toHaveLength(301);
    expect(await readAll(sandbox, '/destinations', 'destinations', 200)).toHaveLength(60);
  });
});
