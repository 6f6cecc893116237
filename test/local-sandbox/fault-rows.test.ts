import { expect, it } from 'vitest';
import { faultRows } from '../../src/local-sandbox/fault-rows.ts';

it('lists the rules of all plans', () => {
  const plans = [
    {
      scope: {},
      seed: 1,
      rules: [
        { name: 'slow', latency: 20, seen: 3, hits: 3 },
        { status: 500, share: 0.5, first: 2, seen: 3, hits: 1 },
      ],
    },
    { scope: { source: 'web' }, seed: 1, rules: [{ hang: true, seen: 0, hits: 0 }] },
    { scope: { writeKey: 'k' }, seed: 1, rules: [{ status: 429, seen: 0, hits: 0 }] },
  ];
  const rows = faultRows({ plans }).map((cells) => cells.join(' | '));
  expect(rows).toEqual([
    'all | slow: latency | every request | 3 | 3',
    'all | status 500 | share 0.5, first 2 | 3 | 1',
    'web | hang | every request | 0 | 0',
    'k | status 429 | every request | 0 | 0',
  ]);
});

it.each([null, [], {}, { plans: 7 }, { plans: [7, { rules: 'x' }, { rules: [null] }] }])(
  'of %j: no rules',
  (faults) => {
    expect(faultRows(faults)).toEqual([]);
  },
);
