import { utc } from './time.mjs';

const context = { library: { name: 'export-orders.php', version: '0.3' } };
const timestamp = utc(Date.UTC(2026, 8, 14, 9, 30));
const order = { order_id: 'K-100001', revenue: 24.5, currency: 'EUR' };

/**
 * Lines as a hurried export script writes them: the first ones are rejected, each for a reason of its
 * own, and the last two are sent with a warning. The README of this folder explains each.
 */
export const mistakes = [
  line({
    type: 'track',
    event: 'Order Completed',
    properties: { ...order, email: 'guest@example.com' },
    context,
    timestamp,
  }),
  line({ type: 'track', userId: 4711, event: 'Order Completed', properties: order, context, timestamp }),
  line({ type: 'track', userId: 'user_1003', event: '', properties: order, context, timestamp }),
  Buffer.from(
    '{"type":"track","userId":"user_1004","event":"Order Completed","properties":{"order_id":"K-1000\n',
  ),
  line({
    type: 'track',
    userId: 'user_1005',
    event: 'Product Reviewed',
    properties: { review_body: 'Fantastisk kaffe! '.repeat(2000) },
    context,
    timestamp,
  }),
  line({
    type: 'purchase',
    userId: 'user_1006',
    event: 'Order Completed',
    properties: order,
    context,
    timestamp,
  }),
  line({ userId: 'user_1007', event: 'Order Completed', properties: order, context, timestamp }),
  line({
    type: 'track',
    userId: 'user_1008',
    event: 'Order Completed',
    properties: '[object Object]',
    context,
    timestamp,
  }),
  line({ type: 'group', userId: 'user_1009', traits: { name: 'Northwind Books' }, context, timestamp }),
  line({
    type: 'track',
    userId: 'user_1010',
    event: 'Order Completed',
    properties: order,
    context,
    timestamp: 'yesterday',
  }),
  // Latin-1: the é of René is one byte that UTF-8 does not allow.
  Buffer.from('{"type":"identify","userId":"user_1011","traits":{"firstName":"Ren\xe9"}}\n', 'latin1'),
  line({
    type: 'track',
    userId: 'user_1012',
    event: 'Order Completed',
    properties: order,
    context,
    timestamp: '2026-09-14T09:30:00',
  }),
  line({
    type: 'track',
    userId: 'user_1013',
    event: 'Order Completed',
    properties: { ...order, currency: 'EURO' },
    context,
    timestamp,
  }),
];

function line(message) {
  return Buffer.from(`${JSON.stringify(message)}\n`, 'utf8');
}
