import { expect } from 'vitest';
import type { CliOptions } from './cli.ts';
import { openScene, type ReadingScene } from './reading.ts';
import { basic, post } from './sandbox.ts';

/** Write keys of sources in the built-in workspace. */
export const trafficKeys = {
  web: 'webstorewebstorewebstorewebstore',
  app: 'shoppingappshoppingappshoppingap',
} as const;

/** A scene whose clock the test sets, for the sandbox and the program alike. */
export interface TrafficScene extends ReadingScene {
  at(time: string): void;
  send(key: keyof typeof trafficKeys, ...messages: readonly Record<string, unknown>[]): Promise<void>;
}

/** Opens one at a time of the clock. What a message lacks is filled in: a Track message `Seen` of the user `u`. */
export async function openTraffic(start: string, seed?: unknown): Promise<TrafficScene> {
  let now = new Date(start);
  const scene = await openScene(seed, { now: () => now });
  return {
    ...scene,
    run: (args, options: CliOptions = {}) =>
      scene.run(args, { ...options, io: { now: () => now, ...options.io } }),
    at(time) {
      now = new Date(time);
    },
    async send(key, ...messages) {
      const batch = messages.map((message) => ({ type: 'track', event: 'Seen', userId: 'u', ...message }));
      const reply = await post(
        scene.sandbox,
        '/v1/batch',
        { batch },
        { authorization: basic(trafficKeys[key]) },
      );
      expect(reply.status).toBe(200);
    },
  };
}
