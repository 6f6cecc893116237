import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/sandbox/control/assertion.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const order = (messageId: string, properties: object) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u',
  messageId,
  properties,
});

interface Result {
  readonly ok: boolean;
  readonly count: number;
  readonly checks: object[];
  readonly diff: string;
}

async function filled(): Promise<RunningSandbox> {
  const sandbox = await openSandbox();
  const batch = [
    order('1', { revenue: 49.9, currency: 'EUR', products: [{ sku: 'G-32' }], 'a.b': 1 }),
    order('2', { revenue: 59.9, currency: 'EUR', products: [{ sku: 'G-33' }], 'a.b': 1 }),
  ];
  await post(sandbox, '/v1/batch', { batch }, { authorization: basic('w') });
  await post(
    sandbox,
    '/v1/batch',
    { batch: [{ type: 'track' }, { type: 'nothing' }] },
    { authorization: basic('bad') },
  );
  return sandbox;
}

async function ask(sandbox: RunningSandbox, asked: object): Promise<{ status: number; body: Result }> {
  const reply = await post(sandbox, '/_/assert', asked, {});
  // A test that reads a part which is not there fails.
  return { status: reply.status, body: JSON.parse(reply.body) as Result };
}

describe('POST /_/assert', () => {
  it.each<[object]>([
    [{}],
    [{ count: 2 }],
    [{ count: { min: 1 } }],
    [{ count: { max: 2 } }],
    [{ count: { min: 2, max: 2 } }],
    [{ filter: { event: 'Nothing' }, count: 0 }],
    [{ fields: { 'properties.currency': 'EUR', event: 'Order Completed', 'properties.a.b': 1 } }],
    [{ filter: { messageId: '1' }, count: 1, fields: { 'properties.products.0.sku': 'G-32' } }],
    [
      {
        filter: { messageId: '1' },
        fields: { 'properties.products': [{ sku: 'G-32' }], 'properties.none': null },
      },
    ],
    [{ filter: { writeKey: 'w' }, noViolations: true }],
    [{ filter: { writeKey: 'nobody' }, noViolations: true }],
    [{ filter: { outcome: 'discarded', code: 'no_user_anon_id' }, count: 1 }],
  ])('%j holds', async (asked) => {
    const { status, body } = await ask(await filled(), asked);
    expect([status, body.ok, body.diff]).toEqual([200, true, '']);
  });

  it.each<[object, string[]]>([
    [{ count: 1 }, ['- messages: 1', '+ messages: 2']],
    [
      { count: { min: 3 } },
      [
        '- messages: at least 3',
        '+ messages: 2',
        '  nearest: message (MESSAGE-ID): it was discarded: type_unknown',
        '  nearest: track (MESSAGE-ID): it was discarded: no_user_anon_id',
      ],
    ],
    [{ count: { max: 1 } }, ['- messages: at most 1', '+ messages: 2']],
    [
      { filter: { event: 'Order Complete' } },
      [
        '- messages: at least 1',
        '+ messages: 0',
        '  nearest: track “Order Completed” of u (2): event is Order Completed, not Order Complete',
        '  nearest: track “Order Completed” of u (1): event is Order Completed, not Order Complete',
        '  nearest: message (MESSAGE-ID): it was discarded: type_unknown; event is missing, not Order Complete',
      ],
    ],
    [
      { fields: { 'properties.revenue': 49.9, 'properties.coupon': 'X' } },
      [
        '  track “Order Completed” of u (1)',
        '- properties.coupon: "X"',
        '+ properties.coupon: (missing)',
        '  track “Order Completed” of u (2)',
        '- properties.revenue: 49.9',
        '+ properties.revenue: 59.9',
        '- properties.coupon: "X"',
        '+ properties.coupon: (missing)',
      ],
    ],
    [
      { filter: { messageId: '1' }, fields: { 'properties.revenue': '49.9' } },
      ['  track “Order Completed” of u (1)', '- properties.revenue: "49.9"', '+ properties.revenue: 49.9'],
    ],
    [
      { noViolations: true },
      ['- violations: 0', '+ violations: 2', '  no_user_anon_id: 1', '  type_unknown: 1'],
    ],
  ])('%j differs', async (asked, diff) => {
    const { status, body } = await ask(await filled(), asked);
    expect([status, body.ok]).toEqual([417, false]);
    expect(body.diff.replace(/sandbox-[0-9a-f-]{36}/g, 'MESSAGE-ID').split('\n')).toEqual(diff);
    expect(body.checks.some((check) => 'ok' in check && check.ok === false)).toBe(true);
  });

  it('tells a few of many differences', async () => {
    const sandbox = await openSandbox();
    await post(sandbox, '/v1/batch', { batch: Array.from({ length: 500 }, (_, n) => order(`${n}`, { n })) });
    const { body } = await ask(sandbox, { fields: { 'properties.n': -1 } });
    expect(body.diff.split('\n')).toHaveLength(61);
    expect(body.diff).toMatch(/\n {2}and 480 more differences$/);
  });

  it.each([
    { fields: [] },
    { count: -1 },
    { count: { least: 1 } },
    { filter: { fql: '(' } },
    { noViolations: 1 },
    { x: 1 },
  ])('%j is refused', async (asked) => {
    expect((await ask(await openSandbox(), asked)).status).toBe(400);
  });

  it('lives through fields deeper than anything can be compared', async () => {
    const sandbox = await openSandbox();
    const deep = '['.repeat(7_000) + ']'.repeat(7_000);
    await post(
      sandbox,
      '/v1/track',
      `{"event":"E","userId":"u","messageId":"1","properties":{"deep":${deep}}}`,
    );
    expect((await ask(sandbox, { fields: { 'properties.deep': 1 } })).status).toBe(417);
    expect((await fetch(`${sandbox.url}/_/snapshot`)).status).toBe(200);
    expect((await fetch(`${sandbox.url}/health`)).status).toBe(200);
  });
});

describe('a path', () => {
  it('leads over own fields, lists, and keys that hold dots', () => {
    const value = JSON.parse('{"a":{"b":[{"c":1}],"x.y":{"z":2}},"a.b":null,"__proto__":{"p":3}}');
    const at = (path: string) => valueAt(value, path.split('.'));
    expect([
      at('a.b.0.c'),
      at('a.x.y.z'),
      at('__proto__.p'),
      at('a.b.1'),
      at('constructor'),
      at('a.b.length'),
    ]).toEqual([1, 2, 3, undefined, undefined, 1]);
  });
});
