import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { isQuoted, isVisibleAscii } from '../../src/spec/visible-ascii.ts';
import { writeKeyShape } from '../../src/spec/write-key.ts';
import { createPrompts } from '../../src/terminal/prompts.ts';

export type SecretKind = 'write_key' | 'token' | 'profile_token';

/** How each kind is called in sentences. */
export const secretLabels: Readonly<Record<SecretKind, string>> = {
  write_key: 'write key',
  token: 'Public API token',
  profile_token: 'Profile API token',
};

/** The longest secret Segment issues is far below this; more is a file given by mistake. */
const maxSecretBytes = 16 * 1024;

/**
 * A secret from stdin, or asked for at a terminal and shown as stars. The redactor knows it before
 * anything is said about it. Throws UsageError when it cannot be of this kind, or nobody can give one.
 */
export async function readSecret(app: App, kind: SecretKind, flag: string): Promise<string> {
  if (!app.io.stdinIsTerminal) return checkSecret(app, kind, await readStdin(app, kind));
  if (!app.mayPrompt) {
    throw new UsageError(
      `The ${secretLabels[kind]} is read from stdin, which is a terminal, and prompts are disabled.`,
      {
        code: 'secret_missing',
        hint: `${flag} < file`,
      },
    );
  }
  return checkSecret(app, kind, await askSecret(app, kind, {}));
}

/** Asks for a secret; an empty answer is refused unless it may be skipped. */
export async function askSecret(
  app: App,
  kind: SecretKind,
  { optional = false }: { readonly optional?: boolean },
): Promise<string> {
  const answer = await createPrompts(app.io, app.print).secret({
    message: optional ? `${capitalised(kind)} (Enter to skip):` : `${capitalised(kind)}:`,
    validate(typed) {
      app.redactor.add(typed.trim());
      if (typed.trim() === '') return optional || `The ${secretLabels[kind]} is empty.`;
      return whatIsWrong(kind, typed.trim()) ?? true;
    },
  });
  return answer.trim();
}

function checkSecret(app: App, kind: SecretKind, secret: string): string {
  app.redactor.add(secret);
  const wrong = whatIsWrong(kind, secret);
  if (wrong === undefined) {
    const shape = kind === 'write_key' ? writeKeyShape(secret) : undefined;
    if (shape?.kind === 'unusual') app.print.warn(shape.message);
    return secret;
  }
  const other =
    kind === 'write_key'
      ? 'segment auth login --with-token < file'
      : 'segment auth login --with-write-key < file';
  throw new UsageError(wrong, {
    code: 'secret_of_another_kind',
    hint: `Give a ${secretLabels[kind]}, or store this as what it is: ${other}`,
  });
}

/** What shows that a text cannot be a secret of this kind; nothing of the text is repeated. */
function whatIsWrong(kind: SecretKind, secret: string): string | undefined {
  if (kind === 'write_key') {
    const shape = writeKeyShape(secret);
    return shape.kind === 'not_a_key' ? shape.message : undefined;
  }
  const label = secretLabels[kind];
  if (secret === '') return `The ${label} is empty.`;
  if (!isVisibleAscii(secret)) return `A ${label} has no spaces and no characters beyond ASCII.`;
  if (isQuoted(secret)) return `A ${label} has no quotes around it.`;
  if (kind === 'token' && writeKeyShape(secret).kind === 'usual')
    return `This looks like a write key, not a ${label}.`;
  if (kind === 'profile_token' && secret.startsWith('sgp_'))
    return `This is a Public API token, not a ${label}.`;
  return undefined;
}

async function readStdin(app: App, kind: SecretKind): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of app.io.stdin()) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxSecretBytes) {
      throw new UsageError(`The text on stdin is too long for a ${secretLabels[kind]}.`, {
        code: 'secret_too_long',
      });
    }
    chunks.push(part);
  }
  // A file written by an editor or by PowerShell may begin with a mark and ends with a newline.
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  app.redactor.add(text);
  if (text === '') {
    throw new UsageError(`Stdin is empty: there is no ${secretLabels[kind]} in it.`, {
      code: 'secret_missing',
    });
  }
  return text;
}

function capitalised(kind: SecretKind): string {
  const label = secretLabels[kind];
  return label.charAt(0).toUpperCase() + label.slice(1);
}
