import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findJsonProblem,
  formatJson,
  isNullText,
  isObjectText,
  openMember,
  openObject,
  writeNode,
} from '../../src/spec/json-text.ts';
import { anyText } from '../helpers/any-text.ts';
import { sharedPath } from '../helpers/shared.ts';

describe('formatJson', () => {
  it.each([
    ['{ "a" : [ 1 , 2 ] ,\n"b":{} }', '{"a":[1,2],"b":{}}'],
    ['{"a b":" { [ , : ] } \\" \\\\"}', '{"a b":" { [ , : ] } \\" \\\\"}'],
    ['[12345678901234567890, 1e400, -0, 10.00, 1E+2]', '[12345678901234567890,1e400,-0,10.00,1E+2]'],
    ['"\\u00e9\\/"', '"\\u00e9\\/"'],
    [' null ', 'null'],
    ['[[],[{}],[ ]]', '[[],[{}],[]]'],
  ])('takes the white space out of %j and nothing else', (text, compact) => {
    expect(formatJson(text)).toBe(compact);
  });

  it('writes compact and indented as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '  '), (text, indent) => {
        const value: unknown = JSON.parse(text);
        fc.pre(!/-0\b/.test(text));
        const given = JSON.stringify(value, null, 3);
        expect(formatJson(given, indent)).toBe(JSON.stringify(value, null, indent));
      }),
    );
  });

  it('is not stopped by depth', () => {
    const deep = `${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    expect(formatJson(deep)).toBe(deep);
    expect(formatJson(deep.slice(0, 600) + deep.slice(-200), ' ')).toContain('\n');
  });
});

describe('opening and writing', () => {
  it('gives back what was not touched, digit for digit', () => {
    const members = openObject(
      '{"n": 12345678901234567890, "e":1e400, "o": {"z": -0, "d": 10.00}, "t":"\\u00e9"}',
    );
    openMember(members, 'o')?.set('new', 'true');
    expect(writeNode(members)).toBe(
      '{"n":12345678901234567890,"e":1e400,"o":{"z":-0,"d":10.00,"new":true},"t":"\\u00e9"}',
    );
  });

  it('keeps the last of two equal keys where it opens, escaped spellings included', () => {
    expect(writeNode(openObject('{"a":1,"b":2,"\\u0061":3}'))).toBe('{"a":3,"b":2}');
  });

  it('knows __proto__ as a key like any other', () => {
    const members = openObject('{"__proto__":{"x":1},"constructor":2}');
    openMember(members, '__proto__')?.set('y', '2');
    expect(writeNode(members)).toBe('{"__proto__":{"x":1,"y":2},"constructor":2}');
    expect(Object.hasOwn(Object.prototype, 'x') || Object.hasOwn(Object.prototype, 'y')).toBe(false);
  });

  it('opens what is missing or null, and nothing else', () => {
    const members = openObject('{"n":null,"s":"x","l":[],"o":{}}');
    expect(openMember(members, 's')).toBeUndefined();
    expect(openMember(members, 'l')).toBeUndefined();
    expect(openMember(members, 'n')).toBeInstanceOf(Map);
    expect(openMember(members, 'o')).toBe(openMember(members, 'o'));
    expect(writeNode(members)).toBe('{"n":{},"s":"x","l":[],"o":{}}');
  });

  it('means the same as JSON.parse for any object', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText(), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object);
        expect(JSON.parse(writeNode(openObject(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('tells objects and null by their first character', () => {
    expect([' {}', '[]', '"{"', 'null', '\n{"a":1}'].map(isObjectText)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(['null', ' null ', '"n"', '{}'].map(isNullText)).toEqual([true, true, false, false]);
  });
});

describe('findJsonProblem', () => {
  it.each([
    ['{"a" 1}', 1, 6, '{"a" 1}', '     ^'],
    ['{"a":1,\n "b": tru }', 2, 10, ' "b": tru }', '         ^'],
    ['{"é":é}', 1, 6, '{"é":é}', '     ^'],
  ])('shows where %j breaks', (text, line, column, shown, caret) => {
    expect(findJsonProblem(text)).toMatchObject({ line, column, snippet: [shown, caret] });
  });

  it('says so when there is nothing', () => {
    expect(findJsonProblem(' \n')).toEqual({ message: 'it is empty', line: 1, column: 1, snippet: [] });
  });

  it('cuts a long line around the place', () => {
    const [shown = '', caret = ''] = findJsonProblem(`{"a":"${'x'.repeat(500)}",}`)?.snippet ?? [];
    expect(shown).toMatch(/^…x+",}$/);
    expect(shown.length).toBeLessThan(70);
    expect(caret.indexOf('^')).toBe(shown.length - 1);
  });

  it('shows control characters as one cell each', () => {
    expect(findJsonProblem('{"a\u001b\u009d":1}')?.snippet).toEqual(['{"a··":1}', '   ^']);
  });

  it('finds nothing in valid JSON of any depth', () => {
    expect(findJsonProblem(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBeUndefined();
    expect(findJsonProblem('['.repeat(100_000))?.message).toContain('found the end');
  });

  const suite = sharedPath('corpora', 'JSONTestSuite', 'test_parsing');
  it.skipIf(suite === undefined)('reads the JSON test suite as JSON.parse does (needs the corpora)', () => {
    const folder = suite ?? '';
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (name.startsWith('y_')) {
        expect(findJsonProblem(text), name).toBeUndefined();
        expect(JSON.parse(formatJson(text)), name).toEqual(JSON.parse(text));
      }
      if (name.startsWith('n_')) expect(findJsonProblem(text), name).toBeDefined();
    }
  });
});
