import { stringAt, textAt } from '../api/api-object.ts';
import type { ProfileApi } from '../api/profiles/client.ts';
import { hasEvent, hasTraits, type SentMessage } from '../api/profiles/find-message.ts';
import { lowerCaseId, type ProfileId, profileIdText } from '../api/profiles/profile-id.ts';
import { historyDays } from '../api/profiles/routes.ts';
import { CancelledError, CliError, NotFoundError, TemporaryError, UsageError } from '../errors.ts';
import type { ComposedMessage } from '../spec/compose-message.ts';
import { isObjectText } from '../spec/json-text.ts';
import type { MessageType } from '../spec/message.ts';
import { readMomentFlag } from '../spec/moment.ts';

/** A message and the profile that is to show it. */
export interface Followed {
  readonly sent: SentMessage;
  /** In lower case, as Segment finds identifiers (docs/segment-api/profile.md#identifiers-in-paths), however they were sent. */
  readonly id: ProfileId;
  /** `user_id:user_1`. */
  readonly name: string;
  /** The id was sent with capitals. */
  readonly isLowered: boolean;
}

/** Whether the profile shows the message: the part of the JSON result that is called `follow`. */
export interface FollowFacts {
  readonly visible: boolean;
  /** `user_id:user_1`. */
  readonly profile: string;
  readonly collection: string;
  readonly spaceId: string;
  /** From the acknowledgement to the look that found it. */
  readonly delayMs: number | null;
  readonly looks: number;
}

export interface FollowOptions {
  readonly timeoutMs: number;
  /** The timeout in the words of the person who waits. */
  readonly timeoutText: string;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Hears SIGINT and SIGTERM until what it returns is called. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void;
}

const firstWaitMs = 250;
const longestWaitMs = 2_000;

/** What is to be followed. Throws UsageError for a message that no profile can show. */
export function readFollowed(type: MessageType, message: ComposedMessage, now: Date): Followed {
  const given = profileOf(type, message);
  const id = lowerCaseId(given) ?? given;
  return {
    sent: readSent(type, message, now),
    id,
    name: profileIdText(id),
    isLowered: id !== given,
  };
}

/**
 * Looks until the profile shows the message. To be called once it is acknowledged. Does not throw what went wrong:
 * it comes beside the facts.
 */
export async function waitUntilShown(
  api: ProfileApi,
  { sent, id, name }: Followed,
  { timeoutMs, timeoutText, monotonic, sleep, onSignal }: FollowOptions,
): Promise<{ readonly facts: FollowFacts; readonly problem: CliError | undefined }> {
  const { messageId } = sent;
  const look = sent.traits === undefined ? hasEvent : hasTraits;
  const start = monotonic();
  const stop = new AbortController();
  let exitCode: 130 | 143 = 130;
  const release = onSignal((signal) => {
    if (signal !== 'SIGINT') exitCode = 143;
    stop.abort();
  });
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
  const facts = { profile: name, collection: id.collection, spaceId: api.spaceId };
  let looks = 0;
  try {
    for (let pause = firstWaitMs; ; pause = Math.min(pause * 2, longestWaitMs)) {
      looks += 1;
      if (await isThere(() => look(api, id, sent, signal))) {
        const delayMs = Math.round(monotonic() - start);
        return { facts: { ...facts, visible: true, delayMs, looks }, problem: undefined };
      }
      if (monotonic() - start + pause >= timeoutMs) throw notSeen(messageId, name, timeoutText);
      await sleep(pause, signal);
    }
  } catch (error) {
    const problem = stop.signal.aborted
      ? new CancelledError(`Interrupted; message ${messageId} was accepted.`, { exitCode })
      : signal.aborted
        ? notSeen(messageId, name, timeoutText)
        : error;
    if (!(problem instanceof CliError)) throw problem;
    return { facts: { ...facts, visible: false, delayMs: null, looks }, problem };
  } finally {
    release();
  }
}

/** No profile yet, or an API that fails for now: it may be there at the next look. */
async function isThere(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof TemporaryError) return false;
    throw error;
  }
}

function notSeen(messageId: string, name: string, timeoutText: string): TemporaryError {
  return new TemporaryError(
    `Message ${messageId} was accepted, but profile ${name} did not show it within ${timeoutText}.`,
    {
      code: 'follow_timeout',
      // The look alone was in vain: the message is there.
      retryable: false,
      hint: `Do not send it again. Look later with: segment profile get ${name}`,
    },
  );
}

/** Whose profile shows it: the account of a Group, the user of anything else. */
function profileOf(type: MessageType, { text }: ComposedMessage): ProfileId {
  const message: unknown = JSON.parse(text);
  const [groupId, userId, anonymousId] = ['groupId', 'userId', 'anonymousId'].map((key) =>
    stringAt(message, key),
  );
  if (type === 'group' && groupId) return { collection: 'accounts', type: 'group_id', value: groupId };
  if (userId) return { collection: 'users', type: 'user_id', value: userId };
  if (anonymousId) return { collection: 'users', type: 'anonymous_id', value: anonymousId };
  throw new UsageError('--follow needs an id to look for, and the message has none.', {
    code: 'follow_without_id',
    hint: 'Add --user-id ID or --anonymous-id ID.',
  });
}

/** Throws UsageError for what a history no longer holds. */
function readSent(
  type: MessageType,
  { text, messageId, timestamp }: ComposedMessage,
  now: Date,
): SentMessage {
  const setsTraits = type === 'identify' || type === 'group';
  const time = timestamp === undefined ? undefined : readMomentFlag(timestamp, now);
  const isTooOld = time !== undefined && now.getTime() - time.getTime() > historyDays * 86_400_000;
  if (isTooOld && !setsTraits) {
    throw new UsageError(`--follow cannot find a message older than ${historyDays} days.`, {
      code: 'follow_too_old',
      hint: 'Send it without --follow: profiles show only newer events.',
    });
  }
  const found = textAt(text, 'traits');
  const traits = found !== undefined && isObjectText(found) ? found : '{}';
  return { messageId, time, sentAt: now, traits: setsTraits ? traits : undefined };
}
