import type { LoginPrompts } from '../clients/login-request.ts';
import { sandboxName } from '../spec/built-in-sandbox.ts';
import type { Prompts } from './prompts.ts';

/** What a login asks for at a terminal. `isName`: whether a workspace or a source may be called so. */
export function loginPrompts(
  { text, choose }: Prompts,
  { isName, secret }: { readonly isName: (text: string) => boolean } & Pick<LoginPrompts, 'secret'>,
): LoginPrompts {
  return {
    name: (preset) =>
      text({
        message: 'Name of the workspace here:',
        default: preset,
        validate: (typed) =>
          (isName(typed) && typed !== sandboxName) || 'Letters, digits, “-” and “_”; “sandbox” is taken.',
      }),
    region: () =>
      choose({
        message: 'Region of the workspace:',
        choices: [
          { value: 'us', name: 'us (Oregon)' },
          { value: 'eu', name: 'eu (Dublin)' },
        ],
      }),
    alias: (preset) =>
      text({
        message: 'Name of its source here:',
        default: preset,
        validate: (typed) => isName(typed) || 'Letters, digits, “-” and “_”.',
      }),
    spaceId: () =>
      text({
        message: 'Id of its space:',
        validate: (typed) => typed.trim() !== '' || 'A Profile API token is of no use without its space.',
      }),
    secret,
  };
}
