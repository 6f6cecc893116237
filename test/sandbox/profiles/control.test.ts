import { describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { sendAll } from './profile-client.ts';

interface Listed {
  readonly id: string;
  readonly collection: string;
  readonly identifiers: { readonly type: string; readonly id: string }[];
  readonly links: string[];
}

async function list(
  { url }: RunningSandbox,
  query = '',
  headers: Record<string, string> = {},
): Promise<{
  status: number;
  body: { profiles: Listed[]; next: string | null; stats: Record<string, unknown> };
}> {
  const reply = await fetch(`${url}/_/profiles?${query}`, { headers });
  // A test that reads a part which is not there fails.
  return { status: reply.status, body: (await reply.json()) as never };
}

async function first(sandbox: RunningSandbox, query: string): Promise<string[]> {
  const { body } = await list(sandbox, query);
  return body.profiles.map(({ identifiers: [identifier] }) => `${identifier?.type}:${identifier?.id}`);
}

const now = new Date('2026-02-20T12:00:00.000Z');

async function fill(): Promise<RunningSandbox> {
  const sandbox = await openSandbox({ now: () => now });
  await sendAll(sandbox, [
    { type: 'identify', messageId: 'i1', userId: 'A', traits: { email: 'm@x.y', plan: 'pro', gone: null } },
    { type: 'track', messageId: 't1', userId: 'B', event: 'E', context: { traits: { email: 'm@x.y' } } },
    { type: 'track', messageId: 't2', event: 'E' },
  ]);
  await sendAll(
    sandbox,
    [{ type: 'group', messageId: 'g1', userId: 'A', groupId: 'acme', traits: { seats: 5 } }],
    'app',
  );
  return sandbox;
}

describe('GET /_/profiles', () => {
  it('tells everything of a profile', async () => {
    const sandbox = await fill();
    const { body } = await list(sandbox, 'id=user_id:a');
    const [account] = (await list(sandbox, 'collection=accounts')).body.profiles;
    expect(body.profiles).toEqual([
      {
        id: expect.stringMatching(/^use_/),
        collection: 'users',
        identifiers: [
          { type: 'user_id', id: 'A', source: 'web' },
          { type: 'email', id: 'm@x.y', source: 'web' },
        ],
        createdAt: now.toISOString(),
        updatedAt: now.toISOString(),
        first: { messageId: 'i1', source: 'web' },
        last: { messageId: 'g1', source: 'app' },
        absorbed: [],
        links: [account?.id],
        linkCount: 1,
        events: 0,
        traits: { email: 'm@x.y', plan: 'pro' },
      },
    ]);
    expect(body).toMatchObject({
      next: null,
      stats: {
        profiles: 3,
        applied: 3,
        anonymous: 0,
        droppedIdentifiers: 1,
        missed: 0,
        pending: 0,
        evicted: 0,
      },
    });
  });

  it.each([
    ['', ['group_id:acme', 'user_id:B', 'user_id:A']],
    ['source=web', ['user_id:B', 'user_id:A']],
    ['source=app', ['group_id:acme', 'user_id:A']],
    ['writeKey=app', ['group_id:acme', 'user_id:A']],
    ['source=nobody', []],
    ['collection=users', ['user_id:B', 'user_id:A']],
    ['limit=1', ['group_id:acme']],
    ['messageId=i1', ['user_id:A']],
    // The e-mail address leads to A, but the event is B's.
    ['messageId=t1', ['user_id:B']],
    ['messageId=g1', ['user_id:A', 'group_id:acme']],
    ['messageId=t2', []],
    ['messageId=nobody', []],
    ['messageId=i1&source=app', []],
    ['id=email:M@X.y', ['user_id:A']],
    ['id=user_id:nobody', []],
    ['id=nonsense', []],
  ])('?%s', async (query, expected) => {
    const sandbox = await fill();
    expect(await first(sandbox, query)).toEqual(expected);
  });

  it('finds a profile by its internal id', async () => {
    const sandbox = await fill();
    for (const { id } of (await list(sandbox)).body.profiles)
      expect((await list(sandbox, `id=${id}`)).body.profiles.map((profile) => profile.id)).toEqual([id]);
  });

  it('pages', async () => {
    const sandbox = await openSandbox();
    await sendAll(
      sandbox,
      Array.from({ length: 7 }, (_, index) => ({ type: 'identify', userId: `u${index}` })),
    );
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await list(sandbox, `limit=3${cursor}`);
      seen.push(...body.profiles.map(({ identifiers }) => identifiers[0]?.id ?? ''));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(['u6', 'u5', 'u4', 'u3', 'u2', 'u1', 'u0']);
  });

  it('ends a page that grows heavy, and always shows one profile', async () => {
    const sandbox = await openSandbox();
    for (let index = 0; index < 30; index += 1)
      await sendAll(
        sandbox,
        [0, 1].map((part) => ({
          type: 'identify',
          userId: `u${index}`,
          traits: { [`t${part}`]: 'x'.repeat(30_000) },
        })),
      );
    const { body } = await list(sandbox, 'limit=1000');
    expect(body.profiles.length).toBeGreaterThan(0);
    expect(body.profiles.length).toBeLessThan(10);
    expect(body.next).not.toBeNull();
  });

  it.each(['nonsense=1', 'collection=things', 'limit=0', 'limit=x', 'cursor=x'])(
    'refuses ?%s',
    async (query) => {
      const sandbox = await openSandbox();
      expect(await list(sandbox, query)).toMatchObject({ status: 400, body: { code: 'invalid_query' } });
    },
  );

  it('is not for other pages', async () => {
    const sandbox = await fill();
    expect((await list(sandbox, '', { origin: 'https://example.com' })).status).toBe(403);
  });

  it('forgets with a reset, of all or of one source', async () => {
    const sandbox = await fill();
    const before = await list(sandbox);
    expect(before.body.profiles).toHaveLength(3);
    sandbox.journal.reset({ source: 'app' });
    expect(await first(sandbox, '')).toEqual(['user_id:B', 'user_id:A']);
    expect(await first(sandbox, 'source=app')).toEqual([]);
    expect(await first(sandbox, 'source=web')).toEqual(['user_id:B', 'user_id:A']);
    sandbox.journal.reset();
    expect(await first(sandbox, '')).toEqual([]);
    await post(sandbox, '/v1/identify', { userId: 'new' }, { authorization: basic('web') });
    expect(await first(sandbox, '')).toEqual(['user_id:new']);
  });

  it('gives the same messages the same ids after a reset', async () => {
    const sandbox = await openSandbox();
    const ids = async () => {
      await sendAll(sandbox, [{ type: 'group', userId: 'u', groupId: 'g' }]);
      return (await list(sandbox)).body.profiles.map(({ id }) => id);
    };
    const before = await ids();
    sandbox.journal.reset();
    expect(await ids()).toEqual(before);
  });
});
