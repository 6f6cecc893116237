import type { KeyObject } from 'node:crypto';
import { systemReason, UsageError } from '../errors.ts';

/** What an assertion says about who signs it. */
export interface Signer {
  readonly clientId: string;
  readonly keyId: string;
  /** The auth server it is meant for, without a slash at the end. */
  readonly audience: string;
}

/** An assertion must live under 60 s, and is dated back a little for clocks that are fast (docs/segment-api/tracking.md#oauth). */
const issuedBeforeSeconds = 5;
const expiresAfterSeconds = 50;

/** An RSA key without a passphrase from a PEM file. Throws UsageError that says what is wrong with the file. */
export async function readPrivateKey(path: string): Promise<KeyObject> {
  const { readFile } = await import('node:fs/promises');
  const { createPrivateKey } = await import('node:crypto');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`The OAuth private key file ${path} cannot be read (${systemReason(cause)}).`, {
      code: 'oauth_key_unreadable',
      cause,
    });
  }
  if (text.includes('PUBLIC KEY')) {
    throw new UsageError(`${path} holds a public key; OAuth needs the private one.`, {
      code: 'oauth_key_public',
    });
  }
  if (text.includes('ENCRYPTED')) {
    throw new UsageError(`The OAuth private key ${path} is protected by a passphrase.`, {
      code: 'oauth_key_encrypted',
      hint: `Write one without: openssl pkey -in ${path} -out key.pem && chmod 600 key.pem`,
    });
  }
  try {
    // The parser takes no space before the first line.
    const key = createPrivateKey(text.trim());
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch (cause) {
    throw new UsageError(`The OAuth private key ${path} is not in PEM form.`, {
      code: 'oauth_key_invalid',
      cause,
    });
  }
  throw new UsageError(`The OAuth private key ${path} is not an RSA key.`, { code: 'oauth_key_invalid' });
}

/** The signed statement “I am this application”, good for less than a minute (docs/segment-api/tracking.md#oauth). `at`: on the server's clock. */
export async function signAssertion(
  privateKey: KeyObject,
  { clientId, keyId, audience }: Signer,
  at: Date,
): Promise<string> {
  const { randomUUID, sign } = await import('node:crypto');
  const seconds = Math.floor(at.getTime() / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const header = encode({ alg: 'RS256', typ: 'JWT', kid: keyId });
  const claims = encode({
    iss: clientId,
    sub: clientId,
    aud: audience,
    iat: seconds - issuedBeforeSeconds,
    exp: seconds + expiresAfterSeconds,
    jti: randomUUID(),
  });
  const signature = sign('RSA-SHA256', Buffer.from(`${header}.${claims}`), privateKey).toString('base64url');
  return `${header}.${claims}.${signature}`;
}
