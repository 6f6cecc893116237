import { describe, expect, it } from 'vitest';
import {
  describeNearMiss,
  summariseEvent,
  summariseMessage,
} from '../../src/local-sandbox/message-summary.ts';
import { basic, openSandbox, post } from '../helpers/sandbox.ts';

const nothing = {
  receivedAt: '',
  type: '',
  name: '',
  previousId: '',
  user: '',
  source: '',
  outcome: '',
  code: '',
  messageId: '',
};

describe('the summary of a message', () => {
  it('is the same from the journal and from the JSON of the control routes', async () => {
    const sandbox = await openSandbox();
    const batch = [
      { type: 'track', event: 'Signed Up', userId: 'u', messageId: 't' },
      { type: 'page', name: 'Home', anonymousId: 'a', messageId: 'p' },
      { type: 'group', groupId: 'acme', userId: 'u', messageId: 'g' },
      { type: 'alias', previousId: 'old', userId: 'u', messageId: 'a' },
      { type: 'track', event: 'Nobody', messageId: 'n' },
      7,
    ];
    await post(sandbox, '/v1/batch', { batch }, { authorization: basic('web') });
    const reply = await fetch(`${sandbox.url}/_/events?outcome=all`, {
      headers: { accept: 'application/x-ndjson' },
    });
    const events = (await reply.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const journal = [...sandbox.journal.messages, ...sandbox.journal.rejected].sort((a, b) => a.seq - b.seq);
    const summaries = journal.map(summariseMessage);
    expect(summaries).toEqual(events.map(summariseEvent));
    expect(summaries.map(({ name, previousId, user, code }) => [name, previousId, user, code])).toEqual([
      ['Signed Up', '', 'u', ''],
      ['Home', '', 'a', ''],
      ['acme', '', 'u', ''],
      ['', 'old', 'u', ''],
      ['Nobody', '', '', 'no_user_anon_id'],
      ['', '', '', expect.stringMatching(/./)],
    ]);
  });

  it.each([
    null,
    7,
    'text',
    [],
    {},
    { message: 7, type: ['track'] },
    JSON.parse('{"__proto__":{"type":"x"}}'),
  ])('of %j is empty', (event) => {
    expect(summariseEvent(event)).toEqual(nothing);
  });
});

it.each([
  [
    { type: 'track', messageId: 'm', message: { event: 'A \u001b', userId: 'u' } },
    'track “A \\u001b” of u (m)',
  ],
  [{ type: 'identify', messageId: 'm', message: {} }, 'identify (m)'],
  [{ messageId: 'm' }, '(m)'],
])('a near miss: %j', (event, words) => {
  expect(describeNearMiss({ event, reasons: ['a', 'b'] })).toBe(`closest: ${words}: a; b`);
});
