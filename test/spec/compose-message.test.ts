import { describe, expect, it } from 'vitest';
import { composeMessage, type MessageInput, withMembers } from '../../src/spec/compose-message.ts';
import { parseField } from '../../src/spec/parse-field.ts';

const library = { name: 'segment-cli', version: '1.0.0' };

async function compose(parts: Partial<MessageInput>) {
  return composeMessage(
    {
      type: 'track',
      body: undefined,
      members: new Map(),
      objects: new Map(),
      fields: [],
      freshMessageId: 'fresh',
      library,
      ...parts,
    },
    () => Promise.reject(new Error('nothing to read')),
  );
}

async function messageOf(parts: Partial<MessageInput>): Promise<unknown> {
  return JSON.parse((await compose(parts)).text);
}

const field = (text: string) => parseField({ kind: 'typed', flag: '-F', text });
const context = { library };

describe('composeMessage', () => {
  it('puts flags over fields, fields over JSON flags, and those over the body', async () => {
    const message = await messageOf({
      body: '{"event":"Body","userId":"body","properties":{"a":1,"b":1,"c":1},"extra":1}',
      members: new Map([['event', '"Flag"']]),
      objects: new Map([['properties', '{"b":2,"c":2,"d":2}']]),
      fields: [field('c=3'), field('e=3')],
    });
    expect(message).toEqual({
      type: 'track',
      event: 'Flag',
      userId: 'body',
      properties: { a: 1, b: 2, c: 3, d: 2, e: 3 },
      extra: 1,
      context,
      messageId: 'fresh',
    });
  });

  it('keeps the digits of numbers it never touches', async () => {
    const { text } = await compose({
      body: '{"properties":{"n":12345678901234567890,"deep":[{"e":1e400,"z":-0}]},"x":10.00}',
      objects: new Map([['context', '{"d":1.0}']]),
      fields: [field('m=10.00')],
    });
    expect(text).toBe(
      `{"type":"track","properties":{"n":12345678901234567890,"deep":[{"e":1e400,"z":-0}],"m":10.00},"x":10.00,"context":{"d":1.0,"library":${JSON.stringify(library)}},"messageId":"fresh"}`,
    );
  });

  it('cuts what only the wire may say, and takes originalTimestamp for a missing timestamp', async () => {
    expect(
      await messageOf({
        body: '{"sentAt":"x","receivedAt":"x","writeKey":"k","originalTimestamp":"o","timestamp":null}',
      }),
    ).toEqual({ type: 'track', timestamp: 'o', context, messageId: 'fresh' });
    expect(await messageOf({ body: '{"originalTimestamp":"o","timestamp":"t"}' })).toMatchObject({
      timestamp: 't',
    });
  });

  it.each([
    ['{"messageId":"own"}', 'own', false],
    ['{"messageId":""}', 'fresh', true],
    ['{"messageId":7}', 'fresh', true],
    [`{"messageId":"${'x'.repeat(101)}"}`, 'fresh', true],
    ['{"messageId":null}', 'fresh', false],
    ['{"message\\u0049d":"a","messageId":"own"}', 'own', false],
    ['{}', 'fresh', false],
  ])('the messageId of %s is %s', async (body, messageId, messageIdReplaced) => {
    const composed = await compose({ body });
    expect(composed).toMatchObject({ messageId, messageIdReplaced });
    expect(JSON.parse(composed.text)).toMatchObject({ messageId });
    expect(composed.text.match(/"messageId"/g)).toHaveLength(1);
  });

  it('leaves a given library alone, and a context that is no object', async () => {
    expect(await messageOf({ body: '{"context":{"library":{"name":"mine"}}}' })).toMatchObject({
      context: { library: { name: 'mine' } },
    });
    expect(await messageOf({ body: '{"context":{"library":null,"ip":"::1"}}' })).toMatchObject({
      context: { library, ip: '::1' },
    });
    expect(await messageOf({ body: '{"context":[1]}' })).toMatchObject({ context: [1] });
  });

  it('copies the category of a page, and of nothing else, into its properties', async () => {
    const members = new Map([['category', '"Docs"']]);
    expect(await messageOf({ type: 'page', members })).toMatchObject({
      category: 'Docs',
      properties: { category: 'Docs' },
    });
    expect(await messageOf({ type: 'screen', members })).not.toHaveProperty('properties');
    expect(await messageOf({ type: 'page', body: '{"category":5}' })).not.toHaveProperty('properties');
  });

  it('refuses fields where properties are no object', async () => {
    await expect(
      compose({ objects: new Map([['properties', '[1]']]), fields: [field('a=1')] }),
    ).rejects.toThrow(/properties is not an object/);
    expect(await messageOf({ objects: new Map([['properties', '[1]']]) })).toMatchObject({ properties: [1] });
  });

  it('knows the name to show', async () => {
    expect((await compose({ members: new Map([['event', '"E"']]) })).title).toBe('E');
    expect((await compose({ type: 'page', body: '{"name":"N"}' })).title).toBe('N');
    expect((await compose({ body: '{"event":5}' })).title).toBeUndefined();
  });
});

it('withMembers adds at the end', () => {
  expect(withMembers('{"a":1}', { sentAt: 't', writeKey: 'k' })).toBe('{"a":1,"sentAt":"t","writeKey":"k"}');
});
