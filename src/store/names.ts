import { UsageError } from '../errors.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';

/** Names are file keys, table cells and shell words: no dots, spaces or leading dashes (docs/rules.md#commands). */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** The name, if it may be given to a workspace. Throws UsageError. */
export function checkWorkspaceName(name: string): string {
  if (name === sandboxName) {
    throw new UsageError('The name “sandbox” is reserved for the built-in workspace.', {
      code: 'name_reserved',
      hint: 'Choose another name; -w sandbox works without a login.',
    });
  }
  return checkName(name, 'workspace');
}

/** The alias, if it may be given to a source. Throws UsageError. */
export function checkSourceAlias(alias: string): string {
  return checkName(alias, 'source');
}

function checkName(name: string, kind: string): string {
  if (isName(name)) return name;
  throw new UsageError(`“${name.slice(0, 80)}” cannot name a ${kind}.`, {
    code: 'name_invalid',
    hint: 'Use 1 to 64 letters, digits, “-” and “_”, beginning with a letter or digit.',
  });
}
