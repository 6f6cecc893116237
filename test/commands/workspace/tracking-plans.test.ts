import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = 'tp_web_store';

describe('segment tracking-plans list', () => {
  const args = ['tracking-plans', 'list'];

  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api('/tracking-plans')).data.trackingPlans);
  });

  it('in a pipe the time it was changed; on a terminal how long ago', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "tp_web_store	Web store	LIVE	2026-01-02T00:00:00.000Z
      tp_shared_events	Shared events	RULE_LIBRARY	2026-01-02T00:00:00.000Z
      "
    `);
    const screen = terminal(80);
    const now = () => new Date('2026-01-04T00:00:00Z');
    await run(args, { io: { ...screen, now } });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "ID                NAME           TYPE          UPDATED
      tp_web_store      Web store      LIVE          2 days ago
      tp_shared_events  Shared events  RULE_LIBRARY  2 days ago
      "
    `);
  });

  it('--type, in any case; another word: exit 2 and the words there are', async () => {
    const { run } = await openScene();
    const { stdout } = await run([...args, '--type', 'live', '--fields', 'id']);
    expect(stdout).toBe('tp_web_store\n');
    const wrong = await run([...args, '--type', 'dead']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('RULE_LIBRARY')]);
  });

  it('none: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run([...args, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect((await run(args)).stderr).toBe('No tracking plans found.\n');
  });

  const trackingPlans = Array.from({ length: 3_000 }, (_, index) => ({
    id: `tp_${index}`,
    name: `Plan ${index}`,
  }));
  itStreams({ args, seed: { base: 'empty', trackingPlans }, length: 3_000 });
});

describe('segment tracking-plans get', () => {
  const args = ['tracking-plans', 'get', id];

  it.each([id, 'Web store', 'web STORE'])('finds it as %s', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['tracking-plans', 'get', name, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/tracking-plans/${id}`)).data.trackingPlan);
  });

  it('shows it, and names the nearest for an unknown one', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "id	tp_web_store
      slug	
      name	Web store
      type	LIVE
      description	What the shop may send.
      created	2026-01-01T00:00:00.000Z
      updated	2026-01-02T00:00:00.000Z
      "
    `);
    expect(errorOf(await run(['tracking-plans', 'get', 'Web stor', '--json']))).toMatchObject({
      code: 'tracking_plan_not_found',
      exitCode: 5,
      hint: expect.stringContaining('“Web store”'),
    });
  });
});

describe('segment tracking-plans rules', () => {
  const args = ['tracking-plans', 'rules', id];
  const path = `/tracking-plans/${id}/rules`;

  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(path)).data.rules);
  });

  it('names events, and the properties that they have and need', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "TRACK	Order Completed	1	total	order_id, total, currency
      TRACK	Product Viewed	1	product_id	product_id, price
      IDENTIFY		1		email
      "
    `);
  });

  it.each([
    [
      ['--type', 'TRACK'],
      ['Order Completed', 'Product Viewed'],
    ],
    [['--type', 'identify'], ['']],
    [['--event', 'Order Completed'], ['Order Completed']],
    [['--type', 'IDENTIFY', '--event', 'Order Completed'], []],
    [['--event', 'order completed'], []],
  ])('%j', async (flags, events) => {
    const { run } = await openScene();
    const { code, stdout } = await run([...args, ...flags, '--json']);
    const rules: { key?: string }[] = JSON.parse(stdout);
    expect([code, rules.map(({ key = '' }) => key)]).toEqual([0, events]);
  });

  it('a filter and a limit: so many of those that fit, and a word that there are more', async () => {
    const { run } = await openScene();
    const cut = await run([...args, '--type', 'TRACK', '--limit', '1', '--verbose']);
    expect(cut.stdout).toContain('Order Completed');
    expect(cut.stdout).not.toContain('Product Viewed');
    expect(cut.stderr).toContain('The first 1 rules; for all of them add --all.');
    const whole = await run([...args, '--type', 'TRACK', '--limit', '2', '--verbose']);
    expect(whole.stderr).not.toContain('--all');
  });

  const rules = Array.from({ length: 3_000 }, (_, index) => ({
    type: 'TRACK',
    key: `Event ${index}`,
    jsonSchema: {},
  }));
  const trackingPlans = [{ id, name: 'Web', rules }];
  itStreams({ args, seed: { base: 'empty', trackingPlans }, length: 3_000 });
  itStreams({
    args: [...args, '--type', 'TRACK'],
    seed: { base: 'empty', trackingPlans },
    length: 3_000,
  });
});

describe('segment tracking-plans sources', () => {
  const args = ['tracking-plans', 'sources', id];
  const path = `/tracking-plans/${id}/sources`;

  it('--json is what the API says; in a pipe a line each', async () => {
    const { run, api } = await openScene();
    // Also the write key that is active, which anything else would mask.
    const env = { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' };
    const { stdout } = await run([...args, '--json'], { env });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(path)).data.sources);
    expect((await run(args)).stdout).toBe('sRcWebStore11111111111\tweb_store\tWeb store\tJavascript\tyes\n');
    expect((await run(['tracking-plans', 'sources', 'Shared events'])).stderr).toBe('No sources found.\n');
  });

  const sources = Array.from({ length: 3_000 }, (_, index) => ({ id: `s${index}`, slug: `s${index}` }));
  const trackingPlans = [{ id, name: 'Web', sourceIds: sources.map((source) => source.id) }];
  itStreams({ args, seed: { base: 'empty', sources, trackingPlans }, length: 3_000 });
});
