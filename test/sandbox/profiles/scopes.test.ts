import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { openSandbox } from '../../helpers/sandbox.ts';
import { askProfiles, sendAll } from './profile-client.ts';

async function traitsIn(sandbox: RunningSandbox, space: string): Promise<unknown> {
  const path = `/v1/spaces/${encodeURIComponent(space)}/collections/users/profiles/user_id:same/traits`;
  return (await askProfiles(sandbox, path)).body.traits;
}

it('twenty write keys at once, each resetting itself, never meet', async () => {
  const sandbox = await openSandbox({ dedupScope: 'source' });
  const one = async (key: string): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      sandbox.journal.reset({ writeKey: key });
      expect(await traitsIn(sandbox, `source:${key}`)).toBeUndefined();
      const traits = { key, round };
      await sendAll(sandbox, [{ type: 'identify', messageId: `m${round}`, userId: 'same', traits }], key);
      expect(await traitsIn(sandbox, `source:${key}`)).toEqual(traits);
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, index) => one(`key-${index}`)));
});

it('profiles come back with the data folder, under the same ids', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segment-profiles-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const data = { folder: join(folder, 'data'), pid: process.pid, isRunning: () => false };
  const first = await startSandbox({ data });
  await sendAll(first, [
    { type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } },
    { type: 'identify', userId: 'same', traits: { n: 1 } },
    { type: 'track', event: 'E', userId: 'same', anonymousId: 'a' },
  ]);
  const path = 'users/profiles/user_id:same/traits';
  const before = await askProfiles(first, path);
  await first.close();
  const second = await startSandbox({ data });
  onTestFinished(() => second.close());
  expect(before.body.traits).toEqual({ plan: 'pro', n: 1 });
  expect(await askProfiles(second, path)).toMatchObject({ status: 200, body: before.body });
});

it('a request that follows a message sees it, whoever else sends', async () => {
  const sandbox = await openSandbox();
  const noise = Array.from({ length: 500 }, (_, index) => ({
    type: 'track',
    event: 'E',
    userId: `other-${index}`,
  }));
  let isOver = false;
  const sender = (async () => {
    while (!isOver) await sendAll(sandbox, noise, 'noise');
  })();
  for (let n = 0; n < 30; n += 1) {
    await sendAll(sandbox, [{ type: 'identify', userId: 'same', traits: { n } }], 'mine');
    expect(await traitsIn(sandbox, 'any')).toEqual({ n });
  }
  isOver = true;
  await sender;
});
