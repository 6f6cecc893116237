import { sandboxWriteKey } from '../spec/built-in-sandbox.ts';

/** A source the sandbox knows. */
export interface SandboxSource {
  readonly name: string;
  readonly writeKey: string;
  /** The region the source lives in; messages sent to the other one are taken and lost (contract §4.3). */
  readonly region?: 'us' | 'eu';
  readonly disabled?: boolean;
}

/** What became of a write key: its label, and why its messages are discarded if they are. */
export interface SourceMatch {
  readonly name: string;
  readonly known: boolean;
  readonly region: 'us' | 'eu' | undefined;
  /** `wrong_region` is the sandbox's own word: Segment loses such messages without one. */
  readonly discard: 'unknown_source' | 'source_disabled' | 'wrong_region' | undefined;
}

/**
 * The lookup from write key to source. Without a list every key is a source, as it is for who only
 * wants to see what arrives.
 */
export function createSourceBook(
  sources: readonly SandboxSource[] | undefined,
  region: 'us' | 'eu',
): (writeKey: string) => SourceMatch {
  const known = new Map<string, SourceMatch>();
  for (const source of sources ?? [{ name: 'sandbox', writeKey: sandboxWriteKey }]) {
    const elsewhere = source.region !== undefined && source.region !== region;
    const discard = source.disabled === true ? 'source_disabled' : elsewhere ? 'wrong_region' : undefined;
    known.set(source.writeKey, { name: source.name, known: true, region: source.region, discard });
  }
  return (writeKey) =>
    known.get(writeKey) ?? {
      name: labelOf(writeKey),
      known: sources === undefined,
      region: undefined,
      discard: sources === undefined ? undefined : 'unknown_source',
    };
}

/**
 * A name for a source nobody named. A real write key has 32 letters and digits (contract §2.1); enough of one
 * is shown to tell two apart, as of anything else that is long.
 */
function labelOf(writeKey: string): string {
  const isShown = writeKey.length <= 64 && !/^[A-Za-z0-9]{32}$/.test(writeKey);
  return isShown ? writeKey : `${writeKey.slice(0, 4)}…${writeKey.slice(-4)}`;
}
