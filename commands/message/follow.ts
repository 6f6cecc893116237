import type { App } from '../../src/app.ts';
import type { CliError } from '../../src/errors.ts';
import { type FollowFacts, readFollowed, waitUntilShown } from '../../src/sending/follow.ts';
import { readFollowTimeout } from '../../src/sending/limits.ts';
import type { ComposedMessage } from '../../src/spec/compose-message.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { MessageType } from '../../src/spec/message.ts';
import type { Settings } from '../../src/store/settings.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import type { MessageFlags } from './options.ts';

export interface Follow {
  /** To be called once the message is acknowledged. Does not throw: returns the problem beside the facts. */
  wait(): Promise<{ readonly facts: FollowFacts; readonly problem: CliError | undefined }>;
  /** Waits and prints the outcome. Throws the problem. */
  show(): Promise<void>;
}

/** Everything that could be wrong with `--follow` shows here, before anything is sent. */
export async function openFollow(
  app: App,
  type: MessageType,
  message: ComposedMessage,
  flags: MessageFlags,
  settings: Settings,
): Promise<Follow> {
  const timeoutMs = readFollowTimeout(flags.followTimeout);
  const { io, print } = app;
  const followed = readFollowed(type, message, io.now());
  const { api } = await openProfiles(app, undefined, settings);
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
      print.success(`visible in profile ${shown} after ${after}`);
    },
  };
}
