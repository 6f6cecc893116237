import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { basic, post } from '../../helpers/sandbox.ts';

/** Sends messages of every kind from two sources, among them some that Segment would not keep. */
export async function sendTraffic(sandbox: RunningSandbox): Promise<void> {
  const now = Date.now();
  const at = (seconds: number) => new Date(now - seconds * 1_000).toISOString();
  const user = 'user_1f07';
  await post(
    sandbox,
    '/v1/batch',
    {
      sentAt: at(-2),
      batch: [
        { type: 'page', name: 'Pricing', anonymousId: 'anon-7d21', messageId: 'p1', timestamp: at(9) },
        {
          type: 'identify',
          userId: user,
          anonymousId: 'anon-7d21',
          messageId: 'i1',
          timestamp: at(8),
          traits: { email: 'ada@example.com', name: 'Ada', plan: 'team', seats: 5 },
        },
        {
          type: 'group',
          userId: user,
          groupId: 'acme',
          messageId: 'g1',
          timestamp: at(7),
          traits: { name: 'Acme' },
        },
        {
          type: 'track',
          event: 'Signed Up',
          userId: user,
          messageId: 't1',
          timestamp: at(6),
          properties: { plan: 'team' },
        },
        { type: 'screen', name: 'Home', anonymousId: 'anon-9c3e', messageId: 's1', timestamp: at(5) },
        {
          type: 'track',
          event: 'Product Viewed',
          messageId: 'd1',
          properties: { sku: 'G-32' },
          timestamp: at(5),
        },
        { type: 'alias', userId: user, previousId: 'anon-7d21', messageId: 'a1', timestamp: at(4) },
      ],
    },
    { authorization: basic('web') },
  );
  await post(
    sandbox,
    '/v1/batch',
    {
      sentAt: at(-2),
      batch: [
        {
          type: 'track',
          event: 'Order Completed',
          userId: user,
          messageId: 'o1',
          timestamp: at(3),
          properties: {
            order_id: '50314b8e9bcf000000000000',
            total: 49.9,
            currency: 'EURO',
            coupon: null,
            products: [
              { sku: 'G-32', name: 'Monopoly', price: 19, quantity: 2 },
              { sku: 'F-32', name: 'Uno, the long edition with a long name', price: 11.9, quantity: 1 },
            ],
          },
          context: {
            library: { name: 'analytics-node', version: '3.1.0' },
            ip: '203.0.113.7',
            campaign: { name: 'spring' },
          },
        },
        { type: 'track', event: 'Signed Up', userId: user, messageId: 't1', timestamp: at(6) },
        { type: 'track', userId: user, messageId: 'd2', timestamp: at(2) },
        { type: 'identify', userId: 42, messageId: 'd3', timestamp: at(2) },
        {
          type: 'track',
          event: 'Trial Ended',
          userId: user,
          messageId: 'w1',
          timestamp: '2026-02-03T04:05:06',
        },
        {
          type: 'track',
          event: 'Invoice Paid',
          userId: user,
          messageId: 't2',
          timestamp: at(1),
          properties: { total: 12 },
        },
      ],
    },
    { authorization: basic('billing-service') },
  );
}
