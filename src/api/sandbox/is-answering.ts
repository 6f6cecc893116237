import type { Http } from '../http.ts';
import { TransportError } from '../transport-error.ts';

/** A sandbox of this machine answers within milliseconds, unless its machine is very busy. */
const timeoutMs = 1000;

/** True if a sandbox answers at this URL. */
export async function isSandboxAnswering(http: Http, url: string): Promise<boolean> {
  try {
    const { status } = await http.send({ method: 'GET', url: `${new URL(url).origin}/health`, timeoutMs });
    return status === 200;
  } catch (error) {
    if (error instanceof TransportError) return false;
    throw error;
  }
}
