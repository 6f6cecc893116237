import { UsageError } from '../errors.ts';

export interface CallHeaders {
  /** Names in lower case. */
  readonly values: Readonly<Record<string, string>>;
  /** Values that may be credentials: never shown. */
  readonly secrets: readonly string[];
}

/** Credentials have their own places, and only ever go to the host they belong to. */
const credentialNames = new Set(['authorization', 'proxy-authorization', 'cookie']);
/** They follow from the request, or would break it. */
const framingNames = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const secretName = /token|secret|password|credential|api-?key|access-?key|auth|signature/;
const secretValue = /^(?:sgp_|bearer\s|basic\s|eyJ[\w-]+\.)/i;

/** Reads every `-H`. Throws UsageError for what is not a header, and for a credential, which would be in the shell's history. */
export function readHeaders(lines: readonly string[]): CallHeaders {
  const values: Record<string, string> = {};
  const secrets: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) {
      throw badHeader(
        colon === -1 ? 'A header has a name, a colon and a value.' : 'This is not a header.',
        "Write it so: -H 'Accept: application/vnd.segment.v1alpha+json'",
      );
    }
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw badHeader(
        `The value of the header ${name} has a line end or a character that no header can hold.`,
        'Keep it to one line of ASCII.',
      );
    }
    if (credentialNames.has(name)) {
      throw badHeader(
        `The header ${name} cannot be set: it would be seen by everybody on this machine.`,
        'The credential of the workspace is added automatically. See: segment auth status',
        'credential_header',
      );
    }
    if (framingNames.has(name))
      throw badHeader(`The header ${name} cannot be set: it follows from the request.`, 'Leave it out.');
    if (Object.hasOwn(values, name))
      throw badHeader(`The header ${name} is given twice.`, 'Keep one of them.');
    values[name] = value;
    if (secretName.test(name) || secretValue.test(value)) secrets.push(value);
  }
  return { values, secrets };
}

/** Does not show what was typed: it may hold a secret. */
function badHeader(message: string, hint: string, code = 'header_invalid'): UsageError {
  return new UsageError(message, { code, hint });
}
