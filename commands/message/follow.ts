import type { App } from '../../src/app.ts';
import { type CliError, UsageError } from '../../src/errors.ts';
import { type FollowFacts, readFollowed, waitUntilShown } from '../../src/sending/follow.ts';
import type { ComposedMessage } from '../../src/spec/compose-message.ts';
import { durationMs } from '../../src/spec/duration.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { MessageType } from '../../src/spec/message.ts';
import type { Settings } from '../../src/store/settings.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import type { MessageFlags } from './options.ts';

export interface Follow {
  /** To be called once the message is acknowledged. Does not throw: what went wrong comes beside the facts. */
  wait(): Promise<{ readonly facts: FollowFacts; readonly problem: CliError | undefined }>;
  /** Waits and tells a person. Throws what went wrong. */
  show(): Promise<void>;
}

const defaultTimeoutMs = 60_000;

/** Everything that could be wrong with `--follow` shows here, before anything is sent. */
export async function openFollow(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
  context: Settings,
): Promise<Follow> {
  const timeoutMs = readTimeout(flags.followTimeout);
  const { io, print } = app;
  const followed = readFollowed(type, message, io.now());
  const { api } = await openProfiles(app, undefined, context);
  const timeoutText = formatDuration(timeoutMs);
  const { monotonic, sleep, onSignal } = io;
  const wait = () => waitUntilShown(api, followed, { timeoutMs, timeoutText, monotonic, sleep, onSignal });

  return {
    wait,
    async show() {
      const shown = escapeLine(followed.name);
      if (followed.isLowered)
        print.note(print.style.dim(`Segment looks ids up in lower case: following ${shown}`));
      print.note(print.style.dim(`waiting for profile ${shown} to show it, up to ${timeoutText}`));
      const { facts, problem } = await wait();
      if (problem !== undefined) throw problem;
      const after = formatDuration(facts.delayMs ?? 0);
      print.note(`${print.style.green(print.style.symbols.ok)} visible in profile ${shown} after ${after}`);
    },
  };
}

function readTimeout(text: string | undefined): number {
  const ms = text === undefined ? defaultTimeoutMs : durationMs(text);
  if (ms !== undefined && ms > 0 && ms <= 3_600_000) return ms;
  throw new UsageError(`--follow-timeout ${text} is not a duration of 1h at most.`, {
    code: 'bad_value',
    hint: 'Write a number with its unit: 30s or 2m.',
  });
}
