import fc from 'fast-check';

/** Any code point but the halves of surrogates. */
const codePoint = fc
  .integer({ min: 0, max: 0x10f7ff })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

/** As `unit: 'binary'`, for which fast-check makes a map of all code points first: a second, in each process. */
export function anyText(length: { readonly minLength?: number; readonly maxLength?: number } = {}) {
  return fc.string({ unit: codePoint, ...length });
}
