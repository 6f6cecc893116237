import type { App } from '../../src/app.ts';
import {
  checkSecret,
  type SecretKind,
  secretFromStdin,
  secretLabels,
  secretProblem,
} from '../../src/clients/secret.ts';
import { UsageError } from '../../src/errors.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';

/**
 * A secret from stdin, or asked for at a terminal and shown as stars. The redactor knows it before anything is printed
 * about it. Throws UsageError when it cannot be of this kind, or when there is none and prompts are disabled.
 */
export async function readSecret(app: App, kind: SecretKind, command: string): Promise<string> {
  const { io, redactor, print } = app;
  if (io.stdinIsTerminal && !app.mayPrompt) {
    throw new UsageError(
      `The ${secretLabels[kind]} is read from stdin, which is a terminal, and prompts are disabled.`,
      { code: 'secret_missing', hint: `${command} < file` },
    );
  }
  const secret = io.stdinIsTerminal
    ? await askSecret(app, kind, {})
    : await secretFromStdin(kind, io.stdin());
  redactor.add(secret);
  const warning = checkSecret(kind, secret);
  if (warning !== undefined) print.warn(warning);
  return secret;
}

/** Asks for a secret; an empty answer is refused unless it may be skipped. */
export async function askSecret(
  { io, print, redactor }: App,
  kind: SecretKind,
  { optional = false }: { readonly optional?: boolean },
): Promise<string> {
  const label = secretLabels[kind];
  const title = label.charAt(0).toUpperCase() + label.slice(1);
  const answer = await createPrompts(io, print).secret({
    message: optional ? `${title} (Enter to skip):` : `${title}:`,
    validate(typed) {
      redactor.add(typed.trim());
      if (typed.trim() === '') return optional || `The ${label} is empty.`;
      return secretProblem(kind, typed.trim()) ?? true;
    },
  });
  return answer.trim();
}
