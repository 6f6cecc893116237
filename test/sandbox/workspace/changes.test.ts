import { describe, expect, it } from 'vitest';
import { sandboxWriteKey } from '../../../src/spec/built-in-sandbox.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { call, get } from './api.ts';

const web = 'sRcWebStore11111111111';
const violations = 'sRcViolations111111111';
const webKey = 'webstorewebstorewebstorewebstore';
type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

/** The types of the audit events that came since the sandbox began, the oldest first. */
async function newAudit(sandbox: Sandbox): Promise<[string, string][]> {
  const { data } = await get(sandbox, '/audit-events');
  return data.events
    .filter(({ actor }: { actor: string }) => actor.startsWith('public-api-token/'))
    .map(({ type, resourceName }: { type: string; resourceName: string }) => [type, resourceName])
    .reverse();
}

const track = (sandbox: Sandbox, writeKey: string, messageId: string) =>
  post(sandbox, '/v1/track', { userId: 'u', event: 'x', messageId }, { authorization: basic(writeKey) });

interface Change {
  readonly name?: string;
  readonly slug?: string;
  readonly enabled?: boolean;
  readonly settings?: object;
}

describe('a change of a source', () => {
  it.each<[Change, [string, string][]]>([
    [{ name: 'Web shop' }, [['Source Modified', 'Web shop']]],
    [{ slug: 'web_shop' }, [['Source Modified', 'Web store']]],
    [{ enabled: false }, [['Source Disabled', 'Web store']]],
    [{ settings: { theme: 'dark' } }, [['Source Settings Modified', 'Web store']]],
    [
      { name: 'N', enabled: false, settings: { a: 1 } },
      [
        ['Source Modified', 'N'],
        ['Source Disabled', 'N'],
        ['Source Settings Modified', 'N'],
      ],
    ],
    [{}, []],
    [{ name: 'Web store', enabled: true }, []],
  ])('%j is seen by GET and in the audit trail', async (change, audit) => {
    const sandbox = await openSandbox();
    const before = (await get(sandbox, `/sources/${web}`)).data.source;
    const { status, data } = await call(sandbox, 'PATCH', `/sources/${web}`, change);
    const settings = { ...before.settings, ...change.settings };
    expect([status, data.source]).toEqual([200, { ...before, ...change, settings }]);
    expect((await get(sandbox, `/sources/${web}`)).data.source).toEqual(data.source);
    expect(await newAudit(sandbox)).toEqual(audit);
  });

  it('leaves who did it, when, and to what', async () => {
    const now = new Date('2026-03-05T12:34:56.789Z');
    const sandbox = await openSandbox({ now: () => now });
    await call(sandbox, 'PATCH', `/sources/${web}`, { enabled: false });
    const { data } = await get(sandbox, `/audit-events?resourceId=${web}&startTime=2026-03-05T12:00:00Z`);
    expect(data.events).toEqual([
      {
        id: 'events/1009',
        timestamp: '2026-03-05T12:34:56Z',
        type: 'Source Disabled',
        actor: expect.stringMatching(/^public-api-token\/[A-Za-z0-9]{8}$/),
        resourceId: web,
        resourceType: 'source',
        resourceName: 'Web store',
      },
    ]);
    expect((await get(sandbox, '/audit-events?resourceType=warehouse')).data.events).toHaveLength(1);
    expect((await get(sandbox, '/audit-events?endTime=2026-03-05T12:00:00Z')).data.events).toHaveLength(8);
  });

  it('forgets audit events after 90 days', async () => {
    let now = new Date('2026-03-05T12:00:00Z');
    const sandbox = await openSandbox({ now: () => now });
    await call(sandbox, 'PATCH', `/sources/${web}`, { enabled: false });
    now = new Date('2026-06-03T11:00:00Z');
    expect((await get(sandbox, '/audit-events')).data.events).toHaveLength(1);
    now = new Date('2026-06-03T13:00:00Z');
    expect((await get(sandbox, '/audit-events')).data.events).toHaveLength(0);
  });

  it('makes a disabled source drop what comes, and an enabled one take it again', async () => {
    const sandbox = await openSandbox();
    await call(sandbox, 'PATCH', `/sources/${web}`, { enabled: false });
    expect((await track(sandbox, webKey, 'm1')).status).toBe(200);
    await call(sandbox, 'PATCH', `/sources/${web}`, { enabled: true });
    await track(sandbox, webKey, 'm2');
    expect([...sandbox.journal.messages].map(({ messageId, source }) => [messageId, source])).toEqual([
      ['m2', 'Web store'],
    ]);
    expect([...sandbox.journal.rejected].map(({ code }) => code)).toEqual(['source_disabled']);
    expect((await newAudit(sandbox)).map(([type]) => type)).toEqual(['Source Disabled', 'Source Enabled']);
  });

  it('refuses the slug of another source', async () => {
    const sandbox = await openSandbox();
    const { status, errors } = await call(sandbox, 'PATCH', `/sources/${web}`, { slug: 'sandbox' });
    expect([status, errors[0]?.type]).toEqual([409, 'conflict']);
    expect((await call(sandbox, 'PATCH', `/sources/${web}`, { slug: 'web_store' })).status).toBe(200);
  });

  it('keeps hostile keys as plain data', async () => {
    const sandbox = await openSandbox();
    const body = '{"settings":{"__proto__":{"polluted":true},"constructor":1}}';
    const { data } = await call(sandbox, 'PATCH', `/sources/${web}`, body);
    expect(data.source.settings.constructor).toBe(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('write keys', () => {
  it('that nobody named make a source each, with a slug of its own', async () => {
    const sandbox = await openSandbox();
    const alike = ['a', 'b'].map((letter) => `same${letter.repeat(24)}ends`);
    for (const writeKey of ['sandbox', ...alike, 'checkout']) {
      const message = { writeKey, userId: 'u1', event: 'Order Completed' };
      expect((await call(sandbox, 'POST', '/v1/track', message, {})).status).toBe(200);
    }
    const { data } = await get(sandbox, '/sources');
    expect(data.sources.slice(5).map(({ slug }: { slug: string }) => slug)).toEqual([
      'sandbox_2',
      'same_ends',
      'same_ends_2',
      'checkout',
    ]);
  });

  it.each([[undefined], [[{ name: 'own', writeKey: 'own_key' }]]])(
    'that are added work for ingestion, and those taken away do not (sources: %j)',
    async (sources) => {
      const sandbox = await openSandbox(sources === undefined ? {} : { sources });
      const { data } = await call(sandbox, 'POST', `/sources/${web}/writekey`);
      const [first, added] = data.source.writeKeys;
      expect(first).toBe(webKey);
      expect(added).toMatch(/^[A-Za-z0-9]{32}$/);
      await track(sandbox, added, 'm1');
      const removed = await call(sandbox, 'DELETE', `/sources/${web}/writekey/${webKey}`);
      expect([removed.status, removed.data]).toEqual([200, { status: 'SUCCESS' }]);
      expect((await track(sandbox, webKey, 'm2')).status).toBe(200);

      expect((await get(sandbox, `/sources/${web}`)).data.source.writeKeys).toEqual([added]);
      expect([...sandbox.journal.messages].map(({ messageId }) => messageId)).toEqual(['m1']);
      expect([...sandbox.journal.rejected].map(({ code }) => code)).toEqual(['unknown_source']);
      expect((await fetch(`${sandbox.url}/v1/projects/${added}/settings`)).status).toBe(200);
      expect((await fetch(`${sandbox.url}/v1/projects/${webKey}/settings`)).status).toBe(404);
      expect(await newAudit(sandbox)).toEqual([
        ['Source Modified', 'Web store'],
        ['Source Modified', 'Web store'],
      ]);
    },
  );

  it('that the source does not have cannot be taken away', async () => {
    const sandbox = await openSandbox();
    const { status, errors } = await call(sandbox, 'DELETE', `/sources/${web}/writekey/${sandboxWriteKey}`);
    expect([status, errors[0]?.type]).toEqual([404, 'not-found']);
  });

  it('go with their source', async () => {
    const sandbox = await openSandbox();
    expect((await call(sandbox, 'DELETE', `/sources/${web}`)).data).toEqual({ status: 'SUCCESS' });
    await track(sandbox, webKey, 'm1');
    expect([...sandbox.journal.rejected].map(({ code }) => code)).toEqual(['unknown_source']);
    expect((await get(sandbox, `/sources/${web}`)).status).toBe(404);
    const { destinations } = (await get(sandbox, '/destinations')).data;
    expect(destinations.filter(({ sourceId }: { sourceId: string }) => sourceId === web)).toEqual([]);
    const { sources } = (await get(sandbox, '/tracking-plans/tp_web_store/sources')).data;
    expect(sources).toEqual([]);
    expect(await newAudit(sandbox)).toEqual([['Source Deleted', 'Web store']]);
  });

  it('come with a new source, which takes messages at once', async () => {
    const sandbox = await openSandbox({ sources: [] });
    const { status, data } = await call(sandbox, 'POST', '/sources', {
      slug: 'fresh',
      enabled: true,
      metadataId: 'IqDTy1TpoU',
    });
    expect([status, data.source.name, data.source.writeKeys.length]).toEqual([201, 'fresh', 1]);
    await track(sandbox, data.source.writeKeys[0], 'm1');
    expect([...sandbox.journal.messages].map(({ source }) => source)).toEqual(['fresh']);
    expect((await get(sandbox, `/sources/${data.source.id}`)).data.source).toEqual(data.source);
    expect(await newAudit(sandbox)).toEqual([['Source Created', 'fresh']]);
    const again = { slug: 'fresh', enabled: true, metadataId: 'IqDTy1TpoU' };
    expect((await call(sandbox, 'POST', '/sources', again)).status).toBe(409);
    expect((await call(sandbox, 'POST', '/sources', { ...again, metadataId: 'x' })).status).toBe(404);
  });
});

describe('the sources of a sandbox', () => {
  it('are those it was started with beside the built-in ones', async () => {
    const sandbox = await openSandbox({
      sources: [
        { name: 'Own app', writeKey: 'own_key' },
        { name: 'off', writeKey: 'off_key', disabled: true },
      ],
    });
    const { sources } = (await get(sandbox, '/sources')).data;
    expect(
      sources
        .map(({ slug, enabled, writeKeys }: Record<string, unknown>) => [slug, enabled, writeKeys])
        .slice(-2),
    ).toEqual([
      ['own_app', true, ['own_key']],
      ['off', false, ['off_key']],
    ]);
    await track(sandbox, 'stranger', 'm1');
    expect((await get(sandbox, '/sources')).data.sources).toHaveLength(sources.length);
  });

  it('are also the keys that messages came under, when every key is one', async () => {
    const sandbox = await openSandbox();
    await track(sandbox, 'my_key', 'm1');
    await track(sandbox, 'second_key', 'm2');
    await track(sandbox, 'my_key', 'm3');
    const { sources } = (await get(sandbox, '/sources')).data;
    expect(sources.slice(5).map(({ name }: { name: string }) => name)).toEqual(['my_key', 'second_key']);
    const { id } = sources[5];
    await call(sandbox, 'PATCH', `/sources/${id}`, { name: 'My app' });
    await track(sandbox, 'my_key', 'm4');
    expect(sandbox.journal.messages.at(3)?.source).toBe('My app');
    expect((await get(sandbox, `/sources/${id}`)).data.source.name).toBe('My app');
  });
});

describe('schema settings', () => {
  const path = `/sources/${web}/settings`;

  it('are merged field by field, and a forwarding that is left out is switched off', async () => {
    const sandbox = await openSandbox();
    const before = (await get(sandbox, path)).data.settings;
    expect(before.forwardingViolationsTo).toBe(violations);
    const change = { track: { allowEventOnViolations: true }, group: { commonEventOnViolations: 'BLOCK' } };
    const { data } = await call(sandbox, 'PATCH', path, change);
    const expected = {
      ...before,
      track: { ...before.track, allowEventOnViolations: true },
      group: { ...before.group, commonEventOnViolations: 'BLOCK' },
      forwardingViolationsTo: '',
    };
    expect(data).toEqual({ sourceId: web, settings: expected });
    expect((await get(sandbox, path)).data).toEqual(data);
    expect(await newAudit(sandbox)).toEqual([['Source Settings Modified', 'Web store']]);
  });

  it('keep a forwarding that is sent along', async () => {
    const sandbox = await openSandbox();
    const both = { forwardingViolationsTo: violations, forwardingBlockedEventsTo: violations };
    expect((await call(sandbox, 'PATCH', path, both)).data.settings).toMatchObject(both);
    const one = { forwardingBlockedEventsTo: violations };
    expect((await call(sandbox, 'PATCH', path, one)).data.settings).toMatchObject({
      ...one,
      forwardingViolationsTo: '',
    });
  });

  it('are the documented defaults of a source that nobody touched', async () => {
    const sandbox = await openSandbox();
    const traits = {
      allowTraitsOnViolations: true,
      allowUnplannedTraits: true,
      commonEventOnViolations: 'ALLOW',
    };
    expect((await get(sandbox, '/sources/sRcSandbox111111111111/settings')).data.settings).toEqual({
      track: {
        allowUnplannedEvents: true,
        allowUnplannedEventProperties: true,
        allowEventOnViolations: false,
        allowPropertiesOnViolations: true,
        commonEventOnViolations: 'ALLOW',
      },
      identify: traits,
      group: traits,
      forwardingViolationsTo: '',
      forwardingBlockedEventsTo: '',
    });
  });

  it('show defaults and take nothing in a workspace without Protocols', async () => {
    const sandbox = await openSandbox({ seed: { name: 'x', value: { features: ['Audit Trail'] } } });
    expect((await get(sandbox, path)).data.settings.track.allowUnplannedEvents).toBe(true);
    const { status, data } = await call(sandbox, 'PATCH', path, { track: { allowUnplannedEvents: false } });
    expect([status, data.settings.track.allowUnplannedEvents]).toEqual([200, true]);
    expect(await newAudit(sandbox)).toEqual([]);
  });
});

describe('labels', () => {
  const path = `/sources/${web}/labels`;
  const names = (labels: readonly { key: string; value: string }[]) =>
    labels.map(({ key, value }) => `${key}:${value}`);

  it('are added and replaced, and always told whole', async () => {
    const sandbox = await openSandbox();
    const team = { labels: [{ key: 'team', value: 'web' }] };
    const added = await call(sandbox, 'POST', path, team);
    expect([added.status, names(added.data.labels)]).toEqual([200, ['environment:prod', 'team:web']]);
    expect(names((await call(sandbox, 'POST', path, team)).data.labels)).toEqual([
      'environment:prod',
      'team:web',
    ]);
    const replaced = await call(sandbox, 'PUT', path, team);
    expect(names(replaced.data.labels)).toEqual(['team:web']);
    expect(names((await get(sandbox, `/sources/${web}`)).data.source.labels)).toEqual(['team:web']);
    expect(names((await call(sandbox, 'PUT', path, { labels: [] })).data.labels)).toEqual([]);
    expect((await newAudit(sandbox)).map(([type]) => type)).toEqual(Array(3).fill('Source Modified'));
  });

  it('can be made and taken away for the whole workspace', async () => {
    const sandbox = await openSandbox();
    const label = { key: 'tier', value: 'a/b', description: 'New' };
    const made = await call(sandbox, 'POST', '/labels', { label });
    expect([made.status, made.data]).toEqual([201, { label }]);
    expect((await call(sandbox, 'POST', '/labels', { label })).status).toBe(409);
    await call(sandbox, 'POST', path, { labels: [{ key: 'tier', value: 'a/b' }] });
    expect((await get(sandbox, `/sources/${web}`)).data.source.labels).toContainEqual(label);
    expect((await call(sandbox, 'DELETE', '/labels/tier/a%2Fb')).data).toEqual({ status: 'SUCCESS' });
    expect((await get(sandbox, `/sources/${web}`)).data.source.labels).not.toContainEqual(label);
    expect((await get(sandbox, '/labels')).data.labels).toHaveLength(4);
    expect((await call(sandbox, 'DELETE', '/labels/tier/a%2Fb')).status).toBe(404);
  });
});

describe('a reset', () => {
  it('brings the workspace back to what it was, a reset of one source does not', async () => {
    const sandbox = await openSandbox();
    const before = (await get(sandbox, '/sources')).data;
    await call(sandbox, 'PATCH', `/sources/${web}`, { name: 'Changed' });
    await track(sandbox, 'some_key', 'm1');
    const control = { 'content-type': 'application/json' };
    await call(sandbox, 'POST', '/_/reset', { writeKey: 'some_key' }, control);
    expect((await get(sandbox, `/sources/${web}`)).data.source.name).toBe('Changed');
    expect((await call(sandbox, 'POST', '/_/reset', {}, control)).status).toBe(200);
    expect((await get(sandbox, '/sources')).data).toEqual(before);
    expect(await newAudit(sandbox)).toEqual([]);
  });
});
