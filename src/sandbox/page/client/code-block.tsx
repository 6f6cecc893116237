import type { Token } from './json-tokens.ts';

/** Code as text, its literals coloured. Everything is a text node: nothing in it is ever read as markup (rule S14). */
export function CodeBlock({ tokens, label }: { readonly tokens: readonly Token[]; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: code that keeps its spaces is a pre
    <pre class="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {tokens.map(({ kind, text }) => (kind === 'plain' ? text : <span class={`t-${kind}`}>{text}</span>))}
      </code>
    </pre>
  );
}
