import { describe, expect, it } from 'vitest';
import { bar, fitted, sparkline } from '../../src/terminal/chart.ts';

describe('sparkline', () => {
  it.each([
    [[0, 1, 2, 4, 7], true, '▁▂▃▅█'],
    [[0, 9, 4], false, '094'],
    [[0, 0], true, '▁▁'],
    [[-3, 5], true, '▁█'],
    // What is not known is a gap, not 0.
    [[0, undefined, 7], true, '▁ █'],
    [[undefined, 9], false, ' 9'],
    [[], true, ''],
  ])('%j', (values, isUnicode, expected) => {
    expect(sparkline(values, isUnicode)).toBe(expected);
  });
});

describe('bar', () => {
  it.each([
    [10, 10, true, '████'],
    [5, 10, true, '██'],
    // Little is not nothing.
    [1, 1_000, true, '█'],
    [0, 10, true, ''],
    [-2, 10, true, ''],
    [undefined, 10, true, ''],
    [0, 0, true, ''],
    [10, 10, false, '####'],
  ])('%d of %d', (value, most, isUnicode, expected) => {
    expect(bar(value, most, 4, isUnicode)).toBe(expected);
  });
});

describe('fitted', () => {
  it.each([
    [[1, 2, 3], 3, [1, 2, 3]],
    [[1, 3, 5, 7], 2, [2, 6]],
    // The last cell stands for fewer numbers and is no lower for that.
    [[4, 4, 4, 4, 4], 2, [4, 4]],
    [[], 8, []],
    [[1, undefined, undefined, undefined, 5, 7], 3, [1, undefined, 6]],
  ])('%j in %d cells', (values, cells, expected) => {
    expect(fitted(values, cells)).toEqual(expected);
  });
});
