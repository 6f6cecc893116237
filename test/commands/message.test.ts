import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, MemoryStream } from '../helpers/cli.ts';
import { json, serve } from '../helpers/http-server.ts';
import { readSources } from '../helpers/imports.ts';
import { dryRunBody, errorOf, sender } from '../helpers/message.ts';
import { closedPort } from '../helpers/raw-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-message-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return name;
};

beforeAll(() => {
  file(
    'message.json',
    '{ "event": "From File", "userId": "u1", "properties": { "n": 12345678901234567890 } }',
  );
  file('bom.json', '\uFEFF{"event":"B","userId":"u"}');
  file('broken.json', '{"event":"E",\n "userId": u1 }');
  file('list.json', '[{"event":"E"}]');
  file('page.json', '{"type":"page","userId":"u"}');
  file('empty.json', '');
  file('latin1.json', Buffer.from('{"event":"caf\xe9"}', 'latin1'));
  file('huge.json', `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`);
  file('properties.json', '{"from":"file"}');
  file('text.txt', 'Grüße\n');
  mkdirSync(join(folder, 'directory'));
});

describe('a call that is wrong', () => {
  const ok = ['track', 'E', '-u', 'u'];

  it.each<[string[], number, string, RegExp]>([
    [['track', '-u', 'u'], 2, 'event_missing', /name of the event/],
    [['track', '-u', 'u', '{"event":"A"}'], 2, 'value_is_object', /^\[event\] is a JSON object/],
    [['identify', '{"userId":"u"}'], 2, 'value_is_object', /^\[userId\] is a JSON object/],
    [[...ok, '-f', 'key'], 2, 'field_invalid', /has no value/],
    [
      [...ok, '-f', '{"url":"/?a=b"}'],
      2,
      'field_invalid',
      /-f \{"url":"\/\?a=b"\} is a JSON object, not key=value/,
    ],
    [[...ok, '-f', '=x'], 2, 'field_invalid', /empty/],
    [[...ok, '-f', 'a=1', '-F', 'a=2'], 2, 'field_invalid', /-f a=1 and -F a=2/],
    [[...ok, '-f', 'a=1', '-f', 'a.b=2'], 2, 'field_invalid', /two kinds of value/],
    [[...ok, '--revenue', '5', '-F', 'revenue=6'], 2, 'field_invalid', /-F revenue=6 and --revenue 5/],
    [['page', 'P', '-u', 'u', '--category', 'A', '-f', 'category=B'], 2, 'field_invalid', /set twice/],
    [
      [...ok, '--properties', '{"a":1}', '-f', 'a.b=2'],
      2,
      'field_invalid',
      /needs an object at “a”, and there is 1/,
    ],
    [[...ok, '--properties', '[1]', '-f', 'a=2'], 2, 'field_invalid', /properties is not an object/],
    [
      [...ok, '--properties', '{"a" 1}'],
      2,
      'invalid_json',
      /--properties is not valid JSON: expected a colon .*line 1, column 6/,
    ],
    [[...ok, '--properties', ''], 2, 'value_blank', /--properties is empty/],
    [[...ok, '--context', '{'], 2, 'invalid_json', /--context/],
    [[...ok, '--integrations', "{'All':false}"], 2, 'invalid_json', /--integrations/],
    [
      [...ok, '--properties', '@broken.json'],
      2,
      'invalid_json',
      /--properties @broken.json is not valid JSON.*line 2, column 12/,
    ],
    [[...ok, '--properties', '@nowhere.json'], 2, 'file_not_found', /@nowhere.json/],
    [[...ok, '-f', 'handle=@jack'], 2, 'file_not_found', /handle=@jack/],
    [[...ok, '-f', 'a=@directory'], 2, 'file_is_directory', /directory/],
    [[...ok, '--input', 'directory'], 2, 'file_is_directory', /directory/],
    [[...ok, '--input', 'nowhere.json'], 2, 'file_not_found', /--input nowhere.json/],
    [[...ok, '--input', 'message.json/inside'], 2, 'file_unreadable', /cannot be read \(not a directory\)/],
    [[...ok, '--input', 'huge.json'], 2, 'file_too_large', /4 MB/],
    [[...ok, '--input', '/dev/zero'], 2, 'file_too_large', /4 MB/],
    [[...ok, '--input', '-', '--properties', '@-'], 2, 'stdin_twice', /--input - and --properties @-/],
    [[...ok, '-f', 'a=@-', '-F', 'b:=@-'], 2, 'stdin_twice', /-f a=@- and -F b:=@-/],
    [[...ok, '--message-id', ''], 2, 'value_blank', /--message-id is empty/],
    [[...ok, '--message-id', 'x'.repeat(101)], 2, 'bad_value', /not 101/],
    [[...ok, '--timestamp', 'yesterday'], 2, 'bad_value', /--timestamp yesterday/],
    [[...ok, '--timestamp', '2026-02-30'], 2, 'bad_value', /not a time/],
    [[...ok, '--revenue', 'ten'], 2, 'bad_value', /--revenue ten is not a number/],
    [[...ok, '--revenue', '1,5'], 2, 'bad_value', /not a number/],
    [[...ok, '--value', ''], 2, 'value_blank', /--value is empty/],
    [[...ok, '--timeout', '30'], 2, 'bad_value', /--timeout 30/],
    [[...ok, '--timeout', '0s'], 2, 'bad_value', /--timeout/],
    [[...ok, '--retries', '-1'], 2, 'bad_value', /--retries -1/],
    [['identify', 'u1', '--user-id', 'u2'], 2, 'given_twice', /\[userId\] and --user-id/],
    [['page', 'A', '--name', 'B', '-u', 'u'], 2, 'given_twice', /\[name\] and --name/],
    [[...ok, '--write-key', 'sgp_0123456789abcdefghij'], 2, 'token_as_write_key', /token/],
    [[...ok, '--write-key', 'abc def'], 2, 'write_key_malformed', /has a space/],
    [['track', '', '-u', 'u'], 2, 'value_blank', /\[event\] is empty/],
    [['track', 'E'], 3, 'no_user_anon_id', /neither/],
    [['track', 'E', '-u', ''], 2, 'value_blank', /--user-id is empty/],
    [['identify'], 3, 'no_user_anon_id', /neither/],
    [['identify', ''], 2, 'value_blank', /\[userId\] is empty/],
    [['page', '', '-u', 'u'], 2, 'value_blank', /\[name\] is empty/],
    [['screen', 'S', '-u', 'u', '--category', ''], 2, 'value_blank', /--category is empty/],
    [['group', '-u', 'u'], 3, 'group_id_missing', /groupId/],
    [['group', 'g'], 3, 'no_user_anon_id', /neither/],
    [['alias', '-u', 'u'], 3, 'previous_id_missing', /previousId/],
    [['alias', '-a', 'a', '--previous-id', 'p'], 3, 'user_id_missing', /userId/],
    [[...ok, '--properties', '[1]'], 3, 'properties_not_object', /properties/],
    [[...ok, '--properties', '"x"'], 3, 'properties_not_object', /properties/],
    [['identify', 'u', '--traits', '1'], 3, 'traits_not_object', /traits/],
    [[...ok, '--context', '[]'], 3, 'context_not_object', /context/],
    [[...ok, '--integrations', 'true'], 3, 'integrations_not_object', /integrations/],
    [[...ok, '-f', `long=${'x'.repeat(33_000)}`], 3, 'message_too_large', /32768 bytes/],
    [['track', '--input', 'broken.json'], 3, 'invalid_json', /--input broken.json.*line 2/],
    [['track', '--input', 'empty.json'], 3, 'invalid_json', /it is empty/],
    [['track', '--input', 'list.json'], 3, 'not_an_object', /JSON object/],
    [['track', '--input', 'list.json', '--force'], 3, 'not_an_object', /JSON object/],
    [['track', '--input', 'latin1.json'], 3, 'invalid_utf8', /UTF-8/],
    [
      ['track', '--input', 'page.json'],
      3,
      'type_differs',
      /page.json holds a message of type page, not track/,
    ],
  ])('%j', async (argv, exitCode, code, message) => {
    const result = await cli([...argv, '--dry-run', '--json'], { cwd: folder });
    const error = errorOf(result);
    expect({ code: result.code, stdout: result.stdout, name: error.code }).toEqual({
      code: exitCode,
      stdout: '',
      name: code,
    });
    expect(error.message).toMatch(message);
  });

  it.each([
    ['unknown flag', [...ok, '--bogus']],
    ['two arguments', ['track', 'Order', 'Completed', '-u', 'u']],
    ['a flag of another type', ['alias', '-u', 'u', '--previous-id', 'p', '-f', 'a=1']],
    ['a flag without its value', ['track', 'E', '-u']],
  ])('%s: exit 2', async (_name, argv) => {
    const result = await cli(argv);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 2, stdout: '' });
    expect(result.stderr).toContain('error:');
  });

  it('shows bad JSON with a caret below the place', async () => {
    const { stderr } = await cli([...ok, '--properties', '{"plan": pro}']);
    expect(stderr).toContain('  {"plan": pro}\n           ^\n');
    expect(stderr).toContain('hint:');
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable file: exit 2', async () => {
    chmodSync(join(folder, file('secret.json', '{}')), 0);
    const result = await cli([...ok, '--input', 'secret.json', '--json'], { cwd: folder });
    expect({ code: result.code, name: errorOf(result).code }).toEqual({ code: 2, name: 'file_unreadable' });
  });

  it('a terminal where a pipe belongs: exit 2 instead of waiting', async () => {
    const waiting = new Readable({ read() {} });
    const result = await cli(['track', '--input', '-', '--json'], {
      stdin: waiting,
      io: { stdinIsTerminal: true },
    });
    expect({ code: result.code, name: errorOf(result).code }).toEqual({ code: 2, name: 'stdin_is_terminal' });
  });

  it.each([
    ['-', '{"type":"page","userId":"u"}', 'segment page --input -'],
    ['page.json', '', 'segment page --input page.json'],
    ['-', '{"type":"call","userId":"u"}', 'For many messages of any type: segment batch FILE'],
    ['-', '{"event":"A"}\n{"event":"B"}', 'For many messages of any type: segment batch FILE'],
  ])('--input %s with %s: the command that takes it', async (file, stdin, hint) => {
    const result = await cli(['track', '--input', file, '--json'], { cwd: folder, stdin });
    expect([result.code, errorOf(result).hint]).toEqual([3, hint]);
  });

  it('a closed stdin is empty, and matters only to who reads it', async () => {
    const closed = () => Readable.from([]);
    expect((await cli([...ok, '-n'], { stdin: closed() })).code).toBe(0);
    expect((await cli(['track', '--input', '-', '-n'], { stdin: closed() })).code).toBe(3);
  });

  it('no write key: exit 4 with what to do', async () => {
    const result = await cli([...ok, '--json']);
    expect({ code: result.code, name: errorOf(result).code }).toEqual({ code: 4, name: 'write_key_missing' });
    expect(errorOf(result).hint).toContain('segment auth login');
  });

  it('nobody listening: exit 7', async () => {
    const env = { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_TRACKING_URL: await closedPort() };
    const result = await cli([...ok, '--retries', '0', '--json'], { env });
    expect({ code: result.code, retryable: errorOf(result).retryable }).toEqual({ code: 7, retryable: true });
  });
});

describe('sending', () => {
  it('accepts, and tells a person what and where', async () => {
    const { send, stored } = await sender();
    const { code, stdout, stderr } = await send([
      'track',
      'Order Completed',
      '-u',
      'user_1',
      '--message-id',
      'm-1',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe('✓ accepted track “Order Completed” · messageId m-1 · source sandbox (sandbox)\n');
    expect(stored()).toMatchObject([
      { type: 'track', event: 'Order Completed', userId: 'user_1', messageId: 'm-1' },
    ]);
  });

  it('prints one JSON object', async () => {
    const { send } = await sender();
    const { code, stdout, stderr } = await send(['track', 'E', '-u', 'u', '--message-id', 'm-1', '--json']);
    const result: Record<string, unknown> = JSON.parse(stdout);
    expect({ ...result, durationMs: typeof result.durationMs }).toMatchInlineSnapshot(`
      {
        "accepted": true,
        "durationMs": "number",
        "messageId": "m-1",
        "region": "us",
        "requests": 1,
        "sandbox": true,
        "source": "sandbox",
        "status": 200,
        "type": "track",
        "workspace": "sandbox",
      }
    `);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('says nothing with --quiet', async () => {
    const { send } = await sender();
    expect(await send(['track', 'E', '-u', 'u', '-q'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('gives each message an id of its own, before the first try', async () => {
    const { send, stored } = await sender();
    await send(['track', 'E', '-u', 'u']);
    await send(['track', 'E', '-u', 'u']);
    const ids = stored().map(({ messageId }) => String(messageId));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps the id and makes sentAt anew on every try', async () => {
    const server = await serve((_request, reply, before) =>
      json(reply, before < 2 ? 503 : 200, { success: before >= 2 }),
    );
    let clock = Date.parse('2026-01-01T00:00:00Z');
    const waits: number[] = [];
    const { code, stderr, stdout } = await cli(['track', 'E', '-u', 'u', '--json'], {
      env: { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_TRACKING_URL: server.url },
      io: {
        now: () => new Date(clock),
        random: () => 0.5,
        sleep: async (milliseconds) => {
          waits.push(milliseconds);
          clock += 60_000;
        },
      },
    });
    expect({ code, waits }).toEqual({ code: 0, waits: [250, 500] });
    expect(JSON.parse(stdout)).toMatchObject({ requests: 3, status: 200 });
    expect(stderr).toContain('next try in 0.3 s (1/3)');
    const bodies = server.requests.map(({ body }): Record<string, unknown> => JSON.parse(body));
    expect(new Set(bodies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(bodies.map(({ sentAt }) => sentAt)).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:01:00.000Z',
      '2026-01-01T00:02:00.000Z',
    ]);
    expect(server.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1', '2']);
  });

  it.each([
    [400, { success: false, message: 'An invalid write key was provided' }, 4],
    [400, { success: false, message: 'Exceed payload limit' }, 6],
    [401, {}, 4],
    [404, {}, 6],
    [302, {}, 6],
    [503, {}, 7],
  ])('a %i %j ends with exit %i%#', async (status, body, exitCode) => {
    const server = await serve((_request, reply) => json(reply, status, body));
    const env = { SEGMENT_WORKSPACE: 'sandbox', SEGMENT_TRACKING_URL: server.url };
    const { code, stdout } = await cli(['track', 'E', '-u', 'u', '--retries', '0'], { env });
    expect({ code, stdout, requests: server.requests.length }).toEqual({
      code: exitCode,
      stdout: '',
      requests: 1,
    });
  });

  it('carries name and version of the program as its library', async () => {
    const { send, stored } = await sender();
    await send(['track', 'E', '-u', 'u', '--context', '{"ip":"::1"}']);
    expect(stored()[0]?.context).toEqual({
      ip: '::1',
      library: { name: 'segment-cli', version: '0.0.0-test' },
    });
  });

  it('names workspace and source first where a variable decided it', async () => {
    const server = await serve((_request, reply) => json(reply, 200, { success: true }));
    const env = {
      SEGMENT_WRITE_KEY: 'a1B2c3D4e5F6g7H8a1B2c3D4e5F6g7H8',
      SEGMENT_TRACKING_URL: server.url,
      SEGMENT_REGION: 'eu',
    };
    const { stderr } = await cli(['track', 'E', '-u', 'u', '--message-id', 'm'], { env });
    expect(stderr).toBe(
      '▸ write key from SEGMENT_WRITE_KEY (eu)\n✓ accepted track “E” · messageId m · write key from SEGMENT_WRITE_KEY (eu)\n',
    );
  });

  it('says what a relative time became', async () => {
    const { send, stored } = await sender();
    const io = { now: () => new Date('2026-02-03T04:05:06Z') };
    const { stderr } = await send(['track', 'E', '-u', 'u', '--timestamp', '2h'], { io });
    expect(stderr).toContain('timestamp 2026-02-03T02:05:06.000Z');
    expect(stored()[0]?.timestamp).toBe('2026-02-03T02:05:06.000Z');
  });

  it('escapes what a terminal must not see', async () => {
    const { send } = await sender();
    const { stderr } = await send(['track', 'E\u001b[2J\u009d', '-u', 'u']);
    expect(stderr).toContain('“E\\u001b[2J\\u009d”');
  });
});

describe('--force', () => {
  it('sends what Segment would drop, with a warning', async () => {
    const { send, sandbox } = await sender();
    const { code, stderr } = await send(['track', 'E', '--force']);
    expect(code).toBe(0);
    expect(stderr).toContain(
      'neither a userId nor an anonymousId: Segment would answer 200 and drop it. Sent because of --force.',
    );
    expect([...sandbox.journal.rejected].map(({ code: reason }) => reason)).toEqual(['no_user_anon_id']);
  });

  it('sends what is too large, and reports the refusal', async () => {
    const { send } = await sender();
    const result = await send([
      'track',
      'E',
      '-u',
      'u',
      '-f',
      `long=${'x'.repeat(33_000)}`,
      '--force',
      '--json',
    ]);
    expect({ code: result.code, name: errorOf(result).code }).toEqual({ code: 6, name: 'payload_too_large' });
  });
});

describe('warnings', () => {
  it.each([
    [['--timestamp', '2026-01-01'], /timestamp has no time zone/],
    [['--currency', 'euro'], /ISO 4217/],
    [['--input', 'odd-id.json'], /messageId is not a string/],
  ])('%j', async (argv, text) => {
    file('odd-id.json', '{"messageId":5}');
    const { send } = await sender();
    const { code, stderr } = await send(['track', 'E', '-u', 'u', ...argv], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toMatch(text);
  });

  it('none for a live message without a timestamp', async () => {
    const { send } = await sender();
    expect((await send(['track', 'E', '-u', 'u'])).stderr).not.toContain('warning');
  });
});

describe('--input', () => {
  it('is the whole message; flags and fields go over it', async () => {
    const { send, texts, stored } = await sender();
    const { code } = await send(['track', 'Flag', '--input', 'message.json', '-F', 'm=10.00'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stored()[0]).toMatchObject({ event: 'Flag', userId: 'u1' });
    expect(texts()[0]).toContain('"properties":{"n":12345678901234567890,"m":10.00}');
  });

  it('reads stdin as -, and skips a BOM', async () => {
    const { send, stored } = await sender();
    await send(['track', '--input', '-'], { stdin: '{"event":"Piped","userId":"u"}' });
    await send(['track', '--input', 'bom.json'], { cwd: folder });
    expect(stored().map(({ event }) => event)).toEqual(['Piped', 'B']);
  });

  it('loses what only the wire may say', async () => {
    const stdin =
      '{"type":"track","event":"E","userId":"u","sentAt":"2001-01-01T00:00:00Z","receivedAt":"x","writeKey":"other","originalTimestamp":"2020-01-01T00:00:00Z"}';
    const body: Record<string, unknown> = JSON.parse(await dryRunBody(['track', '--input', '-'], { stdin }));
    expect(Object.keys(body).sort()).toEqual([
      'context',
      'event',
      'messageId',
      'sentAt',
      'timestamp',
      'type',
      'userId',
    ]);
    expect(body).toMatchObject({ timestamp: '2020-01-01T00:00:00Z' });
    expect(body.sentAt).not.toBe('2001-01-01T00:00:00Z');
  });
});

describe('values from files', () => {
  it('-f key=@file, --properties @file and @- each give their content', async () => {
    const { send, stored } = await sender();
    await send(
      ['track', 'E', '-u', 'u', '--properties', '@properties.json', '-f', 'note=@text.txt', '-F', 'd:=@-'],
      {
        cwd: folder,
        stdin: '{"deep":[1]}',
      },
    );
    expect(stored()[0]?.properties).toEqual({ from: 'file', note: 'Grüße\n', d: { deep: [1] } });
  });
});

describe('numbers and names survive', () => {
  it('digit for digit, from the command line to the wire', async () => {
    const { send, texts } = await sender();
    const properties = '{"n":12345678901234567890,"e":1e400,"z":-0,"d":10.00}';
    await send([
      'track',
      'E',
      '-u',
      'u',
      '--properties',
      properties,
      '--revenue',
      '49.90',
      '--value',
      '12345678901234567890',
      '-F',
      'id=12345678901234567890',
    ]);
    expect(texts()[0]).toContain(
      '"properties":{"n":12345678901234567890,"e":1e400,"z":-0,"d":10.00,"id":"12345678901234567890","revenue":49.90,"value":12345678901234567890}',
    );
  });

  it('__proto__ and constructor are keys like any other', async () => {
    const { send, texts } = await sender();
    await send([
      'track',
      'E',
      '-u',
      'u',
      '-f',
      '__proto__.polluted=1',
      '--context',
      '{"__proto__":{"polluted":1},"constructor":{}}',
    ]);
    expect(texts()[0]).toContain('"properties":{"__proto__":{"polluted":"1"}}');
    expect(texts()[0]).toContain('"context":{"__proto__":{"polluted":1},"constructor":{},');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('5,000 levels deep is sent as it is', async () => {
    const { send, texts } = await sender();
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const { code } = await send(['track', 'E', '-u', 'u', '--properties', `{"deep":${deep}}`]);
    expect(code).toBe(0);
    expect(texts()[0]).toContain(deep);
    expect(
      (await cli(['track', 'E', '-u', 'u', '-n', '--json', '--properties', `{"deep":${deep}}`])).stdout,
    ).toContain(deep);
  });

  it('values and names may start with a dash', async () => {
    const { send, stored } = await sender();
    await send(['track', '-u', '-dash-', '--value', '-5', '-F', 'balance=-5', '--', '--odd event']);
    expect(stored()[0]).toMatchObject({
      event: '--odd event',
      userId: '-dash-',
      properties: { value: -5, balance: -5 },
    });
  });
});

describe('--dry-run', () => {
  const io = { now: () => new Date('2026-02-03T04:05:06Z') };

  it('shows method, URL, headers without the credential, and the body; opens nothing', async () => {
    const env = {
      SEGMENT_WRITE_KEY: 'canaryCANARYcanaryCANARYcanary12',
      SEGMENT_TRACKING_URL: await closedPort(),
    };
    const { code, stdout, stderr } = await cli(['track', 'E', '-u', 'u', '--message-id', 'm', '-n'], {
      env,
      io,
    });
    expect(code).toBe(0);
    expect(stdout.replace(/node\/\S+/, 'node/x')).toBe(
      `POST ${env.SEGMENT_TRACKING_URL}/v1/track
authorization: Basic [redacted]
content-type: application/json
accept: application/json
user-agent: segment-cli/0.0.0-test node/x

{
  "type": "track",
  "event": "E",
  "userId": "u",
  "messageId": "m",
  "context": {
    "library": {
      "name": "segment-cli",
      "version": "0.0.0-test"
    }
  },
  "sentAt": "2026-02-03T04:05:06.000Z"
}
`,
    );
    expect(stderr).toBe('Dry run: nothing was sent.\n');
  });

  it('is one JSON object with --json, and needs no write key', async () => {
    const { code, stdout } = await cli(['track', 'E', '-u', 'u', '--message-id', 'm', '-n', '--json'], {
      io,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      dryRun: true,
      method: 'POST',
      url: 'https://api.segment.io/v1/track',
      headers: {
        authorization: 'Basic [redacted]',
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': `segment-cli/0.0.0-test node/${process.versions.node}`,
      },
      body: {
        type: 'track',
        event: 'E',
        userId: 'u',
        context: { library: { name: 'segment-cli', version: '0.0.0-test' } },
        messageId: 'm',
        sentAt: '2026-02-03T04:05:06.000Z',
      },
    });
  });

  it('escapes control characters for a terminal, and only there', async () => {
    const argv = ['track', 'E', '-u', 'u', '-n', '-f', 'a=\u009d'];
    expect((await cli(argv)).stdout).toContain('\u009d');
    const stdout = Object.assign(new MemoryStream(), { isTTY: true });
    await cli(argv, { io: { stdout } });
    expect(stdout.text).toContain('"a": "\\u009d"');
  });
});

describe('--curl', () => {
  const fakeCurl = join(folder, 'bin');
  beforeAll(() => {
    mkdirSync(fakeCurl);
    writeFileSync(join(fakeCurl, 'curl'), '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\n', {
      mode: 0o755,
    });
  });

  it('is a line that a shell hands to curl word for word', async () => {
    const nasty = `it's "quoted" $HOME \`id\` \\ ! ; & \n new`;
    const argv = ['track', nasty, '-u', 'u', '--message-id', 'm', '-f', `a=${nasty}`];
    const { code, stdout, stderr } = await cli([...argv, '--curl']);
    expect({ code, stderr, lines: stdout.split('\n').length }).toEqual({ code: 0, stderr: '', lines: 2 });
    const { stdout: words } = spawnSync('sh', ['-c', stdout], {
      encoding: 'utf8',
      env: { PATH: `${fakeCurl}${delimiter}${process.env.PATH}`, SEGMENT_WRITE_KEY: 'the key' },
    });
    const parts = words.split('\0').slice(0, -1);
    expect(parts.slice(0, -1)).toEqual([
      '-X',
      'POST',
      'https://api.segment.io/v1/track',
      '-u',
      'the key:',
      '-H',
      'Content-Type: application/json',
      '--data-raw',
    ]);
    expect(JSON.parse(parts.at(-1) ?? '')).toMatchObject({
      event: nasty,
      properties: { a: nasty },
      messageId: 'm',
    });
  });

  it('leaves sentAt out, which would be wrong when the line is pasted later', async () => {
    expect((await cli(['track', 'E', '-u', 'u', '--curl'])).stdout).not.toContain('sentAt');
  });

  it('puts the write key into the body where OAuth wants it', async () => {
    const env = {
      SEGMENT_OAUTH_CLIENT_ID: 'client',
      SEGMENT_OAUTH_KEY_ID: 'key',
      SEGMENT_OAUTH_PRIVATE_KEY_FILE: join(folder, file('key.pem', 'x')),
    };
    const { stdout } = await cli(['track', 'E', '-u', 'u', '--curl'], { env });
    const { stdout: words } = spawnSync('sh', ['-c', stdout], {
      encoding: 'utf8',
      env: {
        PATH: `${fakeCurl}${delimiter}${process.env.PATH}`,
        SEGMENT_WRITE_KEY: 'k',
        SEGMENT_ACCESS_TOKEN: 't',
      },
    });
    const parts = words.split('\0').slice(0, -1);
    expect(parts).toContain('Authorization: Bearer t');
    expect(JSON.parse(parts.at(-1) ?? '')).toMatchObject({ writeKey: 'k', type: 'track', event: 'E' });
  });

  it('is an object with --json', async () => {
    const { stdout } = await cli(['track', 'E', '-u', 'u', '--curl', '--json']);
    expect(JSON.parse(stdout)).toEqual({ curl: expect.stringMatching(/^curl -X POST /) });
  });
});

describe('a secret', () => {
  const canary = 'canaryCANARYcanaryCANARYcanary12';
  const spellings = [
    canary,
    Buffer.from(`${canary}:`).toString('base64'),
    Buffer.from(canary).toString('base64'),
  ];

  it.each([
    ['sent', ['track', 'E', '-u', 'u', '--debug'], 200],
    ['refused', ['track', 'E', '-u', 'u', '--debug', '--retries', '0'], 401],
    ['failing', ['track', 'E', '-u', 'u', '--debug', '--retries', '0', '--json'], 503],
    ['shown', ['track', 'E', '-u', 'u', '-n', '--debug'], 200],
    ['as curl', ['track', 'E', '-u', 'u', '--curl', '--debug'], 200],
    ['invalid', ['track', 'E', '--debug'], 200],
  ])('is in no output when %s', async (_name, argv, status) => {
    const server = await serve((request, reply) =>
      json(reply, status, { success: status === 200, message: request.headers.authorization }),
    );
    const { stdout, stderr } = await cli(argv, {
      env: { SEGMENT_WRITE_KEY: canary, SEGMENT_TRACKING_URL: server.url },
    });
    for (const spelling of spellings) expect(stdout + stderr).not.toContain(spelling);
  });

  it('given in the wrong place is not repeated', async () => {
    const token = 'sgp_canaryCANARYcanaryCANARY';
    const { code, stdout, stderr } = await cli(['track', 'E', '-u', 'u', '--debug'], {
      env: { SEGMENT_WRITE_KEY: token },
    });
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(token);
  });
});

describe('the help', () => {
  it.each(['track', 'identify', 'page', 'screen', 'group', 'alias'])(
    'of %s has two to four examples that work',
    async (name) => {
      const { code, stdout, stderr } = await cli([name, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const examples = stdout.split('\n').filter((line) => line.startsWith('  $ segment '));
      expect(examples.length).toBeGreaterThanOrEqual(2);
      expect(examples.length).toBeLessThanOrEqual(4);
      const { send } = await sender();
      for (const example of examples) {
        // The shell's own word splitting, with a program that prints its words.
        const { stdout: words } = spawnSync(
          'sh',
          ['-c', `segment() { for w in "$@"; do printf "%s\\0" "$w"; done; }\n${example.slice(4)}`],
          {
            encoding: 'utf8',
          },
        );
        const result = await send(words.split('\0').slice(0, -1));
        expect({ example, code: result.code }).toEqual({ example, code: 0 });
      }
    },
  );

  it('fits 40 columns, but for what can be pasted', async () => {
    const { stdout } = await cli(['track', '--help'], { env: { COLUMNS: '40' } });
    const flags = stdout.slice(stdout.indexOf('Message:'), stdout.indexOf('Examples:'));
    expect(flags.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(flags).toContain('  -u, --user-id <id>\n      the id of the user');
  });

  it('shows every flag of the design for track', async () => {
    const { stdout } = await cli(['track', '--help']);
    for (const flag of [
      '-u, --user-id',
      '-a, --anonymous-id',
      '-f <',
      '-F <',
      '--properties',
      '--context',
      '--integrations',
      '--timestamp',
      '--message-id',
      '--revenue',
      '--currency',
      '--value',
      '--input',
      '--source',
      '--write-key',
      '-n, --dry-run',
      '--curl',
      '--force',
      '--timeout',
      '--retries',
    ])
      expect(stdout).toContain(flag);
  });
});

it('no file of the sending path loads what costs start-up', () => {
  const texts = [...readSources('commands/message', 'src/sending').values()];
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.join('')).not.toMatch(/from '(?:zod|conf|ora|hono|undici|@inquirer)/);
});
