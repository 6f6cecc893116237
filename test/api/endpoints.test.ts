import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trackingRoutes } from '../../src/sandbox/tracking/paths.ts';
import { routeTable } from '../../src/sandbox/workspace/route-table.ts';
import { perMinute } from '../../src/segment/endpoints/endpoint.ts';
import { endpoints, searchEndpoints } from '../../src/segment/endpoints/endpoints.ts';
import { projectRoot } from '../helpers/imports.ts';

/** `GET /sources/{}`: names of parameters differ from page to page. */
const plain = (method: string, path: string) =>
  `${method} ${path.replace(/\{[^}]*\}|:\w+(?=\/|$)/g, '{}').replace(/(?<=.)\/$/, '')}`;
const known = (api: string) =>
  new Set(endpoints.filter((one) => one.api === api).map(({ method, path }) => plain(method, path)));
const missing = (api: string, wanted: readonly string[]) => wanted.filter((one) => !known(api).has(one));

describe('the list of endpoints', () => {
  it('has each of them once', () => {
    const all = endpoints.map(({ api, method, path }) => `${api} ${plain(method, path)}`);
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    for (const { path, summary } of endpoints) {
      expect(path).toMatch(/^\/[^\s]*$/);
      expect(summary.length, path).toBeGreaterThan(5);
    }
  });

  it('has whatever the sandbox answers', () => {
    expect(routeTable).toHaveLength(67);
    expect(
      missing(
        'tracking',
        [...trackingRoutes.keys()].map((path) => `POST ${path}`),
      ),
    ).toEqual([]);
  });

  it.each([
    ['GET /warehouses/{warehouseId}/syncs', 2],
    ['GET /warehouses/{warehouseId}/connection-state', 200],
    ['GET /events/volume', 60],
    ['POST /labels', 60],
    ['GET /spaces/{spaceId}/computed-traits', 25],
    ['GET /spaces/{spaceId}/audiences/{audienceId}', 100],
    ['GET /tracking-plans/{trackingPlanId}/rules', 200],
    ['GET /sources', undefined],
  ])('%s may be called %s times a minute, in the sandbox too', (route, limit) => {
    const found = routeTable.find(({ method, path }) => `${method} ${path}` === route);
    expect(found).toBeDefined();
    expect(found?.rateLimit && perMinute(found.rateLimit)).toBe(limit);
  });

  it('is searched by words of path and summary', () => {
    const paths = (text: string) => searchEndpoints(text).map(({ method, path }) => `${method} ${path}`);
    expect(paths('MTU')).toEqual(['GET /usage/mtu/daily', 'GET /usage/mtu/sources/daily']);
    expect(paths('delete label')).toEqual(['DELETE /labels/{key}/{value}']);
    expect(paths('no such word')).toEqual([]);
    expect(searchEndpoints(' ')).toHaveLength(endpoints.length);
  });
});

describe('the list of endpoints and the pages in docs/segment-api', () => {
  const page = (name: string) => readFileSync(join(projectRoot, 'docs', 'segment-api', name), 'utf8');
  const publicPage = () => page('public.md');

  it('has every endpoint of the Public API that the page spells out', () => {
    const found = spelledOut(publicPage());
    expect(found.length).toBeGreaterThan(140);
    expect(missing('public', found)).toEqual([]);
  });

  it('has as many of each version as the library', () => {
    const counts =
      /Counts at [\d.]+: (\d+) operations; (\d+) have v1, (\d+) top out at beta, (\d+) are alpha/;
    const stated = counts.exec(publicPage())?.slice(1).map(Number);
    const all = endpoints.filter(({ api }) => api === 'public');
    const of = (version: string) => all.filter((one) => one.version === version).length;
    expect([all.length, of('stable'), of('beta'), of('alpha')]).toEqual(stated);
  });

  it('has the routes of the Profile API', () => {
    const section = between(page('profile.md'), '## Routes', '## Parameters');
    const lists = [...section.matchAll(/^\| `…\/(\w+)` \|/gm)].map(([, name]) => name);
    expect(lists).toHaveLength(5);
    const base = '/v1/spaces/{}/collections';
    expect(
      missing('profile', [
        ...lists.map((name) => `GET ${base}/users/profiles/{}:{}/${name}`),
        ...lists.map((name) => `GET ${base}/accounts/profiles/group_id:{}/${name}`),
        `POST ${base}/users/profiles/user_id:{}/external_ids/delete`,
        `GET ${base}/users/profiles`,
      ]),
    ).toEqual([]);
  });

  it('has the paths of the Tracking API', () => {
    const section = between(page('tracking.md'), '**Methods and paths**', '- `GET /v1/track`');
    const paths = [...section.matchAll(/`(\/v1\/[a-z]+)`/g)].map(([, path]) => `POST ${path}`);
    expect(paths.length).toBeGreaterThan(14);
    expect(missing('tracking', paths)).toEqual([]);
  });
});

function between(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
}

/**
 * The endpoints that the page writes as code: `GET /sources {p}`, `GET/POST /x[/{id}]`, and `…/rest` after one
 * that is written whole.
 */
function spelledOut(page: string): string[] {
  const found = new Set<string>();
  let whole = '';
  for (const [, methods = '', rest = ''] of between(page, '\n## Workspace\n', '\n## The sandbox\n').matchAll(
    /`((?:(?:GET|POST|PUT|PATCH|DELETE)(?:\(\d+\))?\/?)+)(?:`\/`[A-Z]+`)? `?((?:\/|…\/)[^\s`?]*)/g,
  )) {
    const path = rest.startsWith('…') ? `${prefixFor(whole, rest.slice(1))}${rest.slice(1)}` : rest;
    const [base = '', part] = path.split(/\[(?=\/)/);
    if (!rest.startsWith('…')) whole = base;
    for (const method of methods.match(/[A-Z]+/g) ?? []) {
      const onOne = part === undefined ? base : `${base}${part.replace(']', '')}`;
      if (method === 'GET' && part !== undefined) found.add(plain(method, base));
      found.add(plain(method, method === 'POST' ? base : onOne));
    }
  }
  return [...found];
}

/** What `…` stands for: the path before, up to where the rest begins. */
function prefixFor(whole: string, rest: string): string {
  const [, first = ''] = rest.split('/');
  const at = whole.indexOf(`/${first}`);
  return at === -1 ? whole : whole.slice(0, at);
}
