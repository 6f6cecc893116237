import { describe, expect, it } from 'vitest';
import { dryRunBody, sender } from '../helpers/message.ts';

const library = { name: 'segment-cli', version: '0.0.0-test' };

/** The body without what every message carries. */
async function bodyOf(...argv: string[]): Promise<Record<string, unknown>> {
  const { messageId, sentAt, context, ...rest }: Record<string, unknown> = JSON.parse(await dryRunBody(argv));
  expect(messageId).toMatch(/^[0-9a-f-]{36}$/);
  expect(sentAt).toMatch(/Z$/);
  expect(context).toEqual({ library });
  return rest;
}

describe('each command makes its message', () => {
  it('track', async () => {
    expect(
      await bodyOf(
        'track',
        'Order Completed',
        '-u',
        'u',
        '--revenue',
        '49.90',
        '--currency',
        'EUR',
        '--value',
        '5',
      ),
    ).toEqual({
      type: 'track',
      event: 'Order Completed',
      userId: 'u',
      properties: { revenue: 49.9, currency: 'EUR', value: 5 },
    });
    expect(await bodyOf('track', '42', '-a', '7', '-F', 'name=5')).toEqual({
      type: 'track',
      event: '42',
      anonymousId: '7',
      properties: { name: '5' },
    });
  });

  it('identify', async () => {
    expect(
      await bodyOf(
        'identify',
        '007',
        '-f',
        'email=a@b.c',
        '-F',
        'age=36',
        '-f',
        'address[city]=Oslo',
        '-f',
        'company.name=Acme',
        '-F',
        'title=null',
      ),
    ).toEqual({
      type: 'identify',
      userId: '007',
      traits: { email: 'a@b.c', age: 36, address: { city: 'Oslo' }, company: { name: 'Acme' }, title: null },
    });
    expect(await bodyOf('identify', '-a', 'anon', '--traits', '{"plan":"free"}')).toEqual({
      type: 'identify',
      anonymousId: 'anon',
      traits: { plan: 'free' },
    });
    expect(await bodyOf('identify', '--user-id', 'u')).toEqual({ type: 'identify', userId: 'u' });
  });

  it('page, whose category is a property as well', async () => {
    expect(
      await bodyOf('page', 'Pricing', '--category', 'Docs', '-u', 'u', '-f', 'url=https://example.com'),
    ).toEqual({
      type: 'page',
      name: 'Pricing',
      category: 'Docs',
      userId: 'u',
      properties: { url: 'https://example.com', category: 'Docs' },
    });
    expect(await bodyOf('page', '-u', 'u')).toEqual({ type: 'page', userId: 'u' });
  });

  it('screen, whose category stays where it is', async () => {
    expect(await bodyOf('screen', '--name', 'Home', '--category', 'Main', '-u', 'u')).toEqual({
      type: 'screen',
      name: 'Home',
      category: 'Main',
      userId: 'u',
    });
  });

  it('group', async () => {
    const message = { type: 'group', groupId: 'acme', userId: 'u', traits: { employees: 120, name: 'Acme' } };
    expect(await bodyOf('group', 'acme', '-u', 'u', '-F', 'employees=120', '-f', 'name=Acme')).toEqual(
      message,
    );
    expect(
      await bodyOf('group', '--group-id', 'acme', '-u', 'u', '-F', 'employees=120', '-f', 'name=Acme'),
    ).toEqual(message);
  });

  it('alias, with an anonymousId if one is given', async () => {
    expect(await bodyOf('alias', '-u', 'new', '--previous-id', 'old')).toEqual({
      type: 'alias',
      userId: 'new',
      previousId: 'old',
    });
    expect(await bodyOf('alias', '-u', 'new', '--previous-id', 'old', '-a', 'anon')).toMatchObject({
      anonymousId: 'anon',
    });
  });

  it('with context and integrations as given, empty and nested objects included', async () => {
    const integrations = { All: false, 'Google Analytics': {}, Amplitude: { session: { id: 1 } } };
    const body: unknown = JSON.parse(
      await dryRunBody([
        'alias',
        '-u',
        'n',
        '--previous-id',
        'o',
        '--integrations',
        JSON.stringify(integrations),
        '--context',
        '{"ip":"1, 2","library":{"name":"mine"}}',
      ]),
    );
    expect(body).toMatchObject({ integrations, context: { ip: '1, 2', library: { name: 'mine' } } });
  });
});

it.each([
  [['track', 'E', '-u', 'u'], '/v1/track'],
  [['identify', 'u'], '/v1/identify'],
  [['page', '-u', 'u'], '/v1/page'],
  [['screen', '-u', 'u'], '/v1/screen'],
  [['group', 'g', '-u', 'u'], '/v1/group'],
  [['alias', '-u', 'u', '--previous-id', 'p'], '/v1/alias'],
])('%j goes to %s and is stored', async (argv, path) => {
  const { send, sandbox } = await sender();
  expect((await send(argv)).code).toBe(0);
  expect(
    [...sandbox.journal.requests].map((request) => ({ path: request.path, status: request.status })),
  ).toEqual([{ path, status: 200 }]);
  expect(sandbox.journal.counts.byType.get(argv[0] ?? '')).toBe(1);
});
