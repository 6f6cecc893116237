const unitBytes: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['kb', 1_000],
  ['kib', 1_024],
  ['mb', 1_000_000],
  ['mib', 1_048_576],
]);

/** Bytes of `32768`, `480kib`, `500kb`, `4mb` (docs/rules.md#commands); k is 1,000 and ki is 1,024. Undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?)([a-z]{0,3})$/.exec(text.toLowerCase()) ?? [];
  const factor = unitBytes.get(unit);
  return amount === undefined || factor === undefined ? undefined : Math.floor(Number(amount) * factor);
}
