/** The sizes Segment takes, and the ones we send (docs/rules.md#numbers). Bytes are UTF-8 bytes of the JSON. */

/** One message after our insertions: larger ones are rejected alone. "32 KB" read as 32 × 1,024 (docs/segment-api/tracking.md#contradictions). */
export const maxMessageBytes = 32_768;

/** One batch body before compression: safe under both readings of "500 KB" (docs/segment-api/tracking.md#limits). */
export const maxBatchBytes = 491_520;

/** Messages in one batch: Segment answers 200 to more of them and then rejects them (docs/segment-api/tracking.md#limits). */
export const maxBatchMessages = 2_500;

/** Characters of a messageId: longer ones are dropped later without a word (docs/segment-api/tracking.md#contradictions). */
export const maxMessageIdLength = 100;

/** How long Segment surely drops a messageId that it has seen, in milliseconds. */
export const dedupWindowMs = 24 * 3_600_000;

/** Properties or traits of one message: with more, Unify drops it without a word (docs/segment-api/tracking.md#limits). */
export const maxFields = 300;

/** What the receiving end takes, in bytes; the sandbox answers 400 above it. */
export interface EdgeLimits {
  readonly messageBytes: number;
  readonly bodyBytes: number;
}

/** "KB" as 1,024 bytes, the widest reading (docs/segment-api/tracking.md#limits). */
export const edgeLimits: EdgeLimits = { messageBytes: 32_768, bodyBytes: 512_000 };

/** "KB" as 1,000 bytes, for `--strict-limits`. */
export const strictEdgeLimits: EdgeLimits = { messageBytes: 32_000, bodyBytes: 500_000 };

/** docs/rules.md#numbers: a person is waiting. */
export const singleSendLimits = { retries: 3, totalTimeoutMs: 30_000 } as const;
