import { join } from 'node:path';
import { readSmallFile } from '../files/small-file.ts';
import { sandboxUrl } from '../spec/built-in-sandbox.ts';
import { isJsonObject } from '../spec/message.ts';
import { isLoopbackUrl, normaliseUrl } from './service-urls.ts';

/** It holds a URL and a process id. */
const maxBytes = 4096;

/** Where a running sandbox says it listens; the default address where none says anything. */
export interface SandboxAddress {
  readonly url: string;
  /** The file that holds it; undefined for the default. */
  readonly file: string | undefined;
}

/**
 * Reads `sandbox.json` of the state folder, which a running sandbox writes. Only a loopback address
 * counts: whoever can write that file must not be able to point `-w sandbox` elsewhere.
 */
export function findSandbox(stateFolder: string | undefined): SandboxAddress {
  const file = sandboxFile(stateFolder);
  const url = file === undefined ? undefined : readSandboxFile(file)?.url;
  if (file !== undefined && url !== undefined && isLoopbackUrl(url)) {
    try {
      return { url: normaliseUrl(url, file), file };
    } catch {
      // Not a URL: nobody says where a sandbox is, so it is where it usually is.
    }
  }
  return { url: sandboxUrl, file: undefined };
}

/** Where a running sandbox says it is, for `-w sandbox` and `segment sandbox events` in another terminal. */
export function sandboxFile(stateFolder: string | undefined): string | undefined {
  return stateFolder === undefined ? undefined : join(stateFolder, 'sandbox.json');
}

/** What such a file says, or undefined when it says nothing of use. */
export function readSandboxFile(
  path: string,
): { readonly url: string; readonly pid: number | undefined } | undefined {
  try {
    const file = readSmallFile(path, { maxBytes });
    if (file.kind !== 'file') return undefined;
    const content: unknown = JSON.parse(file.bytes.toString('utf8'));
    const { url, pid } = isJsonObject(content) ? content : {};
    return typeof url === 'string' ? { url, pid: typeof pid === 'number' ? pid : undefined } : undefined;
  } catch {
    return undefined;
  }
}
