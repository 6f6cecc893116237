import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, readSent, type Sent } from '../../../src/sandbox/page/client/call.ts';
import { connectLines } from '../../../src/sandbox/page/client/connect-lines.ts';
import { parseExactly, quoteJson, writeJson } from '../../../src/sandbox/page/client/exact-json.ts';
import { browserCall, nodeCall, pythonCall } from '../../../src/sandbox/page/client/sdk-calls.ts';
import {
  assertLine,
  curlLine,
  quoteShell,
  segmentLine,
} from '../../../src/sandbox/page/client/shell-lines.ts';
import { anyText } from '../../helpers/any-text.ts';

const here = 'http://127.0.0.1:4010';

function sentOf(message: object): Sent {
  const sent = readSent(JSON.stringify({ message }));
  if (sent === undefined) throw new Error('no message');
  return sent;
}

function callOf(message: object): Call {
  const { call } = sentOf(message);
  if (call === undefined) throw new Error('no call');
  return call;
}

/** Runs a line of code and returns what `analytics` was called with. */
function argumentsOf(code: string): unknown[] {
  const calls: unknown[][] = [];
  const analytics = new Proxy(
    {},
    {
      get:
        (_target, type) =>
        (...words: unknown[]) =>
          calls.push([type, ...words]),
    },
  );
  // The code is what this project wrote; that it holds nothing but data is what is tested.
  new Function('analytics', code)(analytics);
  expect(calls).toHaveLength(1);
  return calls[0] ?? [];
}

describe('readSent', () => {
  it('leaves out what the server sets, and a timestamp that is no news', () => {
    const times = { receivedAt: '2026-01-02T03:04:05.000Z', sentAt: '2026-01-02T03:04:05.000Z' };
    const message = {
      type: 'track',
      event: 'E',
      userId: 'u',
      messageId: 'm',
      version: '2',
      channel: 'server',
      ...times,
    };
    expect(sentOf({ ...message, originalTimestamp: '2026-01-02T03:04:04.000Z' }).message).toEqual({
      type: 'track',
      event: 'E',
      userId: 'u',
    });
    expect(sentOf({ ...message, originalTimestamp: '2025-01-02T03:04:04.000Z' }).message).toMatchObject({
      timestamp: '2025-01-02T03:04:04.000Z',
    });
  });

  it.each<[string, object]>([
    ['an event that is a number', { type: 'track', event: 5, userId: 'u' }],
    ['properties that are a list', { type: 'track', event: 'E', userId: 'u', properties: [] }],
    ['no type', { event: 'E' }],
    ['an unknown type', { type: 'Track', event: 'E' }],
  ])('makes no call of %s, and still a curl line', (_name, message) => {
    const sent = sentOf(message);
    expect(sent.call).toBeUndefined();
    expect(curlLine(sent, here)).toContain('/v1/');
    expect(segmentLine(sent, here, false)).toContain('| segment batch - -w sandbox --on-invalid send');
  });
});

describe('SDK calls', () => {
  it.each<[object, string]>([
    [
      { type: 'track', event: "It's", userId: 'u', properties: { a: 1 } },
      "analytics.track('It\\'s', { a: 1 }, { userId: 'u' });",
    ],
    [{ type: 'track', event: 'E', anonymousId: 'a' }, "analytics.track('E', {}, { anonymousId: 'a' });"],
    [{ type: 'identify', userId: 'u', traits: { plan: 'x' } }, "analytics.identify('u', { plan: 'x' });"],
    [
      { type: 'page', name: 'P', category: 'C', userId: 'u' },
      "analytics.page('C', 'P', {}, { userId: 'u' });",
    ],
    [{ type: 'page', name: 'P', userId: 'u' }, "analytics.page('P', {}, { userId: 'u' });"],
    [{ type: 'group', groupId: 'g', userId: 'u' }, "analytics.group('g', {}, { userId: 'u' });"],
    [{ type: 'alias', userId: 'u', previousId: 'p' }, "analytics.alias('u', 'p');"],
  ])('of a browser: %j', (message, code) => {
    expect(browserCall(callOf(message))).toBe(code);
  });

  it('of Node and Python name everything', () => {
    const message = {
      type: 'track',
      event: 'E',
      userId: 'u',
      properties: { ok: true, none: null, list: [1, 'a'] },
      context: { library: { name: 'x' }, campaign: { name: 'c' } },
      originalTimestamp: '2025-01-02T03:04:05Z',
      sentAt: '2026-01-02T03:04:05Z',
    };
    expect(nodeCall(callOf(message))).toBe(
      [
        'analytics.track({',
        "  userId: 'u',",
        "  event: 'E',",
        "  properties: { ok: true, none: null, list: [1, 'a'] },",
        "  context: { campaign: { name: 'c' } },",
        "  timestamp: new Date('2025-01-02T03:04:05Z'),",
        '});',
      ].join('\n'),
    );
    expect(pythonCall(callOf(message))).toContain(
      "properties={ 'ok': True, 'none': None, 'list': [1, 'a'] }",
    );
    expect(pythonCall(callOf(message))).toContain(
      "timestamp=datetime.fromisoformat('2025-01-02T03:04:05+00:00')",
    );
  });

  it('hold the data and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), fc.dictionary(anyText(), fc.jsonValue()), (text, fields) => {
        const message = { type: 'track', event: text, userId: text, properties: fields };
        const clean: unknown = JSON.parse(JSON.stringify(fields));
        const call = callOf(message);
        expect(argumentsOf(browserCall(call))).toEqual(['track', text, clean, { userId: text }]);
        const [, named] = argumentsOf(nodeCall(call));
        expect(named).toMatchObject({ event: text, userId: text });
      }),
    );
  });

  it('set a key called __proto__ as a key', () => {
    const sent = readSent(
      '{"message":{"type":"track","event":"E","userId":"u","properties":{"__proto__":{"polluted":1}}}}',
    );
    const [, , fields] = argumentsOf(browserCall(sent?.call ?? callOf({})));
    expect(Object.keys(fields ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('are read by Python as they are meant', () => {
    const message = {
      type: 'identify',
      userId: 'u',
      traits: { "it's": ['\u2028"\\', true, null, 1.5, { é: 'ü😀' }] },
    };
    const program = `import json,sys
class A:
  def identify(self, **words): print(json.dumps(words))
analytics = A()
exec(sys.stdin.read())`;
    const printed = execFileSync('python3', ['-c', program], {
      input: pythonCall(callOf(message)),
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual({ user_id: 'u', traits: message.traits });
  });
});

describe('shell lines', () => {
  /** What a program gets that a POSIX shell starts with this line. */
  function wordsOf(line: string): string[] {
    const program = `const words = process.argv.slice(1); process.stdout.write(JSON.stringify(words))`;
    const script = `run() { "$NODE" -e "$PROGRAM" -- "$@"; }; ${line.replace(/^(?:\w+=\S+ )?(?:segment|curl)/, 'run')}`;
    const env = { NODE: process.execPath, PROGRAM: program, PATH: '' };
    return JSON.parse(execFileSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' })) as string[];
  }

  it.each([
    '$(touch /tmp/x)',
    '`id`',
    "it's",
    '"; rm -rf ~; "',
    'a\\b',
    '!!',
    '*',
    '~',
    '#',
    '&& x',
    '-rf',
    '--help',
  ])('hand %s over as it is', (text) => {
    const message = { type: 'track', event: text, userId: text, properties: { [text]: text } };
    const words = wordsOf(segmentLine(sentOf(message), here, true));
    expect(words.slice(0, 1)).toEqual(['track']);
    expect(words.filter((word) => word === text)).toHaveLength(2);
    expect(words).toContain(JSON.stringify({ [text]: text }));
    const curl = wordsOf(curlLine(sentOf(message), here));
    expect(curl.slice(0, 5)).toEqual([
      `${here}/v1/track`,
      '-u',
      'sandboxsandboxsandboxsandboxsand:',
      '-H',
      'content-type: application/json',
    ]);
    expect(JSON.parse(curl[6] ?? '')).toEqual({ event: text, userId: text, properties: { [text]: text } });
  });

  it('let nothing through that a terminal would act on', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (text) => {
        const message = { type: 'track', event: text, userId: text, properties: { [text]: text } };
        const lines = [
          segmentLine(sentOf(message), here, true),
          curlLine(sentOf(message), here).replaceAll(' \\\n', ' '),
          assertLine(sentOf(message), here, undefined),
        ].join('');
        expect(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\u200b\ufeff]/u.exec(lines)).toBeNull();
      }),
    );
  });

  it('ask for what came', () => {
    const sent = sentOf({ type: 'track', event: 'Signed Up', userId: 'u' });
    expect(assertLine(sent, here, undefined)).toBe(
      "segment sandbox assert --type track --event 'Signed Up' -u u",
    );
    expect(assertLine(sent, 'http://127.0.0.1:1', 'no_user_anon_id')).toBe(
      "segment sandbox assert --type track --event 'Signed Up' -u u --outcome discarded --code no_user_anon_id --url http://127.0.0.1:1",
    );
  });

  it('name a sandbox that is not at the usual port', () => {
    const sent = sentOf({ type: 'track', event: 'Ordered', userId: 'u' });
    const there = 'http://127.0.0.1:1';
    expect(segmentLine(sent, here, true)).toBe('segment track Ordered -u u -w sandbox');
    expect(segmentLine(sent, there, true)).toBe(
      `SEGMENT_SANDBOX_URL=${there} segment track Ordered -u u -w sandbox`,
    );
    expect(connectLines(there).at(-1)?.code).toMatch(/^segment track .* --url http:\/\/127\.0\.0\.1:1$/);
  });

  it('quote only what needs it', () => {
    expect(['a', 'a b', '', "it's"].map(quoteShell)).toEqual(['a', "'a b'", "''", `'it'\\''s'`]);
  });
});

describe('exact JSON', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        const written = writeJson(parseExactly(text));
        expect(JSON.parse(written)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('escapes what cannot be seen', () => {
    expect(quoteJson('\u202e\u009b\u200b\u{e0041}')).toBe('"\\u202e\\u009b\\u200b\\udb40\\udc41"');
  });

  it.each(['', 'null', '[]', '"x"', '{'])('takes %j for no object', (text) => {
    expect(parseExactly(text)).toBeUndefined();
  });
});
