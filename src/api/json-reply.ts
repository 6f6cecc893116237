/** An own field of an object; undefined for anything else, so that `__proto__` and friends answer nothing. */
export function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** As {@link ownField}, for a non-empty string. */
export function ownText(value: unknown, name: string): string | undefined {
  const found = ownField(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
