import { useEffect, useRef } from 'preact/hooks';

/** What the keys do; names are those of `KeyboardEvent.key`. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Keys that only mean something to a list or to nothing in particular; a button or a link keeps its own. */
const listKeys = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter']);

/**
 * Listens for keys on the whole page. Never where somebody types or answers a dialog. `hasLetters` false leaves
 * only keys that are no characters: a page that is spoken to would hear letters in every word (WCAG 2.1.4).
 */
export function useKeys(actions: KeyActions, hasLetters: boolean): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!(target instanceof Element) || target.closest('input, select, textarea, dialog') !== null) return;
      if (key.length === 1 && !hasLetters) return;
      if (listKeys.has(key) && target !== document.body && target.id !== 'messages') return;
      const action = Object.hasOwn(current.current, key) ? current.current[key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [hasLetters]);
}
