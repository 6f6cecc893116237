import { createHash } from 'node:crypto';
import { applyEdits, cutMembers, readMembers } from '../../ndjson/members.ts';
import { trackingRoutes } from '../tracking/paths.ts';
import type { JournalMessage } from './journal-message.ts';
import { isInScope, type Scope } from './scope.ts';

/** One messageId and the bytes it came with. */
export interface LedgerEntry {
  readonly messageId: string;
  /** SHA-256 of the message's exact bytes as they stood in the body, hexadecimal. */
  readonly sha256: string;
  readonly writeKey: string;
  readonly source: string;
  /** How often it arrived: once stored, and every duplicate after it. */
  readonly arrivals: number;
  /**
   * True when a duplicate had other bytes than the stored one. On the routes for one message the `sentAt` of each
   * attempt stands in the message itself and does not count.
   */
  readonly altered: boolean;
}

/**
 * For tests that count: every message that was ever stored, also after the journal has dropped it. It is
 * kept only when asked for, because it grows with what arrives.
 */
export interface Ledger {
  readonly size: number;
  add(messages: readonly JournalMessage[]): void;
  entries(scope: Scope): Generator<LedgerEntry>;
  clear(scope?: Scope): void;
}

interface Slot {
  readonly messageId: string;
  readonly hash: Buffer;
  /** Of what stays the same from one attempt to the next. */
  readonly lasting: Buffer;
  readonly writeKey: string;
  readonly source: string;
  arrivals: number;
  altered: boolean;
}

export function createLedger(): Ledger {
  const slots = new Map<string, Slot>();
  return {
    get size() {
      return slots.size;
    },
    add(messages) {
      for (const { outcome, messageId, raw, writeKey, source, path } of messages) {
        if (outcome === 'discarded') continue;
        const hash = sha256(raw);
        const lasting = trackingRoutes.get(path)?.kind === 'single' ? sha256(withoutSentAt(raw)) : hash;
        const own = slots.get(`${writeKey}\n${messageId}`);
        // A duplicate of another source's message was never stored under this write key.
        if (own === undefined && outcome === 'duplicate') continue;
        if (own === undefined) {
          const slot = { messageId, hash, lasting, writeKey, source, arrivals: 1, altered: false };
          slots.set(`${writeKey}\n${messageId}`, slot);
          continue;
        }
        own.arrivals += 1;
        own.altered ||= !own.lasting.equals(lasting);
      }
    },
    *entries(scope) {
      for (const { hash, lasting: _lasting, ...slot } of slots.values()) {
        if (isInScope(slot, scope)) yield { ...slot, sha256: hash.toString('hex') };
      }
    },
    clear(scope) {
      for (const [key, slot] of slots) if (scope === undefined || isInScope(slot, scope)) slots.delete(key);
    },
  };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function withoutSentAt(raw: Buffer): Buffer {
  return applyEdits(
    raw,
    cutMembers(readMembers(raw), ({ key }) => key === 'sentAt'),
  );
}
