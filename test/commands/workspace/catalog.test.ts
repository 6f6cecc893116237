import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const parts = [
  { part: 'sources', key: 'sourcesCatalog', one: 'sourceMetadata', id: 'IqDTy1TpoU', slug: 'javascript' },
  {
    part: 'destinations',
    key: 'destinationsCatalog',
    one: 'destinationMetadata',
    id: '614a3c7d791c91c41bae7599',
    slug: 'actions-webhook',
  },
  {
    part: 'warehouses',
    key: 'warehousesCatalog',
    one: 'warehouseMetadata',
    id: '55d3d3aea3c',
    slug: 'postgres',
  },
];

describe.each(parts)('segment catalog $part', ({ part, key, one, id, slug }) => {
  const list = ['catalog', part, 'list'];

  it('list --json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...list, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/catalog/${part}`)).data[key]);
  });

  it.each([id, slug, slug.toUpperCase()])('get finds it as %s', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['catalog', part, 'get', name, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/catalog/${part}/${id}`)).data[one]);
  });

  it('a word that occurs nowhere: an empty list', async () => {
    const { run } = await openScene();
    expect(await run([...list, 'zzz', '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect((await run([...list, 'zzz'])).stderr).toBe(`No ${part} in the catalog found.\n`);
  });

  it('an unknown one: exit 5 and the nearest name', async () => {
    const { run } = await openScene();
    expect(errorOf(await run(['catalog', part, 'get', `${slug}x`, '--json']))).toMatchObject({
      code: `catalog_${part.slice(0, -1)}_not_found`,
      exitCode: 5,
      hint: `Did you mean “${slug}”? See: segment catalog ${part} list`,
    });
  });

  const entries = Array.from({ length: 3_000 }, (_, index) => ({
    id: `eNt${index}`,
    slug: `entry-${index}`,
    name: `Entry ${index}`,
  }));
  itStreams({
    args: [...list, 'entry-'],
    seed: { base: 'empty', catalog: { [part]: entries } },
    length: 3_000,
  });
});

describe('what a person sees of the catalog', () => {
  it('a line each, however large an entry is', async () => {
    const { run } = await openScene();
    const screen = terminal(100);
    await run(['catalog', 'destinations', 'list', 'E'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "ID                        SLUG                 NAME                 STATUS       CATEGORIES
      614a3c7d791c91c41bae7599  actions-webhook      Webhook (Actions)    PUBLIC       Raw Data
      54521fd725e721e32a72eebb  example-analytics    Example Analytics    PUBLIC       Analytics
      60ad61f9ff47a16b8fb7b5d9  example-email        Example Email        PUBLIC_BETA  Email Marketing
      54521fd525e721e32a72ee01  example-ads          Example Ads          PUBLIC       Advertising
      54521fd525e721e32a72ee02  example-crm          Example CRM          PUBLIC       CRM
      54521fd525e721e32a72ee03  example-support      Example Support      PUBLIC       Livechat
      54521fd525e721e32a72ee04  example-surveys      Example Surveys      PUBLIC       Surveys
      54521fd525e721e32a72ee05  example-attribution  Example Attribution  PUBLIC       Attribution
      "
    `);
  });

  it.each([
    ['sources', 'mobile', ['ios', 'android', 'react-native']],
    ['sources', 'NODE', ['node.js']],
    // A name that it had before.
    ['destinations', 'insights', ['example-analytics']],
    ['warehouses', 'data', ['databricks', 'azuresqldw']],
  ])('%s with %s', async (part, word, slugs) => {
    const { run } = await openScene();
    const { stdout } = await run(['catalog', part, 'list', word, '--fields', 'slug']);
    expect(stdout.trimEnd().split('\n')).toEqual(slugs);
  });

  it('get: what it can do and be set to', async () => {
    const { run } = await openScene();
    const screen = terminal(80);
    await run(['catalog', 'destinations', 'get', 'example-analytics'], { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "id             54521fd725e721e32a72eebb
      slug           example-analytics
      name           Example Analytics
      status         PUBLIC
      categories     Analytics
      description    Charts and funnels.
      website        https://example.com/analytics
      previousNames  Example Insights
      methods        pageview, identify, alias, track, group
      platforms      browser, server
      options        apiKey*, trackAllPages, groups
      "
    `);
    expect((await run(['catalog', 'warehouses', 'get', 'postgres'])).stdout).toMatchInlineSnapshot(`
      "id	55d3d3aea3c
      slug	postgres
      name	Postgres
      description	Loads data into Postgres.
      options	hostname*, port*, database*, username*, password*
      "
    `);
    expect((await run(['catalog', 'sources', 'get', 'stripe'])).stdout).toMatchInlineSnapshot(`
      "id	xVqBQg5n7z
      slug	stripe
      name	Stripe
      status	PUBLIC
      categories	Payments
      description	Sends data from Stripe.
      options	apiKey*
      "
    `);
  });
});
