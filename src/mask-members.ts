import { mask } from './redact.ts';

/**
 * Names of members whose values are credentials of somebody, as Segment's settings, write keys and those of the tools
 * behind its destinations call them: `apiKey`, `sharedSecret`, `writeKeys`, `private_key`, `accessToken`.
 */
const secretNames =
  /secret|passw(?:or)?d|passphrase|passcode|token|credential|private_?-?key|signature|(?:api|app|application|access|account|auth|client|encryption|hash|integration|license|master|server|service|shared|signing|storage|tracking|write)[-_ ]?keys?$/i;

/** Settings hold whatever a destination asks for: there any key is one. */
const keyInSettings = /(?:^|[-_ a-z])keys?$/i;

/** Objects in whose midst a plain `key` is a secret. */
const holdsKey = /^(?:hashPropertiesConfiguration|settings|authentication)$/i;

/**
 * JSON text, or what came of a reply that was to be JSON, with the strings and numbers of all members masked whose name
 * says that they are secret. For showing only: everything else stays as it is, numbers with all their digits.
 */
export function maskMembers(text: string): string {
  const tokens = /"((?:[^"\\]|\\.)*)(?:"|\\?$)(\s*:)?|[{}[\],]|[^\s{}[\]",:]+/gs;
  /** For each open object or array: whether its values are secret, and whether its members `key` are. */
  const open: Scope[] = [{ isSecret: false, hasKey: false }];
  let name: string | undefined;
  return text.replace(tokens, (token, content: string | undefined, colon: string | undefined) => {
    const scope = open.at(-1) ?? open[0] ?? { isSecret: false, hasKey: false };
    if (content !== undefined && colon !== undefined) {
      name = decoded(content);
      return token;
    }
    const isSecret = scope.isSecret || (name !== undefined && isSecretIn(name, scope));
    if (token === '{' || token === '[') {
      const hasKey = (token === '[' && scope.hasKey) || (name !== undefined && holdsKey.test(name));
      open.push({ isSecret, hasKey });
      name = undefined;
      return token;
    }
    if (token === '}' || token === ']') {
      open.pop();
      name = undefined;
      return token;
    }
    if (token === ',') {
      name = undefined;
      return token;
    }
    if (!isSecret || /^(?:true|false|null)$/.test(token)) return token;
    // A text that was cut ends within a string.
    if (content !== undefined && (token === '"' || !token.endsWith('"')))
      return `"${content.replace(/\S+/g, '"…"')}`;
    return content === undefined ? '"…"' : `"${content === '' ? '' : masked(content)}"`;
  });
}

interface Scope {
  readonly isSecret: boolean;
  readonly hasKey: boolean;
}

/** True for a name whose value is a secret wherever it stands. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}

function isSecretIn(name: string, { hasKey }: Scope): boolean {
  return isSecretName(name) || (hasKey && keyInSettings.test(name));
}

/** A mask cut out of escapes would not be JSON: of those nothing is shown. */
function masked(content: string): string {
  return content.includes('\\') ? '…' : mask(content);
}

/** A name may be written with escapes too. */
function decoded(content: string): string {
  if (!content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}
