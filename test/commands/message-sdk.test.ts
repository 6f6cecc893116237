import { Analytics } from '@segment/analytics-node';
import { expect, it } from 'vitest';
import { comparable } from '../helpers/equal-messages.ts';
import { sender } from '../helpers/message.ts';

it('the official SDK and the six commands store equal messages', async () => {
  const { send, sandbox } = await sender();
  const sdk = new Analytics({ writeKey: 'sandboxsandboxsandboxsandboxsand', host: sandbox.url, flushAt: 1 });
  const properties = { 'total billed': 830, plan: '', nested: { empty: {} }, tags: ['a', 'b'] };
  const traits = { email: 'a@example.com', employees: 12, address: { city: 'Oslo' } };
  const options = {
    context: { ip: '0.0.0.0, 1.1.1.1', trackingData: { context: 'x' } },
    integrations: { All: false, 'Google Analytics': {} },
  };
  const identity = { userId: 'u', anonymousId: 'a=b' };
  sdk.track({ ...identity, event: 'Order Completed', properties, ...options });
  sdk.identify({ ...identity, traits, ...options });
  sdk.page({ ...identity, name: 'Docs', category: 'Help', properties, ...options });
  sdk.screen({ ...identity, name: 'Home', category: 'Main', properties, ...options });
  sdk.group({ ...identity, groupId: 'acme', traits, ...options });
  sdk.alias({ userId: 'u', previousId: 'p', ...options });
  await sdk.closeAndFlush();
  const fromSdk = [...sandbox.journal.messages].map(({ completed }) => completed);
  const before = fromSdk.length;

  const both = [
    '--context',
    JSON.stringify(options.context),
    '--integrations',
    JSON.stringify(options.integrations),
  ];
  const ids = ['-u', 'u', '-a', 'a=b'];
  for (const argv of [
    ['track', 'Order Completed', ...ids, '--properties', JSON.stringify(properties)],
    [
      'identify',
      'u',
      '-a',
      'a=b',
      '-f',
      'email=a@example.com',
      '-F',
      'employees=12',
      '-f',
      'address[city]=Oslo',
    ],
    ['page', 'Docs', '--category', 'Help', ...ids, '--properties', JSON.stringify(properties)],
    ['screen', 'Home', '--category', 'Main', ...ids, '--properties', JSON.stringify(properties)],
    ['group', 'acme', ...ids, '--traits', JSON.stringify(traits)],
    ['alias', '-u', 'u', '--previous-id', 'p'],
  ]) {
    expect((await send([...argv, ...both])).code).toBe(0);
  }
  const ours = [...sandbox.journal.messages].slice(before).map(({ completed }) => completed);
  expect(before).toBe(6);
  const byType = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    String(a.type).localeCompare(String(b.type));
  expect(ours.toSorted(byType).map(comparable)).toEqual(fromSdk.toSorted(byType).map(comparable));
});
