export type Theme = 'system' | 'light' | 'dark';

/** Themes in the order in which the switch offers them. */
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** A choice that outlives a visit, where the browser keeps any. */
export function readChoice(name: string): string {
  try {
    return localStorage.getItem(`segment-sandbox-${name}`) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a choice for the next visit; a browser that keeps none has it for this one. */
export function keepChoice(name: string, value: string): void {
  try {
    localStorage.setItem(`segment-sandbox-${name}`, value);
  } catch {}
}

/** The theme chosen on an earlier visit. */
export function storedTheme(): Theme {
  const stored = readChoice('theme');
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Shows the page in a theme from now on. */
export function applyTheme(theme: Theme): void {
  keepChoice('theme', theme);
  document.documentElement.dataset.theme = theme;
}
