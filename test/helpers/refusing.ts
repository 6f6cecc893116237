import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { json, type SeenRequest, serve } from './http-server.ts';
import { openScene, type ReadingScene } from './reading.ts';

/** The active write key: a test that looks for it in the output would find it. */
export const sceneWriteKey = 'wRiTeKeYwRiTeKeYwRiTeKeYwRiTeKeY';

/** The status of a refusal, or undefined for what is to reach the sandbox. */
type Refuse = (request: SeenRequest, before: number) => number | undefined;

/** A sandbox that knows user_1 of Acme, and the program pointed at a server in front of it that refuses what a test wants. */
export interface RefusingScene extends Pick<ReadingScene, 'run' | 'set' | 'waits'> {
  /** The sandbox itself, with nothing in front. */
  readonly url: string;
  /** The requests that reached the server so far, as `GET /sources`. */
  asked(): string[];
  /** `before` counts the requests since this call. */
  refuse(how: Refuse): void;
}

/** What Segment's APIs say of any refusal; each API reads its own part. */
const body = { errors: [{ type: 'refused', message: 'No.' }], error: { code: 'refused', message: 'No.' } };

export async function openRefusing(options: Parameters<typeof openScene>[1] = {}): Promise<RefusingScene> {
  const { sandbox, run, ...scene } = await openScene(undefined, options);
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-refusing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const message = { type: 'track', event: 'Order Completed', userId: 'user_1' };
  writeFileSync(join(folder, 'events.ndjson'), `${JSON.stringify(message)}\n`);
  for (const known of [{ ...message }, { type: 'group', groupId: 'acme', userId: 'user_1' }])
    await fetch(`${sandbox.url}/v1/${known.type}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('web:')}` },
      body: JSON.stringify(known),
    });
  let refuse: Refuse = () => undefined;
  let start = 0;
  const front = await serve(async (request, reply, before) => {
    const status = refuse(request, before - start);
    if (status !== undefined) return json(reply, status, body, status === 429 ? { 'retry-after': '20' } : {});
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const passed = await fetch(`${sandbox.url}${request.path}`, {
      method: request.method,
      headers: { authorization, ...(request.body === '' ? {} : { 'content-type': type }) },
      ...(request.body === '' ? {} : { body: request.body }),
    });
    reply.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text());
  });
  const env = {
    SEGMENT_API_URL: front.url,
    SEGMENT_PROFILE_URL: front.url,
    SEGMENT_TRACKING_URL: front.url,
    SEGMENT_OAUTH_URL: sandbox.url,
    SEGMENT_WRITE_KEY: sceneWriteKey,
  };
  return {
    ...scene,
    url: sandbox.url,
    run: (args, given = {}) => run(args, { cwd: folder, ...given, env: { ...env, ...given.env } }),
    asked: () => front.requests.map(placeOf),
    refuse(how) {
      start = front.requests.length;
      refuse = how;
    },
  };
}

/** A request without its query: that holds the time. */
export function placeOf({ method, path }: SeenRequest): string {
  return `${method} ${path.split('?')[0]}`;
}

/** Nobody listens there. */
export const nowhere = Object.fromEntries(
  ['API', 'PROFILE', 'TRACKING'].map((api) => [`SEGMENT_${api}_URL`, 'http://127.0.0.1:9']),
);
