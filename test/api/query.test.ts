import { describe, expect, it } from 'vitest';
import { queryString } from '../../src/api/query.ts';

describe('the query of a call', () => {
  it('has half of a character as UTF-8 writes it', () => {
    expect(queryString({ '\ud800': 'a\udc00b', c: '😀' })).toBe('?%EF%BF%BD=a%EF%BF%BDb&c=%F0%9F%98%80');
  });

  it('has what is given, in dot style, and nothing for undefined', () => {
    expect(queryString({ a: 'x y', b: undefined, c: 0, d: false, e: ['1', '2'], f: { g: 'h' } })).toBe(
      '?a=x%20y&c=0&d=false&e.0=1&e.1=2&f.g=h',
    );
  });

  it.each([
    [{ sourceId: '' }, 'sourceId'],
    [{ sourceId: [' '] }, 'sourceId.0'],
    [{ filter: { id: '\u00a0' } }, 'filter.id'],
  ])('of %j is not made: it would ask for what has none', (query, name) => {
    expect(() => queryString(query)).toThrow(
      expect.objectContaining({ code: 'parameter_empty', message: `The parameter ${name} is empty.` }),
    );
  });
});
