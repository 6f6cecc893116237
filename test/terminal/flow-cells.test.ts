import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { flowCells } from '../../src/terminal/flow-cells.ts';

const fixed = [{ text: '10:00:00Z' }, { text: 'track   ' }] as const;
const cells = (...texts: string[]) => texts.map((text) => ({ text }));

describe('cells one behind the other', () => {
  it('stand on one line where there is room', () => {
    expect(flowCells(fixed, cells('Signed Up', '', 'ada'), 80)).toBe('10:00:00Z  track     Signed Up  ada');
  });

  it('continue below the first that may, and the next ones behind them', () => {
    const name = 'A name that is longer than what is left of the line of this terminal';
    expect(flowCells(fixed, cells(name, 'ada'), 60).split('\n')).toEqual([
      '10:00:00Z  track     A name that is longer than what is left',
      '                     of the line of this terminal  ada',
    ]);
  });

  it('are cut only where they are a look: with a sign, on so many lines', () => {
    const look = (mostLines: number) =>
      flowCells(fixed, [{ text: 'abcde '.repeat(20).trim(), mostLines }], 61);
    expect(look(1)).toBe(`10:00:00Z  track     ${'abcde '.repeat(20).slice(0, 39)}…`);
    expect(look(2).split('\n')).toHaveLength(2);
    expect(look(2)).toMatch(/…$/);
    expect(look(4)).not.toContain('…');
  });

  it('are all there, and no line is wider than the terminal', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', 'b', ' ', '日', '😀'), maxLength: 60 })
      .map((each) => each.trim());
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 10, max: 120 }), (texts, width) => {
        const shown = flowCells(fixed, cells(...texts), width);
        for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        const bare = (parts: string) => parts.replace(/\s+/g, '');
        expect(bare(shown)).toBe(bare(`10:00:00Z track ${texts.join(' ')}`));
      }),
    );
  });
});
