import { renderBash } from './bash.ts';
import { renderFish } from './fish.ts';
import { renderPowershell } from './powershell.ts';
import type { CommandNode } from './tree.ts';
import { renderZsh } from './zsh.ts';

/** Every shell with its renderer and the name its script has in `completions/`. */
export const shells = {
  bash: { render: renderBash, file: 'segment.bash' },
  zsh: { render: renderZsh, file: '_segment' },
  fish: { render: renderFish, file: 'segment.fish' },
  powershell: { render: renderPowershell, file: 'segment.ps1' },
} as const satisfies Record<
  string,
  { readonly render: (root: CommandNode) => string; readonly file: string }
>;

export type Shell = keyof typeof shells;

export function isShell(text: string): text is Shell {
  return Object.hasOwn(shells, text);
}
