import { describe, expect, it } from 'vitest';
import { compileFql } from '../../src/spec/fql.ts';

const message = JSON.parse(`{
  "type": "track", "event": "Order Completed", "userId": "u1", "anonymousId": null,
  "properties": { "revenue": 49.9, "currency": "EUR", "gift": true, "none": null, "product name": "x",
    "items": { "count": 3 }, "__proto__": { "x": 1 }, "-5": "minus" },
  "traits": { "email": "maya@example.com" },
  "context": { "page": { "url": "https://shop.example/?a=b" } }
}`);

async function ask(fql: string): Promise<boolean | string> {
  const compiled = await compileFql(fql);
  return compiled.kind === 'valid' ? compiled.matches(message) : compiled.message;
}

describe('FQL', () => {
  it.each<[string, boolean]>([
    ['type = "track"', true],
    ["type = 'track'", true],
    ['type="page"', false],
    ['event = "Order Completed"', true],
    ['event != "Order Completed"', false],
    ['properties.revenue = 49.9', true],
    ['properties.revenue > 49', true],
    ['properties.revenue < 49', false],
    ['properties.revenue >= 49.9 and properties.revenue <= 49.9', true],
    ['properties.currency = "EUR"', true],
    ['properties.gift = true', true],
    ['properties.gift = false', false],
    ['properties.items.count = 3', true],
    ['properties.product\\ name = "x"', true],
    ['properties.none = null', true],
    ['properties.nothing = null', true],
    ['properties.currency != null', true],
    ['contains(event, "Order")', true],
    ['!contains(event, "Order")', false],
    ['contains(context.page.url, "shop.example")', true],
    ['match(event, "Order*")', true],
    ['match(event, "*Completed")', true],
    ['!match(event, "*Completed")', false],
    ['traits.email = "maya@example.com" and userId = "u1"', true],
    // How conditions are joined.
    ['type = "page" and event = "x" or userId = "u1"', true],
    ['userId = "u1" or type = "page" and event = "x"', true],
    ['(userId = "u1" or type = "page") and event = "x"', false],
    ['((userId = "u1") and (type = "track" or (event = "x")))', true],
    ['(contains(event, "x") or userId = "u1") and type = "page"', false],
    ['!(type = "page")', true],
    ['!(type = "track" or type = "page")', false],
    // Only own fields are there.
    ['properties.constructor != null', false],
    ['properties.toString = null', true],
    ['properties.__proto__.x = 1', true],
    ['context.__proto__ = null', true],
    ['properties.currency.length = 3', false],
  ])('%s: %j', async (fql, expected) => {
    expect(await ask(fql)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'and',
    'type',
    'type =',
    'type "track"',
    'type = track',
    'type = "track" and',
    'type = "track" type = "page"',
    'type = "track" or or type = "page"',
    '(type = "track"',
    'type = "track")',
    'messageId = "m1"',
    'anonymousId = "a"',
    'properties = 1',
    'properties.a.0 = 1',
    'event = "a',
    `event = 'a"b'`,
    'contains(event)',
    'contains(event, 5)',
    'contains("event", "x")',
    'match(event, "x")',
    'length(event, "x")',
    'event = "a" ; drop',
    '!type = "track"x',
    `${'('.repeat(30)}type = "a"${')'.repeat(30)}`,
    Array.from({ length: 200 }, () => 'type = "a"').join(' or '),
    `event = "${'a'.repeat(5_000)}"`,
  ])('%s is refused with a sentence', async (fql) => {
    expect(await ask(fql)).toMatch(/^[A-Z“cm].*\.$/s);
  });

  it('takes no longer for what is made to be slow', async () => {
    for (const fql of [
      '\\'.repeat(4_096),
      'a.'.repeat(2_048),
      '('.repeat(4_096),
      '!'.repeat(4_096),
      '"'.repeat(4_095),
    ])
      expect(typeof (await ask(fql))).toBe('string');
  });

  it('leaves Object.prototype alone', async () => {
    await ask('properties.__proto__.polluted = 1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
