import { describe, expect, it } from 'vitest';
import { hintInToolWords, inToolWords } from '../../src/mcp/tool-words.ts';

const args = ['steps', 'since', 'of'];

describe('an error in the words of tools', () => {
  it.each([
    ['See: segment sources list', 'See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind source'],
    ['See: segment catalog sources list', 'See: SEGMENT_LIST_WORKSPACE_OBJECTS with kind catalog_source'],
    ['segment tracking-plans get tp_1', 'SEGMENT_GET_WORKSPACE_OBJECT with kind tracking_plan, name tp_1'],
    ['segment warehouses sources wHs1', 'SEGMENT_LIST_WORKSPACE_OBJECTS with kind warehouse_source, of wHs1'],
    ['Try: segment profile get user_id:u.1@x', 'Try: SEGMENT_GET_PROFILE with id user_id:u.1@x'],
    ["Try: segment profile get 'user_id:a b'", "Try: SEGMENT_GET_PROFILE with id 'user_id:a b'"],
    ['See: segment sandbox events --outcome all', 'See: SEGMENT_LIST_SANDBOX_MESSAGES'],
    ['Choose steps that do: --step received,failed', 'Choose steps that do: steps received,failed'],
    ['The range (--since) is empty.', 'The range (since) is empty.'],
    [
      'There is no source “a --since b segment sources list”.',
      'There is no source “a --since b segment sources list”.',
    ],
    ['Run the same command again later.', 'Make the same call again later.'],
  ])('is for %s', (text, wanted) => {
    expect([inToolWords(text, args), hintInToolWords(text, args)]).toEqual([wanted, wanted]);
  });

  it.each([
    [
      'Store one with: segment auth login --with-profile-token',
      'Store one with: segment auth login --with-profile-token.',
    ],
    ['Add --region eu, or set SEGMENT_REGION=eu', 'Add --region eu, or set SEGMENT_REGION=eu.'],
    ['Add --space-id <id>, or set SEGMENT_SPACE_ID', 'Add --space-id <id>, or set SEGMENT_SPACE_ID.'],
    [
      'Name the right one: segment sandbox events --url http://127.0.0.1:4010',
      'Name the right one: segment sandbox events --url http://127.0.0.1:4010.',
    ],
    ['Start one in another terminal: segment sandbox', 'Start one in another terminal: segment sandbox.'],
  ])('leaves to the user: %s', (text, wanted) => {
    expect(hintInToolWords(text, args)).toBe(
      `${wanted} That is for the user, who then starts this server again.`,
    );
  });

  it.each([
    ['type', ['type'], 'type'],
    ['type', ['types'], 'types'],
    ['space', ['of'], 'of'],
    ['space', ['id', 'part'], '--space'],
    ['no-violations', ['noViolations'], 'noViolations'],
  ])('calls --%s of a tool that takes %j %s', (flag, taken, wanted) => {
    expect(inToolWords(`Leave out --${flag}, or change it.`, taken)).toBe(
      `Leave out ${wanted}, or change it.`,
    );
  });
});
