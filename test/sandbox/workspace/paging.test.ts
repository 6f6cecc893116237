import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { type Page, paginate, readPageRequest } from '../../../src/sandbox/workspace/paginate.ts';
import { readQuery } from '../../../src/sandbox/workspace/query.ts';
import { withDefaults } from '../../../src/sandbox/workspace/switches.ts';
import { openSandbox } from '../../helpers/sandbox.ts';
import { call, get, readAll } from './api.ts';

const off = withDefaults({});

describe('paging', () => {
  it('gives every entry once, in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 1_000 }), fc.boolean(), (length, count, isNull) => {
        const switches = withDefaults({ lastPage: isNull ? 'null' : 'absent' });
        const list = Array.from({ length }, (_, index) => index);
        const forward: number[] = [];
        let cursor = '';
        let pages = 0;
        let last = '';
        for (;;) {
          const { entries, pagination } = paginate(list, { count, cursor }, switches);
          forward.push(...entries);
          pages += 1;
          last = pagination.current;
          expect(pagination.totalEntries).toBe(length);
          expect('next' in pagination).toBe(isNull || pagination.next !== undefined);
          if (pagination.next === undefined || pagination.next === null) break;
          cursor = pagination.next;
        }
        expect(forward).toEqual(list);
        expect(pages).toBe(Math.max(1, Math.ceil(length / count)));
        // And back again, from the last page to the first.
        const backward: number[] = [];
        for (let at: string | null | undefined = last; at !== undefined && at !== null; ) {
          const { entries, pagination }: Page<number> = paginate(list, { count, cursor: at }, switches);
          backward.unshift(...entries);
          at = pagination.previous;
        }
        expect(backward).toEqual(list);
      }),
    );
  });

  it.each([
    ['', { count: 200, cursor: '' }],
    ['pagination[count]=1', { count: 1, cursor: '' }],
    ['pagination.count=1000&pagination.cursor=MTA=', { count: 1_000, cursor: 'MTA=' }],
    ['page=2&updated_since=2026-01-01', { count: 200, cursor: '' }],
  ])('reads %s', (query, request) => {
    expect(readPageRequest(readQuery(`/x?${query}`), off)).toEqual(request);
  });

  it.each([
    ['pagination.count=0', 'pagination.count'],
    ['pagination.count=1001', 'pagination.count'],
    ['pagination.count=-1', 'pagination.count'],
    ['pagination.count=1.5', 'pagination.count'],
    ['pagination.count=many', 'pagination.count'],
    ['pagination.count=', 'pagination.count'],
    ['pagination.cursor=MA==', 'pagination.count'],
    ['pagination=3', 'pagination'],
    ['pagination.count=3&pagination.cursor=%21%21', 'pagination.cursor'],
    ['pagination.count=3&pagination.cursor=bm8=', 'pagination.cursor'],
    ['pagination.count=3&pagination.cursor=MA', 'pagination.cursor'],
  ])('refuses %s with 422 and names %s', async (query, field) => {
    const sandbox = await openSandbox();
    const { status, errors } = await get(sandbox, `/sources?${query}`);
    expect([status, errors.map((error) => [error.type, error.field])]).toEqual([
      422,
      [['input-validation', field]],
    ]);
  });

  it.each([
    ['pagination.count=2&pagination.cursor=Mg=='],
    ['pagination[count]=2&pagination[cursor]=Mg=='],
    ['pagination[count]=2&pagination.cursor=Mg%3D%3D'],
  ])('pages the same for %s', async (query) => {
    const sandbox = await openSandbox();
    const { data } = await get(sandbox, `/catalog/warehouses?${query}`);
    expect(data.warehousesCatalog.map(({ slug }: { slug: string }) => slug)).toEqual([
      'snowflake',
      'bigquery',
    ]);
    expect(data.pagination).toEqual({ current: 'Mg==', next: 'NA==', previous: 'MA==', totalEntries: 7 });
  });

  it('takes the parameters from the body of a GET', async () => {
    const sandbox = await openSandbox();
    const { request } = await import('node:http');
    const answer = await new Promise<string>((resolve, reject) => {
      const body = JSON.stringify({ pagination: { count: 1 } });
      const headers = {
        authorization: 'Bearer x',
        'content-type': 'application/json',
        'content-length': body.length,
      };
      request(`${sandbox.url}/sources`, { method: 'GET', headers }, (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += String(chunk);
        });
        reply.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end(body);
    });
    expect(JSON.parse(answer).data.sources).toHaveLength(1);
  });

  it('gives every list of the API whole with every size of page', async () => {
    const sandbox = await startSandbox({ now: () => new Date('2026-03-05T12:00:00Z') });
    const lists: [string, string][] = [
      ['/sources', 'sources'],
      ['/destinations', 'destinations'],
      ['/warehouses', 'warehouses'],
      ['/catalog/sources', 'sourcesCatalog'],
      ['/catalog/destinations', 'destinationsCatalog'],
      ['/catalog/warehouses', 'warehousesCatalog'],
      ['/tracking-plans', 'trackingPlans'],
      ['/tracking-plans/tp_web_store/rules', 'rules'],
      ['/transformations', 'transformations'],
      ['/audit-events', 'events'],
      ['/users', 'users'],
      ['/groups', 'userGroups'],
      ['/roles', 'roles'],
      ['/warehouses/wHsReportingDb11111111/syncs', 'reports'],
      ['/usage/api-calls/sources/daily?period=2026-03-01', 'dailyPerSourceAPICallsUsage'],
      ['/usage/mtu/daily?period=2026-02-01', 'dailyWorkspaceMTUUsage'],
    ];
    for (const [path, key] of lists) {
      const { data } = await get(sandbox, path);
      const whole: unknown[] = data[key];
      expect([path, whole.length]).not.toEqual([path, 0]);
      expect(data.pagination.next).toBeUndefined();
      for (const count of [1, 2, 3, whole.length, 1_000])
        expect([path, await readAll(sandbox, path, key, count)]).toEqual([path, whole]);
    }
    await sandbox.close();
  });

  it('keeps the pages of the audit trail together while new events come in', async () => {
    let now = new Date('2026-03-05T12:00:00Z');
    const sandbox = await openSandbox({ now: () => now });
    const before = await get(sandbox, '/audit-events');
    const seen: unknown[] = [];
    let cursor = '';
    for (let index = 0; ; index += 1) {
      const { data } = await get(
        sandbox,
        `/audit-events?pagination.count=3${cursor === '' ? '' : `&pagination.cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...data.events);
      if (data.pagination.next === undefined) break;
      cursor = data.pagination.next;
      now = new Date(now.getTime() + index * 500);
      await call(sandbox, 'PATCH', '/sources/sRcWebStore11111111111', { name: `Name ${index}` });
    }
    expect(seen).toEqual(before.data.events);
    expect((await get(sandbox, '/audit-events')).data.events.length).toBeGreaterThan(seen.length);
    const token = JSON.parse(Buffer.from(before.data.pagination.current, 'base64').toString());
    expect(token).toEqual({ pageToken: 'MQ==', endTime: '2026-03-05T12:00:00.000Z' });
  });

  it.each([
    ['bm8='],
    ['e30='],
    ['eyJwYWdlVG9rZW4iOiJNUT09IiwiZW5kVGltZSI6Im5vIn0='],
    ['eyJwYWdlVG9rZW4iOiJYWFhYIiwiZW5kVGltZSI6IjIwMjYtMDEtMDFUMDA6MDA6MDBaIn0='],
  ])('refuses the cursor %s of the audit trail', async (cursor) => {
    const sandbox = await openSandbox();
    const { status, errors } = await get(
      sandbox,
      `/audit-events?pagination.count=1&pagination.cursor=${cursor}`,
    );
    expect([status, errors[0]?.field]).toEqual([422, 'pagination.cursor']);
  });
});
