import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, serve } from '../helpers/http-server.ts';
import { errorOf, openScene, sceneToken } from '../helpers/reading.ts';

const key = 'webstorewebstorewebstorewebstore';
const track = ['track', 'Signup', '-u', 'u1', '--source', 'web_store'];

/** A scene whose calls share one cache folder, and that counts what the Public API is asked. */
async function openLookup() {
  const scene = await openScene();
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-lookup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { requests, url } = await serve(async (request, reply) => {
    const answer = await fetch(`${scene.sandbox.url}${request.path}`, {
      headers: { authorization: String(request.headers.authorization) },
    });
    json(reply, answer.status, await answer.json());
  });
  const env = { XDG_CACHE_HOME: folder, SEGMENT_API_URL: url };
  return {
    ...scene,
    env,
    file: join(folder, 'segment', 'write-keys.json'),
    asked: () => requests.map(({ path }) => path.replace(/\?.*/, '')),
    send: (args: readonly string[], more: { env?: Record<string, string>; now?: string } = {}) =>
      scene.run(args, {
        env: { ...env, ...more.env },
        io: more.now === undefined ? {} : { now: () => new Date(more.now ?? '') },
      }),
    keys: () => [...scene.sandbox.journal.messages].map(({ writeKey }) => writeKey),
  };
}

describe('--source without a stored write key', () => {
  it('is looked up by its slug, and remembered for the next call', async () => {
    const { send, asked, keys, file } = await openLookup();
    const first = await send([...track, '--json']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(first.stdout)).toMatchObject({ accepted: true, source: 'web_store', region: 'us' });
    expect(asked().toSorted()).toEqual(['/sources', '/sources/web_store']);
    const second = await send(track);
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('source web_store (us)');
    expect(asked()).toHaveLength(2);
    expect(keys()).toEqual([key, key]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(sceneToken);
    expect(JSON.parse(text).writeKeys).toMatchObject({
      [Object.keys(JSON.parse(text).writeKeys)[0] ?? '']: { writeKey: key, region: 'us', slug: 'web_store' },
    });
  });

  it.each(['sRcWebStore11111111111', 'Web store'])('%s works as well', async (name) => {
    const { send, keys } = await openLookup();
    expect(await send(['track', 'E', '-u', 'u', '--source', name])).toMatchObject({ code: 0 });
    expect(keys()).toEqual([key]);
  });

  it.each(['--verbose', '--debug', '--json'])('the key is in no output: %s', async (flag) => {
    const { send } = await openLookup();
    for (const from of ['the API', 'memory']) {
      const { code, stdout, stderr } = await send([...track, flag]);
      expect(code, from).toBe(0);
      for (const secret of [sceneToken, key, Buffer.from(`${key}:`).toString('base64')])
        expect(stdout + stderr).not.toContain(secret);
    }
  });

  it('SEGMENT_SOURCE and batch do the same', async () => {
    const { run, env, keys } = await openLookup();
    const stdin = '{"type":"track","event":"E","userId":"u"}\n';
    const result = await run(['batch', '-'], { env: { ...env, SEGMENT_SOURCE: 'web_store' }, stdin });
    expect(result).toMatchObject({ code: 0, stderr: expect.stringContaining('source web_store') });
    expect(keys()).toEqual([key]);
  });

  it('the memory is of one token, one API and one day', async () => {
    const { send, asked } = await openLookup();
    await send(track, { now: '2026-02-01T00:00:00Z' });
    await send(track, { now: '2026-02-01T23:59:00Z' });
    expect(asked()).toHaveLength(2);
    await send(track, { now: '2026-02-02T00:01:00Z' });
    expect(asked()).toHaveLength(4);
    await send(track, { now: '2026-02-02T00:02:00Z', env: { SEGMENT_TOKEN: 'sgp_another' } });
    expect(asked()).toHaveLength(6);
    await send(track, { now: '2026-02-02T00:03:00Z', env: { SEGMENT_REGION: 'eu' } });
    expect(asked()).toHaveLength(8);
  });

  it('a key that is refused is forgotten, and found anew by the next call', async () => {
    const { send, asked } = await openLookup();
    const seen: string[] = [];
    const tracking = await serve((request, reply) => {
      seen.push(String(request.headers.authorization));
      if (seen.length < 3) json(reply, 400, { success: false, message: 'Invalid write key' });
      else json(reply, 200, { success: true });
    });
    const env = { SEGMENT_TRACKING_URL: tracking.url };
    const fresh = await send([...track, '--json'], { env });
    expect(errorOf(fresh)).toMatchObject({
      code: 'write_key_invalid',
      exitCode: 4,
      message: 'The write key from source web_store, looked up with SEGMENT_TOKEN, was refused as invalid.',
    });
    // It was not kept: the next call asks again, and again it is refused.
    await send([...track, '--json'], { env });
    expect(asked()).toHaveLength(4);
    expect(await send(track, { env })).toMatchObject({ code: 0 });
    expect(asked()).toHaveLength(6);
    seen.length = 0;
    const remembered = await send([...track, '--json'], { env });
    expect(errorOf(remembered)).toMatchObject({
      code: 'write_key_invalid',
      hint: expect.stringContaining('run the same command again'),
    });
    expect(asked()).toHaveLength(6);
    seen.push('', '');
    expect(await send(track, { env })).toMatchObject({ code: 0 });
    expect(asked()).toHaveLength(8);
  });

  it('a token that may not see write keys: exit 4, and what to do', async () => {
    const { send, set, keys } = await openLookup();
    await set({ switches: { memberToken: true } });
    const result = await send([...track, '--json']);
    expect([result.code, result.stdout]).toEqual([4, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'write_keys_hidden',
      message: 'The token from SEGMENT_TOKEN cannot see the write key of source web_store.',
      hint: expect.stringContaining('segment auth write-key add web_store'),
    });
    expect(keys()).toEqual([]);
  });

  it('a source that nobody knows: exit 5, and the nearest one', async () => {
    const { send } = await openLookup();
    const result = await send(['track', 'E', '-u', 'u', '--source', 'web_stroe', '--json']);
    expect(result.code).toBe(5);
    expect(errorOf(result)).toMatchObject({
      code: 'unknown_source',
      hint: expect.stringContaining('Did you mean “web_store”?'),
    });
  });

  it('no token: exit 5 without a request, as ever', async () => {
    const { send, asked } = await openLookup();
    expect(await send(track, { env: { SEGMENT_TOKEN: '' } })).toMatchObject({ code: 5 });
    expect(asked()).toEqual([]);
  });

  it('no source named: exit 4, and that one can be', async () => {
    const { send, asked } = await openLookup();
    const result = await send(['track', 'E', '-u', 'u', '--json']);
    expect(errorOf(result)).toMatchObject({
      code: 'write_key_missing',
      hint: expect.stringContaining('--source NAME'),
    });
    expect(asked()).toEqual([]);
  });

  it.each([
    [401, 4, 'token_refused'],
    [403, 4, 'not_included'],
    [503, 7, 'server_unavailable'],
  ])('the Public API answers %i: exit %i', async (status, code, name) => {
    const { send, set, keys } = await openLookup();
    await set({ switches: { troubles: [{ path: '/sources*', status }] } });
    const result = await send([...track, '--json']);
    expect([result.code, errorOf(result).code]).toEqual([code, name]);
    expect(keys()).toEqual([]);
  });

  it('a source that is disabled: sent, with a warning', async () => {
    const { send } = await openLookup();
    const { code, stderr } = await send(['track', 'E', '-u', 'u', '--source', 'violations']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('source violations is disabled')]);
  });

  it('in the sandbox: without a token, and never from memory', async () => {
    const { send, asked, keys } = await openLookup();
    for (let call = 0; call < 2; call += 1) {
      const result = await send([...track, '-w', 'sandbox'], { env: { SEGMENT_TOKEN: '' } });
      expect(result).toMatchObject({ code: 0 });
    }
    expect(keys()).toEqual([key, key]);
    expect(asked()).toHaveLength(4);
  });

  it('a dry run asks nobody', async () => {
    const { send, asked } = await openLookup();
    expect(await send([...track, '--dry-run'])).toMatchObject({ code: 0 });
    expect(asked()).toEqual([]);
  });

  it('auth logout forgets what was looked up', async () => {
    const { run, send, asked, env } = await openLookup();
    const config = mkdtempSync(join(tmpdir(), 'segment-cli-lookup-'));
    onTestFinished(() => rmSync(config, { recursive: true, force: true }));
    const home = { ...env, SEGMENT_CONFIG_DIR: config };
    await send(track);
    const login = ['auth', 'login', '--name', 'prod', '--no-verify', '--with-token'];
    expect(await run(login, { env: { ...home, SEGMENT_TOKEN: '' }, stdin: sceneToken })).toMatchObject({
      code: 0,
    });
    expect(await send(track, { env: home })).toMatchObject({ code: 0 });
    expect(asked()).toHaveLength(2);
    expect(await run(['auth', 'logout', 'prod', '--yes'], { env: home })).toMatchObject({ code: 0 });
    await send(track, { env: home });
    expect(asked()).toHaveLength(4);
  });
});
