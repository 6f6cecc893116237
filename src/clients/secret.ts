import { UsageError } from '../errors.ts';
import { credentialFault } from '../spec/visible-ascii.ts';
import { writeKeyShape } from '../spec/write-key.ts';

export type SecretKind = 'write_key' | 'token' | 'profile_token';

/** How each kind is called in sentences. */
export const secretLabels: Readonly<Record<SecretKind, string>> = {
  write_key: 'write key',
  token: 'Public API token',
  profile_token: 'Profile API token',
};

/** The longest secret Segment issues is far below this; more is a file given by mistake. */
const maxSecretBytes = 16 * 1024;

/** What shows that a text cannot be a secret of this kind; nothing of the text is repeated. */
export function secretProblem(kind: SecretKind, secret: string): string | undefined {
  if (kind === 'write_key') {
    const shape = writeKeyShape(secret);
    return shape.kind === 'not_a_key' ? shape.message : undefined;
  }
  const label = secretLabels[kind];
  if (secret === '') return `The ${label} is empty.`;
  const fault = credentialFault(secret);
  if (fault !== undefined) return `The ${label} ${fault}.`;
  if (kind === 'token' && writeKeyShape(secret).kind === 'usual')
    return `This looks like a write key, not a ${label}.`;
  if (kind === 'profile_token' && secret.startsWith('sgp_'))
    return `This is a Public API token, not a ${label}.`;
  return undefined;
}

/** Throws UsageError for what cannot be a secret of this kind. Returns a warning about an unusual one. */
export function checkSecret(kind: SecretKind, secret: string): string | undefined {
  const problem = secretProblem(kind, secret);
  if (problem === undefined) {
    const shape = kind === 'write_key' ? writeKeyShape(secret) : undefined;
    return shape?.kind === 'unusual' ? shape.message : undefined;
  }
  const other = kind === 'write_key' ? '--with-token' : '--with-write-key';
  throw new UsageError(problem, {
    code: 'secret_of_another_kind',
    hint:
      credentialFault(secret) !== undefined
        ? `Give the ${secretLabels[kind]} alone: one word, without a name or quotes.`
        : `Give a ${secretLabels[kind]}, or store this one with its own flag: segment auth login ${other} < file`,
  });
}

/** The one secret that stdin holds. Throws UsageError when it is empty or too long for one. */
export async function secretFromStdin(kind: SecretKind, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const data of stdin) {
    const chunk = Buffer.from(data);
    bytes += chunk.length;
    if (bytes > maxSecretBytes) {
      throw new UsageError(`The text on stdin is too long for a ${secretLabels[kind]}.`, {
        code: 'secret_too_long',
      });
    }
    chunks.push(chunk);
  }
  // A file written by an editor or by PowerShell may begin with a mark and ends with a newline.
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (text !== '') return text;
  throw new UsageError(`Stdin is empty: there is no ${secretLabels[kind]} in it.`, {
    code: 'secret_missing',
  });
}
