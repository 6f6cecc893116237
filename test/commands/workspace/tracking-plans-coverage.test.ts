import { describe, expect, it } from 'vitest';
import { openScene, terminal } from '../../helpers/reading.ts';

const args = ['tracking-plans', 'coverage'];

describe('segment tracking-plans coverage', () => {
  it('--json: the documented object; sources that are off and libraries are left out', async () => {
    const { run } = await openScene({
      trackingPlans: [{ id: 'tp_new', name: 'New', type: 'LIVE' }],
    });
    const { code, stdout } = await run([...args, '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        activeSources: 4,
        coveredSources: 1,
        sourcesWithoutPlan: [
          { id: 'sRcSandbox111111111111', slug: 'sandbox', name: 'sandbox' },
          { id: 'sRcShoppingApp11111111', slug: 'shopping_app', name: '' },
          { id: 'sRcOrderService1111111', slug: 'order_service', name: 'Order service' },
        ],
        plansWithoutSources: [{ id: 'tp_new', name: 'New', type: 'LIVE' }],
      },
    ]);
  });

  it('in a pipe: a line each, with what it is', async () => {
    const { run } = await openScene({ trackingPlans: [{ id: 'tp_new', name: 'New', type: 'LIVE' }] });
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "source	sRcSandbox111111111111	sandbox	sandbox
      source	sRcShoppingApp11111111	shopping_app	shopping_app
      source	sRcOrderService1111111	order_service	Order service
      plan	tp_new	LIVE	New
      "
    `);
  });

  it('on a terminal: a sentence, and what is missing', async () => {
    const { run } = await openScene({ trackingPlans: [{ id: 'tp_new', name: 'New', type: 'LIVE' }] });
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "1 of 4 active sources has a tracking plan.

      Active sources without a tracking plan
      ID                      SLUG           NAME
      sRcSandbox111111111111  sandbox        sandbox
      sRcShoppingApp11111111  shopping_app   shopping_app
      sRcOrderService1111111  order_service  Order service

      Tracking plans without a source
      ID      TYPE  NAME
      tp_new  LIVE  New
      "
    `);
  });

  it('on a terminal: the first 100 and how many more; in a pipe all of them', async () => {
    const sources = Array.from({ length: 1302 }, (_, index) => ({
      id: `sRcBulk${index}`,
      slug: `bulk_${index}`,
      metadataId: 'IqDTy1TpoU',
    }));
    const { run } = await openScene({ base: 'empty', sources });
    const screen = terminal(80);
    await run(args, { io: screen });
    const lines = screen.stdout.text.trimEnd().split('\n');
    // The source of an empty workspace is one more.
    expect([lines[0], lines.length, lines.at(-1)]).toEqual([
      '0 of 1,303 active sources have a tracking plan.',
      105,
      '… 1,203 more: --json prints all',
    ]);
    expect((await run(args)).stdout.trimEnd().split('\n')).toHaveLength(1303);
  });

  it('nothing missing: the sentence alone; in a pipe nothing', async () => {
    const { run } = await openScene({
      base: 'empty',
      trackingPlans: [{ id: 'tp_all', name: 'All', sourceIds: ['sRcSandbox111111111111'] }],
    });
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toBe('1 of 1 active source has a tracking plan.\n');
    expect((await run(args)).stdout).toBe('');
  });

  it('a source on the second page is covered too, and requests are two and one for each plan', async () => {
    const sources = Array.from({ length: 250 }, (_, index) => ({ id: `s${index}`, slug: `s${index}` }));
    const { run } = await openScene({
      base: 'empty',
      sources,
      trackingPlans: [
        { id: 'tp_1', name: '1', sourceIds: sources.map(({ id }) => id) },
        { id: 'tp_2', name: '2', sourceIds: ['sRcSandbox111111111111'] },
      ],
      switches: { pageSizeCap: 200 },
    });
    const { stdout, stderr } = await run([...args, '--json', '--verbose']);
    expect(JSON.parse(stdout)).toMatchObject({ activeSources: 251, coveredSources: 251 });
    // 251 sources and 250 of them are two pages each.
    expect(stderr.match(/^GET /gm)).toHaveLength(2 + 1 + 2 + 1);
  });
});
