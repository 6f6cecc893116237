import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../../src/errors.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { buildState } from '../../../src/sandbox/workspace/build-state.ts';
import { findStrays } from '../../../src/sandbox/workspace/find-strays.ts';
import { readSeed } from '../../../src/sandbox/workspace/read-seed.ts';
import { builtInSeed } from '../../../src/sandbox/workspace/seed/built-in.ts';
import { features } from '../../../src/sandbox/workspace/switches.ts';
import { sandboxWriteKey } from '../../../src/spec/built-in-sandbox.ts';
import { projectRoot } from '../../helpers/imports.ts';
import { tableBelow } from '../../helpers/markdown.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';
import { get } from './api.ts';

const now = new Date('2026-03-05T12:00:00Z');
const build = (value: unknown) => buildState({ seed: { name: 'seed.json', value }, now });

describe('the built-in workspace', () => {
  it('fits together', () => {
    const state = buildState({ now });
    expect(findStrays(readSeed(builtInSeed(now), 'built in'), state)).toEqual([]);
    for (const list of Object.values(state).filter(Array.isArray)) {
      const ids = list.filter((entry) => typeof entry === 'object' && 'id' in entry).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is the same every time, and its times count back from the start', () => {
    expect(buildState({ now })).toEqual(buildState({ now }));
    const { auditEvents } = buildState({ now });
    expect(auditEvents.map(({ timestamp }) => timestamp).at(-1)).toBe('2026-03-05T08:00:00Z');
  });

  it('has the sandbox’s own source, whose key every client of it knows', () => {
    expect(buildState({ now }).sources[0]).toMatchObject({ name: 'sandbox', writeKeys: [sandboxWriteKey] });
  });
});

describe('a seed', () => {
  it('adds to the built-in workspace and replaces what has the same id', () => {
    const before = buildState({ now });
    const state = build({
      workspace: { id: 'w', slug: 'acme', name: 'Acme' },
      sources: [
        { name: 'My app', writeKeys: ['my_key'] },
        { id: 'sRcWebStore11111111111', slug: 'other', writeKeys: ['other_key'] },
      ],
      labels: [
        { key: 'team', value: 'web', description: 'Mine' },
        { key: 'team', value: 'data' },
      ],
      users: [{ email: 'cy@example.com' }],
    });
    expect(state.workspace.name).toBe('Acme');
    expect(state.sources.map(({ slug }) => slug)).toEqual([
      'sandbox',
      'other',
      'shopping_app',
      'order_service',
      'violations',
      'my_app',
    ]);
    expect(state.labels).toHaveLength(before.labels.length + 1);
    expect(state.labels).toContainEqual({ key: 'team', value: 'web', description: 'Mine' });
    expect(state.users.at(-1)).toMatchObject({ email: 'cy@example.com', name: '', permissions: [] });
    expect(state.users.at(-1)?.id).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect(build({ sources: [{ name: 'My app' }] }).sources.at(-1)?.id).toBe(state.sources.at(-1)?.id);
  });

  it('replaces it when it begins with nothing', () => {
    const state = build({ base: 'empty', spaces: [{ name: 'Mine' }] });
    expect(state.sources.map(({ name }) => name)).toEqual(['sandbox']);
    expect([state.warehouses, state.trackingPlans, state.users, state.auditEvents, state.labels]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(state.spaces).toMatchObject([{ slug: 'mine' }]);
    expect(state.catalog.sources.length).toBeGreaterThan(5);
  });

  it.each([
    [[], '"value" must be an object'],
    ['text', '"value" must be an object'],
    [{ sourcs: [] }, 'sourcs: "sourcs" is not allowed'],
    [{ base: 'none' }, 'base: "base" must be one of [built-in, empty]'],
    [{ sources: {} }, 'sources: "sources" must be an array'],
    [{ sources: [{ name: 'a' }, 7] }, 'sources[1]: "1" must be an object'],
    [{ sources: [{ slug: 'a', writeKeys: 'k' }] }, 'sources[0].writeKeys: "writeKeys" must be an array'],
    [{ sources: [{}] }, 'sources[0].id: "id" is required'],
    [{ labels: [{ key: 'a' }] }, 'labels[0].value: "value" is required'],
    [{ features: ['Magic'] }, 'features[0]: "0" must be one of [Protocols'],
    [
      { switches: { pageSizeCap: 0 } },
      'switches.pageSizeCap: "pageSizeCap" must be greater than or equal to 1',
    ],
    [
      { auditEvents: [{ id: 'e', timestamp: 'now' }] },
      'auditEvents[0].timestamp: "timestamp" must be an ISO 8601 date',
    ],
    [
      { sources: [{ name: 'a', metadataId: 'nope' }] },
      'sources[0].metadataId: there is no source in the catalog with the id “nope”',
    ],
    [
      { sources: [{ name: 'a', writeKeys: [sandboxWriteKey] }] },
      'sources[0].writeKeys[0]: the source with the id “sRcSandbox111111111111” has this write key already',
    ],
    [
      { trackingPlans: [{ id: 'tp', name: 'x', sourceIds: ['sRcWebStore11111111111'] }] },
      'trackingPlans[0].sourceIds[0]: the source “sRcWebStore11111111111” has the tracking plan “tp_web_store” already',
    ],
    [
      { warehouses: [{ id: 'w', metadataId: '55d3d3aea3c', sourceIds: ['x'] }] },
      'warehouses[0].sourceIds[0]: there is no source with the id “x”',
    ],
    [
      { destinations: [{ id: 'd', metadataId: 'x', sourceId: 'y' }] },
      'destinations[0].metadataId: there is no destination',
    ],
    [
      { transformations: [{ name: 't', sourceId: 'y', if: '' }] },
      'transformations[0].sourceId: there is no source',
    ],
    [
      { groups: [{ name: 'g', memberIds: ['u'] }] },
      'groups[0].memberIds[0]: there is no user with the id “u”',
    ],
    [
      { users: [{ email: 'e', permissions: [{ roleId: 'r', resources: [] }] }] },
      'users[0].permissions[0].roleId: there is no role with the id “r”',
    ],
  ])('%j is refused, and the place is named', (value, message) => {
    expect(() => build(value)).toThrow(`The seed seed.json is not valid: ${message}`);
  });

  it('tells everything that is wrong at once', () => {
    const problems = { sources: [{ slug: 1 }, { name: 'a', metadataId: 7 }], users: [{}] };
    const error: unknown = (() => {
      try {
        return build(problems);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CliError);
    expect(error instanceof CliError && [error.exitCode, error.code, error.details.length > 2]).toEqual([
      2,
      'seed_invalid',
      true,
    ]);
  });

  it('is read or refused with a reason, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom('sources', 'users', 'labels', 'catalog', 'switches'), fc.jsonValue()),
        ),
        (value) => {
          try {
            build(value);
          } catch (error) {
            expect(error).toBeInstanceOf(CliError);
          }
        },
      ),
    );
  });

  it('is what a sandbox shows, and its keys take messages', async () => {
    const value = {
      sources: [
        { name: 'Shop', writeKeys: ['shop_key'] },
        { name: 'Old', writeKeys: ['old_key'], enabled: false },
      ],
    };
    const sandbox = await openSandbox({ seed: { name: 'x', value }, sources: [] });
    for (const key of ['shop_key', 'old_key', 'unknown_key'])
      await post(sandbox, '/v1/track', { userId: 'u', event: 'x' }, { authorization: basic(key) });
    expect([...sandbox.journal.messages].map(({ source }) => source)).toEqual(['Shop']);
    expect([...sandbox.journal.rejected].map(({ source, code }) => [source, code])).toEqual([
      ['Old', 'source_disabled'],
      ['unknown_key', 'unknown_source'],
    ]);
    const { sources } = (await get(sandbox, '/sources')).data;
    expect(sources.map(({ name }: { name: string }) => name).slice(-2)).toEqual(['Shop', 'Old']);
  });

  it('that cannot be used keeps the sandbox from starting', async () => {
    await expect(startSandbox({ seed: { name: 'bad.json', value: { x: 1 } } })).rejects.toThrow('bad.json');
  });
});

describe('docs/sandbox-workspace.md', () => {
  const page = readFileSync(join(projectRoot, 'docs/sandbox-workspace.md'), 'utf8');

  it('shows a seed that works', () => {
    const [, example = ''] = /```json\n([^`]+)```/.exec(page) ?? [];
    const state = build(JSON.parse(example));
    expect(state.sources.map(({ id }) => id)).toEqual(['sRcSandbox111111111111', 'web', 'old']);
    expect(state.switches.troubles).toHaveLength(1);
  });

  it('lists every switch and every feature', () => {
    const switches = tableBelow(page, '## Features and switches').map(([name]) => name);
    expect(switches.sort()).toEqual(Object.keys(buildState({ now }).switches).sort());
    for (const feature of features) expect(page).toContain(`\`${feature}\``);
  });
});
