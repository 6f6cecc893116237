import { describe, expect, it } from 'vitest';
import { answering } from '../../helpers/answering.ts';
import type { CliOptions } from '../../helpers/cli.ts';
import { type ChangeAnswer, frontServer, pass } from '../../helpers/front-server.ts';
import { errorOf, openScene, type ReadingScene, sceneToken } from '../../helpers/reading.ts';

const web = '/sources/sRcWebStore11111111111';
const app = '/sources/sRcShoppingApp11111111';
const settings = { website_url: 'https://a.example', other: 1, nested: { a: 1 } };
const seed = { sources: [{ id: 'sRcOwn', slug: 'own', metadataId: 'IqDTy1TpoU', settings }] };

interface Meanwhile {
  readonly args: readonly string[];
  /** The change of somebody else: method, path, body. */
  readonly other: readonly [string, string, object?];
  readonly options?: CliOptions;
  readonly answer?: ChangeAnswer;
}

/** Somebody else makes a change after the command has shown its own, and before it sends. */
async function runMeanwhile({ args, other, options, answer = pass }: Meanwhile) {
  const [method, path, body] = other;
  const dry = await openScene(seed);
  const counter = await frontServer(dry.sandbox.url);
  await dry.run([...args, '--dry-run'], { env: { SEGMENT_API_URL: counter.url } });

  const scene = await openScene(seed);
  const front = await frontServer(scene.sandbox.url, answer, async (count) => {
    if (count === counter.reads() + 1) await change(scene, method, path, body);
  });
  const result = await scene.run(args, { ...options, env: { SEGMENT_API_URL: front.url } });
  return {
    ...result,
    changes: front.changes,
    sent: front.changes.map((each) => JSON.parse(each.body === '' ? 'null' : each.body)),
    now: async (at: string) => JSON.parse(await scene.api(at)).data,
  };
}

async function change({ sandbox }: ReadingScene, method: string, path: string, body?: object): Promise<void> {
  const reply = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${sceneToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(reply.status).toBe(200);
}

describe('somebody else changes what a change would overwrite', () => {
  it.each<[string, readonly string[], Meanwhile['other'], readonly string[]]>([
    [
      'another setting, which is sent along',
      ['sources', 'update', 'own', '--setting', 'website_url=x'],
      ['PATCH', '/sources/sRcOwn', { settings: { other: 2 } }],
      ['settings.other: 1 → 2'],
    ],
    [
      'the same setting',
      ['sources', 'update', 'own', '--setting', 'website_url=x'],
      ['PATCH', '/sources/sRcOwn', { settings: { website_url: 'y' } }],
      ['now: settings.website_url: "y" → "x"'],
    ],
    [
      'the same name',
      ['sources', 'update', 'web_store', '--name', 'Shop'],
      ['PATCH', web, { name: 'Boutique' }],
      ['now: name: "Boutique" → "Shop"'],
    ],
    [
      'a forwarding, which is sent along',
      ['sources', 'schema', 'update', 'web_store', '-F', 'track.allowUnplannedEvents=true'],
      ['PATCH', `${web}/settings`, { forwardingViolationsTo: 'sRcOrderService1111111' }],
      ['forwardingViolationsTo: "sRcViolations111111111" → "sRcOrderService1111111"'],
    ],
    [
      'a forwarding, switched off',
      ['sources', 'schema', 'update', 'web_store', '-F', 'track.allowUnplannedEvents=true'],
      ['PATCH', `${web}/settings`, {}],
      ['forwardingViolationsTo: "sRcViolations111111111" → not set'],
    ],
    [
      'the labels',
      ['sources', 'labels', 'set', 'web_store', 'team:web'],
      ['POST', `${web}/labels`, { labels: [{ key: 'environment', value: 'staging' }] }],
      ['now: - environment:staging'],
    ],
    [
      'the other write key',
      ['sources', 'write-key', 'remove', 'shopping_app', 'shoppingapprotatedshoppingapprot'],
      ['DELETE', `${app}/writekey/shoppingappshoppingappshoppingap`],
      ['now: it is the only one: nothing can be sent to this source afterwards'],
    ],
    [
      'the write key itself',
      ['sources', 'write-key', 'remove', 'shopping_app', 'shoppingapprotatedshoppingapprot'],
      ['DELETE', `${app}/writekey/shoppingapprotatedshoppingapprot`],
      ['Source shopping_app has no such write key.', 'known: shoppingappshoppingappshoppingap'],
    ],
  ])('%s: exit 6, nothing is sent', async (_, args, other, details) => {
    const result = await runMeanwhile({ args: [...args, '--yes', '--json'], other });
    expect([result.code, result.stdout, result.changes]).toEqual([6, '', []]);
    expect(errorOf(result)).toMatchObject({ code: 'conflict', retryable: false, details });
  });

  it('while a person reads the question', async () => {
    const { code, changes, now } = await runMeanwhile({
      args: ['sources', 'update', 'own', '--setting', 'website_url=x'],
      other: ['PATCH', '/sources/sRcOwn', { settings: { other: 2 } }],
      options: answering('Change source own?', 'y'),
    });
    expect([code, changes]).toEqual([6, []]);
    expect((await now('/sources/sRcOwn')).source.settings).toEqual({ ...settings, other: 2 });
  });
});

it('somebody else changes it while a 429 makes the change wait: exit 6, and no second try', async () => {
  const scene = await openScene(seed);
  const front = await frontServer(scene.sandbox.url, async (reply) => {
    await change(scene, 'PATCH', '/sources/sRcOwn', { settings: { other: 2 } });
    reply.writeHead(429, { 'retry-after': '60' }).end('{"errors":[]}');
  });
  const args = ['sources', 'update', 'own', '--setting', 'website_url=x', '--yes', '--json'];
  const result = await scene.run(args, { env: { SEGMENT_API_URL: front.url } });
  expect([result.code, errorOf(result).code, front.changes.length]).toEqual([6, 'conflict', 1]);
});

describe('somebody else changes what a change leaves alone', () => {
  it('the slug beside the name: stays as they made it', async () => {
    const { code, sent, now } = await runMeanwhile({
      args: ['sources', 'update', 'web_store', '--name', 'Shop', '--yes'],
      other: ['PATCH', web, { slug: 'theirs', settings: { website_url: 'theirs' } }],
    });
    expect([code, sent]).toEqual([0, [{ name: 'Shop' }]]);
    expect((await now(web)).source).toMatchObject({
      name: 'Shop',
      slug: 'theirs',
      settings: { website_url: 'theirs' },
    });
  });

  it('another schema setting: stays as they made it', async () => {
    const on = 'sRcViolations111111111';
    const { code, sent, now } = await runMeanwhile({
      args: ['sources', 'schema', 'update', 'web_store', '-F', 'track.allowUnplannedEvents=true', '--yes'],
      other: [
        'PATCH',
        `${web}/settings`,
        {
          track: { allowEventOnViolations: true },
          group: { allowUnplannedTraits: false },
          forwardingViolationsTo: on,
        },
      ],
    });
    expect([code, sent]).toEqual([
      0,
      [{ track: { allowUnplannedEvents: true }, forwardingViolationsTo: on }],
    ]);
    expect((await now(`${web}/settings`)).settings).toMatchObject({
      track: { allowUnplannedEvents: true, allowEventOnViolations: true },
      group: { allowUnplannedTraits: false },
      forwardingViolationsTo: on,
    });
  });

  it('a label beside the one that is added', async () => {
    const { code, now } = await runMeanwhile({
      args: ['sources', 'labels', 'add', 'web_store', 'team:web'],
      other: ['POST', `${web}/labels`, { labels: [{ key: 'environment', value: 'staging' }] }],
    });
    expect(code).toBe(0);
    expect((await now(web)).source.labels).toHaveLength(3);
  });

  it('a write key that they made is not taken for ours', async () => {
    const { code, stdout, now } = await runMeanwhile({
      args: ['sources', 'write-key', 'add', 'shopping_app'],
      other: ['POST', `${app}/writekey`],
    });
    const keys = (await now(app)).source.writeKeys;
    expect([code, keys.length, stdout]).toEqual([0, 4, `${keys[3]}\n`]);
  });
});

describe('the answer to a change', () => {
  /** Runs an update of `own` whose answer is the source with something else in it. */
  async function answered(args: readonly string[], make: (source: Record<string, unknown>) => object) {
    const scene = await openScene(seed);
    const front = await frontServer(scene.sandbox.url, async (reply, forward) => {
      const { source } = JSON.parse((await forward()).body).data;
      reply.writeHead(200).end(JSON.stringify({ data: { source: { ...source, ...make(source) } } }));
    });
    const env = { SEGMENT_API_URL: front.url };
    return scene.run(['sources', 'update', 'own', ...args, '--yes', '--json'], { env });
  }

  it.each<[readonly string[], object, readonly string[]]>([
    [['--name', 'A', '--disable'], { enabled: true }, ['enabled is not false']],
    [['--slug', 'a'], { slug: 'a-1' }, ['slug is not "a"']],
    [['--setting', 'other=2'], { settings }, ['settings.other is not 2']],
    [['--setting', 'other=2'], { settings: null }, ['settings.other is not 2']],
    [['--setting', 'other=""'], { settings: {} }, ['settings.other is not "\\"\\""']],
    [
      ['--setting', 'nested.a:=12345678901234567890'],
      { settings: { nested: { a: 12345678901234567000 } } },
      ['settings.nested.a is not 12345678901234567890'],
    ],
    [['--setting', 'nested:={}'], { settings }, ['settings.nested.a is still set']],
  ])('%j and %j: exit 6 with the fields', async (args, made, details) => {
    const result = await answered(args, () => made);
    expect([result.code, result.stdout]).toEqual([6, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'not_applied',
      details: expect.arrayContaining([...details]),
      hint: expect.stringMatching(/^See: segment sources get (own|sRcOwn)$/),
    });
  });

  it.each<[readonly string[], object]>([
    [['--setting', 'apiKey=secret'], { settings: { apiKey: '••••cret' } }],
    [['--setting', 'size=1.50'], { settings: { size: 1.5 } }],
    [['--setting', 'other=null'], { settings: {} }],
    [['--setting', 'list:=[{"a":1,"b":2}]'], { settings: { list: [{ b: 2, a: 1 }] } }],
    [['--setting', 'other=2'], { settings: { other: 2, theirs: true }, name: 'Theirs' }],
  ])('%j and %j: is what was asked for', async (args, made) => {
    expect(await answered(args, () => made)).toMatchObject({ code: 0 });
  });

  it('labels that were to go and are there: exit 6', async () => {
    const scene = await openScene();
    const front = await frontServer(scene.sandbox.url, async (reply) => {
      const labels = ['prod', 'staging'].map((value) => ({ key: 'environment', value }));
      reply.writeHead(200).end(JSON.stringify({ data: { labels } }));
    });
    const args = ['sources', 'labels', 'set', 'web_store', 'environment:staging', '--yes', '--json'];
    const result = await scene.run(args, { env: { SEGMENT_API_URL: front.url } });
    expect([result.code, errorOf(result)]).toEqual([
      6,
      expect.objectContaining({
        code: 'not_applied',
        details: ['the label environment:prod is still there'],
      }),
    ]);
  });
});

it('a value from stdin is read once and sent', async () => {
  const scene = await openScene(seed);
  const result = await scene.run(['sources', 'update', 'own', '--setting', 'other=@-', '--yes', '--json'], {
    stdin: 'from stdin',
  });
  expect(result.code).toBe(0);
  expect(JSON.parse(result.stdout).settings.other).toBe('from stdin');
});
