/** True for a text that names nothing: an empty shell variable leaves one behind. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** True when a field holds this name. An absent field has no name, and a blank name is nobody's: neither ever fits. */
export function isSameName(field: unknown, name: string): boolean {
  return typeof field === 'string' && field === name && !isBlank(name);
}

/** The same, upper and lower case aside. */
export function isSameNameFolded(field: unknown, name: string): boolean {
  return typeof field === 'string' && isSameName(field.toLowerCase(), name.toLowerCase());
}
