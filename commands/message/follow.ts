import { stringAt, textAt } from '../../src/api/api-object.ts';
import { historyDays } from '../../src/api/profiles/events.ts';
import { hasEvent, hasTraits, type SentMessage } from '../../src/api/profiles/find-message.ts';
import { lowerCaseId, type ProfileId, profileIdText } from '../../src/api/profiles/profile-id.ts';
import type { App } from '../../src/app.ts';
import { CancelledError, CliError, NotFoundError, TemporaryError, UsageError } from '../../src/errors.ts';
import type { ComposedMessage } from '../../src/spec/compose-message.ts';
import { durationMs } from '../../src/spec/duration.ts';
import { isObjectText } from '../../src/spec/json-text.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { readMomentFlag } from '../../src/spec/moment-flag.ts';
import type { Context } from '../../src/store/context.ts';
import { escapeLine } from '../../src/terminal/escape.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import type { MessageFlags } from './options.ts';

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

export interface Follow {
  /** To be called once the message is acknowledged. Does not throw: what went wrong comes beside the facts. */
  wait(): Promise<{ readonly facts: FollowFacts; readonly problem: CliError | undefined }>;
  /** Waits and tells a person. Throws what went wrong. */
  show(): Promise<void>;
}

const defaultTimeoutMs = 60_000;
const firstWaitMs = 250;
const longestWaitMs = 2_000;

/** Everything that could be wrong with `--follow` shows here, before anything is sent. */
export async function openFollow(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
  context: Context,
): Promise<Follow> {
  const timeoutMs = readTimeout(flags.followTimeout);
  const given = profileOf(type, message);
  // Segment finds identifiers by their lower case (docs/segment-api/profile.md#identifiers-in-paths), however they were sent.
  const id = lowerCaseId(given) ?? given;
  const { io, print } = app;
  const sent = readSent(type, message, io.now());
  const { api } = await openProfiles(app, undefined, context);
  const look = sent.traits === undefined ? hasEvent : hasTraits;
  const name = profileIdText(id);

  const wait: Follow['wait'] = async () => {
    const start = io.monotonic();
    const stop = new AbortController();
    let exitCode: 130 | 143 = 130;
    const release = io.onSignal((signal) => {
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
          const delayMs = Math.round(io.monotonic() - start);
          return { facts: { ...facts, visible: true, delayMs, looks }, problem: undefined };
        }
        if (io.monotonic() - start + pause >= timeoutMs) throw notSeen(message, name, timeoutMs);
        await io.sleep(pause, signal);
      }
    } catch (error) {
      const problem = stop.signal.aborted
        ? new CancelledError(`Interrupted; message ${message.messageId} was accepted.`, { exitCode })
        : signal.aborted
          ? notSeen(message, name, timeoutMs)
          : error;
      if (!(problem instanceof CliError)) throw problem;
      return { facts: { ...facts, visible: false, delayMs: null, looks }, problem };
    } finally {
      release();
    }
  };

  return {
    wait,
    async show() {
      const shown = escapeLine(name);
      if (id !== given) print.note(print.style.dim(`Segment looks ids up in lower case: following ${shown}`));
      print.note(
        print.style.dim(`waiting for profile ${shown} to show it, up to ${formatDuration(timeoutMs)}`),
      );
      const { facts, problem } = await wait();
      if (problem !== undefined) throw problem;
      const after = formatDuration(facts.delayMs ?? 0);
      print.note(`${print.style.green(print.style.symbols.ok)} visible in profile ${shown} after ${after}`);
    },
  };
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

function notSeen({ messageId }: ComposedMessage, name: string, timeoutMs: number): TemporaryError {
  return new TemporaryError(
    `Message ${messageId} was accepted, but profile ${name} did not show it within ${formatDuration(timeoutMs)}.`,
    {
      code: 'follow_timeout',
      hint: `Do not send it again. Look later with: segment profile get ${name}`,
    },
  );
}

function readTimeout(text: string | undefined): number {
  const ms = text === undefined ? defaultTimeoutMs : durationMs(text);
  if (ms !== undefined && ms > 0 && ms <= 3_600_000) return ms;
  throw new UsageError(`--follow-timeout ${text} is not a duration of 1h at most.`, {
    code: 'bad_value',
    hint: 'Write a number with its unit: 30s or 2m.',
  });
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
    throw new UsageError(`--follow cannot see a message from before the last ${historyDays} days.`, {
      code: 'follow_too_old',
      hint: 'Send it without --follow: profiles show the events of those days alone.',
    });
  }
  const found = textAt(text, 'traits');
  const traits = found !== undefined && isObjectText(found) ? found : '{}';
  return { messageId, time, sentAt: now, traits: setsTraits ? traits : undefined };
}
