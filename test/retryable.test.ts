import { describe, expect, it } from 'vitest';
import { errorToJson, InputError, TemporaryError } from '../src/errors.ts';
import { readSources } from './helpers/imports.ts';

/** A sentence that asks for the same call once more, with nothing to mend before it. */
const askToRepeat = /['"`](?:[^'"`]*(?:: |\. ))?[Rr]un (?:the (?:same )?command|it) again(?! to see)/;
const never = /['"`]Do not (?:send|run) it again/;

/** The places in the source whose text fits, with the lines that stand around each. */
function placesOf(pattern: RegExp): { place: string; around: string }[] {
  return [...readSources('src', 'commands')].flatMap(([path, text]) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) =>
      pattern.test(line)
        ? [
            {
              place: `${path}: ${line.trim()}`,
              around: lines.slice(Math.max(0, index - 9), index + 4).join('\n'),
            },
          ]
        : [],
    );
  });
}

describe('an error is retryable exactly when its hint says to run the same call again', () => {
  it('every hint to run it again stands in an error that is retryable', () => {
    const places = placesOf(askToRepeat);
    expect(places.length).toBeGreaterThan(5);
    const isRetryable = /retryable: true|retryable \?|retryable\)|new TemporaryError\(/;
    expect(places.filter(({ around }) => !isRetryable.test(around)).map(({ place }) => place)).toEqual([]);
  });

  it('every hint not to repeat it stands in an error that is not', () => {
    const places = placesOf(never);
    expect(places).toHaveLength(1);
    expect(places.filter(({ around }) => !around.includes('retryable: false'))).toEqual([]);
  });

  it('a retryable error without a hint says to run it again, and no other does', () => {
    const shown = (error: TemporaryError | InputError) => {
      const { retryable, hint } = errorToJson(error).error;
      return [retryable, hint];
    };
    const again = 'Run the same command again later.';
    expect(shown(new TemporaryError('x'))).toEqual([true, again]);
    expect(shown(new TemporaryError('x', { retryable: false }))).toEqual([false, null]);
    expect(shown(new InputError('x'))).toEqual([false, null]);
    expect(shown(new InputError('x', { retryable: true }))).toEqual([true, again]);
    expect(shown(new TemporaryError('x', { hint: 'Start it.' }))).toEqual([true, 'Start it.']);
  });
});
