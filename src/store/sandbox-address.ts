import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxUrl } from '../spec/built-in-sandbox.ts';
import { isLoopbackUrl, normaliseUrl } from './urls.ts';

/** Where a running sandbox says it listens; the default address where none says anything. */
export interface SandboxAddress {
  readonly url: string;
  /** The file that said so, or undefined for the default. */
  readonly file: string | undefined;
}

/**
 * Reads `sandbox.json` of the state folder, which a running sandbox writes. Only a loopback address
 * counts: whoever can write that file must not be able to point `-w sandbox` elsewhere.
 */
export function findSandbox(stateFolder: string): SandboxAddress {
  const file = join(stateFolder, 'sandbox.json');
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) {
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
      const url =
        typeof content === 'object' && content !== null && 'url' in content ? content.url : undefined;
      if (typeof url === 'string' && isLoopbackUrl(url)) return { url: normaliseUrl(url, file), file };
    }
  } catch {
    // No file, half a file, or not a URL: nobody says where a sandbox is, so it is where it usually is.
  }
  return { url: sandboxUrl, file: undefined };
}
