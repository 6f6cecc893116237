/** A source the sandbox knows. */
export interface SandboxSource {
  readonly name: string;
  readonly writeKey: string;
  /** The region the source lives in; messages sent to the other one are taken and lost (docs/segment-api/tracking.md#accepted-and-lost). */
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

/** What the workspace API may have changed since the start: names, keys, and whether a source is enabled. */
export interface SourceChanges {
  findByKey(
    writeKey: string,
  ): { readonly name: string; readonly slug: string; readonly enabled: boolean } | 'retired' | undefined;
}

/**
 * The lookup from write key to source. Without a list every key is a source, as it is for who only
 * wants to see what arrives; but one that was taken away from its source is none any more.
 */
export function createSourceBook(
  sources: readonly SandboxSource[] | undefined,
  region: 'us' | 'eu',
  workspace: SourceChanges,
): (writeKey: string) => SourceMatch {
  const started = new Map(sources?.map((source) => [source.writeKey, source]));
  return (writeKey) => {
    const own = workspace.findByKey(writeKey);
    const home = started.get(writeKey)?.region;
    if (own === undefined || own === 'retired') {
      const isOpen = sources === undefined && own === undefined;
      const discard = isOpen ? undefined : 'unknown_source';
      return { name: labelOf(writeKey), known: isOpen, region: undefined, discard };
    }
    const isElsewhere = home !== undefined && home !== region;
    const discard = !own.enabled ? 'source_disabled' : isElsewhere ? 'wrong_region' : undefined;
    return { name: own.name === '' ? own.slug : own.name, known: true, region: home, discard };
  };
}

/**
 * A name for a source nobody named. Real write keys have 32 letters and digits (docs/segment-api/tracking.md#write-keys): of one, and of
 * anything nearly as long, enough is shown to tell two apart. What is shorter is a word that somebody made up for a test.
 */
function labelOf(writeKey: string): string {
  return writeKey.length < 20 ? writeKey : `${writeKey.slice(0, 4)}…${writeKey.slice(-4)}`;
}
