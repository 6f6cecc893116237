import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldError, type ReadSource, setFields } from '../../src/spec/fields.ts';
import { type JsonMembers, openObject, writeNode } from '../../src/spec/json-text.ts';
import { isJsonNumber, parseField } from '../../src/spec/parse-field.ts';
import { isPlainNumber } from '../../src/spec/plain-number.ts';
import { anyText } from '../helpers/any-text.ts';

const files: Readonly<Record<string, string>> = {
  'note.txt': 'line 1\nline 2\n',
  'data.json': '{"n":1.0}',
  bad: '{',
  '-': 'from stdin',
};
const read: ReadSource = async (name) => {
  const content = Object.hasOwn(files, name) ? files[name] : undefined;
  if (content === undefined) throw new Error(`no ${name}`);
  return content;
};

/** `-f a=1` for text, `-F a=1` for typed, in the order given. */
async function setAll(spellings: readonly string[], base = '{}'): Promise<string> {
  const members: JsonMembers = openObject(base);
  const fields = spellings.map((spelling) =>
    parseField({
      kind: spelling.startsWith('-F') ? 'typed' : 'text',
      flag: spelling.slice(0, 2),
      text: spelling.slice(3),
    }),
  );
  await setFields(members, fields, read);
  return writeNode(members);
}

async function errorOf(...spellings: string[]): Promise<FieldError> {
  const error: unknown = await setAll(spellings).catch((thrown: unknown) => thrown);
  if (!(error instanceof FieldError)) throw new Error(`no FieldError but ${String(error)}`);
  return error;
}

describe('a field', () => {
  it.each<[string[], string]>([
    [['-f a=1'], '{"a":"1"}'],
    [['-f a='], '{"a":""}'],
    [['-f a=b=c'], '{"a":"b=c"}'],
    [['-f a= x '], '{"a":" x "}'],
    [['-f total billed=5'], '{"total billed":"5"}'],
    [['-f a="x"'], '{"a":"\\"x\\""}'],
    [['-F a=true', '-F b=false', '-F c=null'], '{"a":true,"b":false,"c":null}'],
    [['-f a=true', '-f b=null'], '{"a":"true","b":"null"}'],
    [['-F a=True', '-F b=NULL', '-F c='], '{"a":"True","b":"NULL","c":""}'],
    [['-F a=5', '-F b=-5', '-F c=0', '-F d=49.90', '-F e=10.00'], '{"a":5,"b":-5,"c":0,"d":49.90,"e":10.00}'],
    [
      ['-F a=007', '-F b=+49170', '-F c=1e3', '-F d=12345678901234567890'],
      '{"a":"007","b":"+49170","c":"1e3","d":"12345678901234567890"}',
    ],
    [
      ['-F a=-0', '-F b=.5', '-F c=5.', '-F d=0x10', '-F e=NaN', '-F f=1_000'],
      '{"a":"-0","b":".5","c":"5.","d":"0x10","e":"NaN","f":"1_000"}',
    ],
    [['-F a=9007199254740993', '-F b=9007199254740992'], '{"a":"9007199254740993","b":9007199254740992}'],
    [['-F a={"b":[1, 2]}', '-F c=[]', '-F d=[1e400]'], '{"a":{"b":[1,2]},"c":[],"d":[1e400]}'],
    [['-F a=[draft] hello'], '{"a":"[draft] hello"}'],
    [
      ['-F a:=5', '-F b:="x"', '-F c:=12345678901234567890', '-F d:=1e3'],
      '{"a":5,"b":"x","c":12345678901234567890,"d":1e3}',
    ],
    [
      ['-F userId=42', '-F name=true', '-F event=null', '-F groupId=1.0'],
      '{"userId":"42","name":"true","event":"null","groupId":"1.0"}',
    ],
    [['-F user[name]=5', '-F name:=5'], '{"user":{"name":5},"name":5}'],
    [['-f address[city]=Oslo', '-f address.zip=0150'], '{"address":{"city":"Oslo","zip":"0150"}}'],
    [['-f a[b][c].d=1'], '{"a":{"b":{"c":{"d":"1"}}}}'],
    [['-f a\\.b=1', '-f a.b\\.c=2'], '{"a.b":"1","a":{"b.c":"2"}}'],
    [['-f a[b.c]=1'], '{"a":{"b.c":"1"}}'],
    [
      ['-f a\\[b=1', '-f c\\]=2', '-f d\\=e=3', '-f f\\:=4', '-f g\\\\=5', '-f h\\i=6'],
      '{"a[b":"1","c]":"2","d=e":"3","f:":"4","g\\\\":"5","h\\\\i":"6"}',
    ],
    [['-f tags[]=a', '-f tags[]=b', '-F tags[]=3'], '{"tags":["a","b",3]}'],
    [['-F tags[]'], '{"tags":[]}'],
    [['-f a.tags[]=x', '-F a.n=1', '-f a.tags[]=y'], '{"a":{"tags":["x","y"],"n":1}}'],
    [['-F items[]:={"id":1}', '-F items[]={"id":2}'], '{"items":[{"id":1},{"id":2}]}'],
    [['-f note=@note.txt'], '{"note":"line 1\\nline 2\\n"}'],
    [['-F note=@note.txt'], '{"note":"line 1\\nline 2\\n"}'],
    [['-F data:=@data.json'], '{"data":{"n":1.0}}'],
    [['-f a=@-'], '{"a":"from stdin"}'],
    [['-f handle=\\@jack', '-F other=\\@5', '-f mail=a@b'], '{"handle":"@jack","other":"@5","mail":"a@b"}'],
    [
      ['-f __proto__.x=1', '-f constructor[prototype][y]=2', '-F __proto__[z]=3'],
      '{"__proto__":{"x":"1","z":3},"constructor":{"prototype":{"y":"2"}}}',
    ],
    [['-f a.0=x', '-f a[1]=y'], '{"a":{"0":"x","1":"y"}}'],
  ])('%j', async (spellings, json) => {
    expect(await setAll(spellings)).toBe(json);
    expect(Reflect.ownKeys(Object.prototype).filter((key) => ['x', 'y', 'z'].includes(String(key)))).toEqual(
      [],
    );
  });

  it.each<[string[], string]>([
    [['-f a=2'], '{"a":"2","b":{"c":2},"l":[1]}'],
    [['-F b.d=3'], '{"a":1,"b":{"c":2,"d":3},"l":[1]}'],
    [['-F b=3'], '{"a":1,"b":3,"l":[1]}'],
    [['-F l[]=3'], '{"a":1,"b":{"c":2},"l":[3]}'],
  ])('%j goes over what was there before', async (spellings, json) => {
    expect(await setAll(spellings, '{"a":1,"b":{"c":2},"l":[1]}')).toBe(json);
  });
});

describe('what cannot be meant', () => {
  it.each<[string[], RegExp]>([
    [['-f a'], /^-f a has no value\.$/],
    [['-f a.b'], /has no value/],
    [['-f '], /empty/],
    [['-f =1'], /empty/],
    [['-f .a=1'], /empty/],
    [['-f a.=1'], /empty/],
    [['-f a..b=1'], /empty/],
    [['-f []=1'], /empty/],
    [['-f [a]=1'], /empty/],
    [['-f a[b=1'], /not closed/],
    [['-f a[b]c=1'], /after \] comes/],
    [['-f a[].b=1'], /\[\] stands at the end/],
    [['-f a[][]=1'], /\[\] stands at the end/],
    [['-f a:=5'], /always sends a string/],
    [['-f a=@'], /no file is named/],
    [['-F a={b}'], /not valid JSON: expected a quoted key or }, found b \(line 1, column 2\)/],
    [['-F a:=tru'], /not valid JSON/],
    [['-F a:='], /not valid JSON/],
    [['-F a:=@bad'], /not valid JSON/],
    [['-f a=1', '-f a=1'], /^One key is set twice: -f a=1 and -f a=1$/],
    [['-f a=1', '-F a=2'], /^One key is set twice: -f a=1 and -F a=2$/],
    [['-f a.b=1', '-f a[b]=2'], /^One key is set twice: -f a\.b=1 and -f a\[b\]=2$/],
    [['-f a=1', '-f a.b=2'], /^One key has two kinds of value: -f a=1 and -f a\.b=2$/],
    [['-f a.b=1', '-F a={}'], /two kinds of value/],
    [['-f a=1', '-f a[]=2'], /two kinds of value/],
    [['-f a[]', '-f a[]=2'], /two kinds of value/],
    [['-f a[]=1', '-f a.b=2'], /two kinds of value/],
    [['-f __proto__=1', '-f __proto__=2'], /set twice/],
    [[`-f ${'a.'.repeat(100)}b=1`], /more than 100 parts/],
  ])('%j', async (spellings, message) => {
    expect((await errorOf(...spellings)).message).toMatch(message);
  });

  it('names what stands in the way of an object', async () => {
    const error = await setAll(['-f a.b=1'], '{"a":12345678901234567890}').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FieldError);
    expect(error).toMatchObject({
      message: '-f a.b=1 needs an object at “a”, and there is 12345678901234567890 already.',
    });
  });

  it('points at the place in bad JSON', async () => {
    expect((await errorOf('-F a:={"b" 1}')).details).toEqual(['{"b" 1}', '     ^']);
  });

  it('does not repeat a long value', async () => {
    expect((await errorOf(`-f a=${'x'.repeat(10_000)}`, '-f a=2')).message.length).toBeLessThan(200);
  });
});

describe('numbers', () => {
  it.each(['0', '-1', '10', '10.0', '10.00', '0.10', '-2.50', '1234567.125', '9007199254740991'])(
    '%s is one',
    (text) => expect(isPlainNumber(text)).toBe(true),
  );
  it.each([
    '',
    '-',
    '00',
    '01',
    '-0',
    '-0.0',
    '+1',
    '1e3',
    '1.',
    '.1',
    '1,5',
    ' 1',
    '0.1000000000000000055',
    '0.0000001',
    '١',
  ])('%j is none', (text) => expect(isPlainNumber(text)).toBe(false));

  it('every number of JavaScript that prints without an exponent is one, and comes back the same', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 0, max: 3 }),
        (number, zeros) => {
          const text = String(number);
          fc.pre(!text.includes('e') && !Object.is(number, -0) && text.length < 30);
          const written = text.includes('.') ? text + '0'.repeat(zeros) : text;
          expect(isPlainNumber(written)).toBe(true);
          expect(Number(written)).toBe(number);
        },
      ),
    );
  });

  it('whatever text is taken for a number means the same number again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,25}(\.\d{1,10})?$/), (text) => {
        fc.pre(isPlainNumber(text));
        expect(isJsonNumber(text)).toBe(true);
        const bare = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        expect(String(Number(text))).toBe(bare);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are JSON numbers by the grammar', () => {
    expect(['1e400', '-0', '10.00', '1E+2', '12345678901234567890'].every(isJsonNumber)).toBe(true);
    expect(['', '01', '.5', '5.', '+1', '1e', 'NaN', '1 '].some(isJsonNumber)).toBe(false);
  });
});

describe('for any key and value', () => {
  const escapeKey = (part: string) => part.replace(/[.[\]=:\\]/g, '\\$&');
  const key = anyText({ minLength: 1, maxLength: 8 });

  it('an escaped path and -f give exactly that text at that path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 4 }), anyText(), async (path, value) => {
        const typed = value.startsWith('@') || value.startsWith('\\@') ? `\\${value}` : value;
        fc.pre(!value.startsWith('\\@'));
        const json = await setAll([`-f ${path.map(escapeKey).join('.')}=${typed}`]);
        expect(json).toBe(
          path.reduceRight((inner, part) => `{${JSON.stringify(part)}:${inner}}`, JSON.stringify(value)),
        );
      }),
    );
  });

  it('-F gives valid JSON or a FieldError, and pollutes nothing', async () => {
    const before = Reflect.ownKeys(Object.prototype);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^[ab.[\]=:@{}"\\0-9-]{0,12}$/)),
        async (text) => {
          const result = await setAll([`-F ${text}`]).catch((thrown: unknown) => thrown);
          if (typeof result === 'string') JSON.parse(result);
          else if (!(result instanceof FieldError)) expect(String(result)).toMatch(/^Error: no /);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });
});
