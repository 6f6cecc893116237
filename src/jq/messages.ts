/** What the thread of jq is started with. */
export interface JqJob {
  /** The URL of jq itself, compressed. */
  readonly program: string;
  readonly args: readonly string[];
  /** Two counters, at {@link places}. */
  readonly shared: SharedArrayBuffer;
}

/** Which counter says how many messages were given to jq, and which how many pieces of its output were written. */
export const places = { given: 0, written: 1 };

export type ToJq = { readonly kind: 'input'; readonly text: string } | { readonly kind: 'end' };

/** Messages from it, in the order of what they report. */
export type FromJq =
  | { readonly kind: 'output'; readonly text: string }
  /** On its stderr: errors, and what `debug` and `stderr` say. Lines in it are counted from where jq began. */
  | { readonly kind: 'said'; readonly text: string; readonly linesBefore: number }
  /** The expression is compiled, and jq has done all it can with the first `taken` messages. */
  | { readonly kind: 'waiting'; readonly taken: number }
  | { readonly kind: 'ended'; readonly code: number };
