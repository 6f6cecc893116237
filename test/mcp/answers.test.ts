import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { UsageError } from '../../src/errors.ts';
import { createApprovals } from '../../src/mcp/approvals.ts';
import { type CallDeps, callTool } from '../../src/mcp/call-tool.ts';
import { canonicalText } from '../../src/mcp/canonical-text.ts';
import { exactValue } from '../../src/mcp/exact-value.ts';
import { cursor } from '../../src/mcp/fields.ts';
import { fitResult, maxResultBytes } from '../../src/mcp/fit-result.ts';
import { createLaterParts } from '../../src/mcp/later-parts.ts';
import { defineTool, type ToolResult } from '../../src/mcp/tool.ts';
import { callReadingEndpoint } from '../../src/mcp/tools/endpoints.ts';
import { createTries, type Tries } from '../../src/mcp/tries.ts';
import { createRedactor } from '../../src/redact.ts';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function counter() {
  let count = 0;
  return () => {
    count += 1;
    return String(count);
  };
}

describe('an answer', () => {
  it('that is short is given as it is', () => {
    const value = { items: ['a', 'b'] };
    expect(fitResult(value, 'items')).toEqual({ value, rest: [] });
  });

  it('has as much of a long list as fits, and the rest of it later', () => {
    const items = Array.from({ length: 1_000 }, (_, at) => ({ at, text: 'ü'.repeat(50) }));
    const { value, rest } = fitResult({ total: 1_000, items }, 'items');
    expect(bytesOf(value)).toBeLessThanOrEqual(maxResultBytes);
    expect(bytesOf(value)).toBeGreaterThan(maxResultBytes * 0.98);
    expect([...(value.items as unknown[]), ...rest]).toEqual(items);
  });

  it('shortens an item that is too long alone, and says so', () => {
    const large = { id: 'x', traits: { text: 'y'.repeat(90_000), plan: 'team' } };
    const { value, rest } = fitResult({ items: [large, 'next'] }, 'items');
    expect(value).toEqual({
      items: [
        {
          id: 'x',
          traits: { text: `${'y'.repeat(2_000)}… (90000 characters)`, plan: 'team' },
          shortened: true,
        },
      ],
    });
    expect(rest).toEqual(['next']);
  });

  it('shortens an item of many members, and all of an answer in which the list is not what is long', () => {
    const many = {
      traits: Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`t${at}`, 'x'.repeat(40)])),
    };
    const { value } = fitResult({ items: [many.traits] }, 'items');
    expect(bytesOf(value)).toBeLessThanOrEqual(maxResultBytes);
    expect(value).toMatchObject({ items: [{ t0: 'x'.repeat(40), shortened: true }] });
    const beside = fitResult({ ...many, items: [1, 2, 3] }, 'items').value;
    expect(bytesOf(beside)).toBeLessThanOrEqual(maxResultBytes);
    expect(beside).toMatchObject({ items: [1, 2, 3], shortened: true });
  });

  it.each([
    ['of one long text', { text: 'x'.repeat(100_000), id: 7 }],
    ['of many texts', { traits: { ...Array.from({ length: 3_000 }, () => 'x'.repeat(200)) }, id: 7 }],
    ['of many lists', { a: Array.from({ length: 2_000 }, () => Array(200).fill('x'.repeat(30))), id: 7 }],
  ])('without a list is shortened: %s', (_case, facts) => {
    const { value } = fitResult(facts, undefined);
    expect(bytesOf(value)).toBeLessThanOrEqual(maxResultBytes);
    expect(value).toMatchObject({ shortened: true, id: 7 });
  });
});

it('an answer that is too long however much is cut is an error', () => {
  const wide = (depth: number): unknown =>
    depth === 0 ? 'x'.repeat(500) : Array.from({ length: 9 }, () => wide(depth - 1));
  expect(() => fitResult({ a: wide(5) }, undefined)).toThrow(/too long/);
});

describe('a call', () => {
  const redactor = createRedactor();
  redactor.add('canary-secret-0001');
  const failures: unknown[] = [];
  const deps = {
    later: createLaterParts(counter()),
    redact: redactor.redact,
    onFailure: (_tool: string, error: unknown) => void failures.push(error),
    version: '1',
  } as unknown as CallDeps;
  const tool = (run: () => ToolResult) =>
    defineTool({
      name: 'list_it',
      title: 'List',
      toolset: 'lookup',
      writes: false,
      description: '',
      input: z.strictObject({ cursor }),
      output: z.looseObject({}),
      run: async () => run(),
    });
  const callOf = (args: object) => ({
    text: JSON.stringify(args),
    signal: new AbortController().signal,
    progress() {},
  });
  const call = callOf({});

  it('is answered with structured content and a sentence, or with the facts as text', async () => {
    const answer = () => ({ value: { a: 1 }, summary: 'One.' });
    expect(await callTool(tool(answer), deps, call, { isStructured: true })).toEqual({
      content: [{ type: 'text', text: 'One.' }],
      structuredContent: { a: 1 },
    });
    expect(await callTool(tool(answer), deps, call, { isStructured: false })).toEqual({
      content: [{ type: 'text', text: '{"a":1}' }],
    });
  });

  it('brings the parts of a long answer one after the other, without running the tool again', async () => {
    let runs = 0;
    const items = Array.from({ length: 3_000 }, (_, at) => ({ at, text: 'x'.repeat(20) }));
    const listing = tool(() => {
      runs += 1;
      return { value: { total: 3_000, items }, list: 'items', summary: 'Many.' };
    });
    const found: unknown[] = [];
    let given: object = {};
    for (;;) {
      const { structuredContent = {} } = await callTool(listing, deps, callOf(given), { isStructured: true });
      found.push(...(structuredContent.items as unknown[]));
      if (structuredContent.cursor === undefined) break;
      given = { cursor: structuredContent.cursor };
    }
    expect(found).toEqual(items);
    expect(runs).toBe(1);
    const { isError, content } = await callTool(listing, deps, callOf({ cursor: 'none' }), {
      isStructured: true,
    });
    expect([isError, JSON.parse(content[0]?.text ?? '').error.code]).toEqual([true, 'cursor_unknown']);
  });

  it('masks secrets by their value and by the name of their member, in answers and errors', async () => {
    const leaking = tool(() => ({
      value: {
        note: 'is canary-secret-0001',
        writeKeys: ['abcdefghijklmnopqrst'],
        settings: { apiKey: 'abc' },
      },
      summary: 'One.',
    }));
    const { structuredContent } = await callTool(leaking, deps, call, { isStructured: true });
    expect(structuredContent).toEqual({
      note: 'is cana…0001',
      writeKeys: ['abcd…qrst'],
      settings: { apiKey: '…' },
    });
    const failing = tool(() => {
      throw new Error('canary-secret-0001 was refused');
    });
    const { content, isError } = await callTool(failing, deps, call, { isStructured: true });
    expect(isError).toBe(true);
    expect(JSON.parse(content[0]?.text ?? '').error).toMatchObject({
      code: 'unexpected',
      message: 'Unexpected failure: cana…0001 was refused',
    });
    expect(failures).toHaveLength(2);
  });

  it('repeats only the beginning of what is very long in an error', async () => {
    const failing = tool(() => {
      throw new UsageError(`There is no ${'x'.repeat(30_000)}.`, { details: ['y'.repeat(30_000)] });
    });
    const { content } = await callTool(failing, deps, call, { isStructured: true });
    expect(JSON.parse(content[0]?.text ?? '').error).toMatchObject({
      message: `There is no ${'x'.repeat(488)}… (30013 characters)`,
      details: [`${'y'.repeat(500)}… (30000 characters)`],
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'refuses an argument %s, which no tool has',
    async (name) => {
      const own = { ...call, text: `{"${name}":{}}` };
      const { content } = await callTool(
        tool(() => ({ value: {}, summary: '' })),
        deps,
        own,
        { isStructured: true },
      );
      expect(JSON.parse(content[0]?.text ?? '').error).toMatchObject({
        code: 'arguments_invalid',
        details: [`"${name}" is not allowed`],
      });
    },
  );
});

it.each([
  ['nested without end', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['with half of a surrogate pair', String.raw`{"a":["\ud800"]}`],
  ['with half of one as a key', String.raw`{"\udc00":1}`],
])('an object that is no message is refused %s', async (_case, query) => {
  const deps = { redact: (text: string) => text, version: '1', onFailure() {} } as unknown as CallDeps;
  const text = `{"path":"/sources","query":${query}}`;
  const call = { text, signal: new AbortController().signal, progress() {} };
  const { content } = await callTool(callReadingEndpoint, deps, call, { isStructured: true });
  expect(JSON.parse(content[0]?.text ?? '').error).toMatchObject({
    code: 'arguments_invalid',
    details: [expect.stringContaining('query')],
  });
});

describe('a token', () => {
  it('is good once, in time, and for what was shown', () => {
    let now = 0;
    const approvals = createApprovals({ now: () => new Date(now), freshId: counter() });
    const { confirm, expiresAt } = approvals.request('a');
    expect(expiresAt).toBe('1970-01-01T00:10:00.000Z');
    approvals.take(confirm, 'a');
    expect(() => approvals.take(confirm, 'a')).toThrow(/is not known/);
    expect(() => approvals.take(approvals.request('a').confirm, 'b')).toThrow(/other arguments/);
    const late = approvals.request('a').confirm;
    now = 600_001;
    expect(() => approvals.take(late, 'a')).toThrow(/has expired/);
  });

  it('of a preview that nobody looks at is forgotten', () => {
    const approvals = createApprovals({ now: () => new Date(0), freshId: counter() });
    const first = approvals.request('a').confirm;
    for (let at = 0; at < 100; at += 1) approvals.request('a');
    expect(() => approvals.take(first, 'a')).toThrow(/is not known/);
  });
});

describe('the ids of a send', () => {
  const once = (tries: Tries, send: string, isAcknowledged: boolean) =>
    tries.attempt(send, async (id) => ({ result: id, isAcknowledged }));

  it('stay the same until it is acknowledged, also after a failure', async () => {
    const tries = createTries(counter());
    expect(await once(tries, 'a', false)).toBe('1');
    expect(await once(tries, 'b', false)).toBe('2');
    await expect(tries.attempt('a', (id) => Promise.reject(new Error(id)))).rejects.toThrow('1');
    expect(await once(tries, 'a', true)).toBe('1');
    expect(await once(tries, 'a', false)).toBe('3');
  });

  it('are others for the same call beside it', async () => {
    const tries = createTries(counter());
    expect(await Promise.all([once(tries, 'a', true), once(tries, 'a', true)])).toEqual(['1', '2']);
  });

  it('are kept for a thousand sends, however often one of them is repeated', async () => {
    const tries = createTries(counter());
    expect(await once(tries, 'first', false)).toBe('1');
    for (let at = 0; at < 999; at += 1) await once(tries, `other ${at}`, false);
    for (let at = 0; at < 10; at += 1) await once(tries, 'other 5', false);
    expect(await once(tries, 'first', false)).toBe('1');
    await once(tries, 'one more', false);
    expect(await once(tries, 'other 0', false)).toBe('1002');
  });
});

describe('JSON as text', () => {
  it.each([
    ['{"a":12345678901234567890}', { a: '12345678901234567890' }],
    ['[1e400,-1E400,1.5,10.00,1e3]', ['1e400', '-1E400', 1.5, 10, 1_000]],
    ['{"deep":[{"n":0.12345678901234567891}],"__proto__":{"x":1}}', undefined],
    ['9007199254740993', '9007199254740993'],
    ['1234567890123456.5', 1_234_567_890_123_456.5],
    ['"12345678901234567890"', '12345678901234567890'],
    [' {"a" : [ 1 , null, true ] } ', { a: [1, null, true] }],
  ])('keeps the digits of %s', (text, value) => {
    const found = exactValue(text);
    if (value !== undefined) expect(found).toEqual(value);
    else expect(JSON.stringify(found)).toBe('{"deep":[{"n":"0.12345678901234567891"}],"__proto__":{"x":1}}');
  });

  it('is the same whatever its order and white space, and another with other digits', () => {
    const one = canonicalText('{"b":[1, {"y":2,"x":"\\u0041"}], "a":12345678901234567890}', ['confirm']);
    expect(one).toBe('{"a":12345678901234567890,"b":[1,{"x":"A","y":2}]}');
    expect(
      canonicalText('{"confirm":"t","a":12345678901234567890,"b":[1,{"x":"A","y":2}]}', ['confirm']),
    ).toBe(one);
    expect(canonicalText('{"a":12345678901234567891,"b":[1,{"x":"A","y":2}]}')).not.toBe(one);
  });
});
