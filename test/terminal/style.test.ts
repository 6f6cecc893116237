import { expect, it } from 'vitest';
import { chooseSymbols, wantsColour } from '../../src/terminal/style.ts';

it.each([
  ['a terminal', {}, undefined, true, true],
  ['a pipe', {}, undefined, false, false],
  ['NO_COLOR', { NO_COLOR: '1' }, undefined, true, false],
  ['an empty NO_COLOR is unset', { NO_COLOR: '' }, undefined, true, true],
  ['FORCE_COLOR beats NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, false, true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, undefined, true, false],
  ['CLICOLOR_FORCE', { CLICOLOR_FORCE: '1' }, undefined, false, true],
  ['--color beats NO_COLOR', { NO_COLOR: '1' }, true, false, true],
  ['--no-color beats FORCE_COLOR', { FORCE_COLOR: '1' }, false, true, false],
  ['a dumb terminal', { TERM: 'dumb' }, undefined, true, false],
  ['a pipe in a CI that chalk would colour', { TF_BUILD: '1', AGENT_NAME: 'x' }, undefined, false, false],
  ['SEGMENT_FORCE_TTY', { SEGMENT_FORCE_TTY: '1' }, undefined, false, true],
])('colour on %s', (_name, env, flag, isTerminal, expected) => {
  expect(wantsColour(env, flag, isTerminal)).toBe(expected);
});

it('symbols are ASCII where Unicode is doubtful', () => {
  expect(chooseSymbols({}, 'linux').ok).toBe('✓');
  expect(chooseSymbols({ TERM: 'dumb' }, 'linux').ok).toBe('v');
  expect(chooseSymbols({}, 'win32').ok).toBe('v');
  expect(chooseSymbols({ WT_SESSION: 'x' }, 'win32').ok).toBe('✓');
});
