import { describe, expect, it } from 'vitest';
import { type ChangeAnswer, frontServer } from '../../helpers/front-server.ts';
import { closedPort } from '../../helpers/raw-server.ts';
import { errorOf, openScene } from '../../helpers/reading.ts';

const web = '/sources/sRcWebStore11111111111';
const patch = ['api', '-X', 'PATCH', web, '-f', 'name=Shop'];

async function runBehind(args: readonly string[], answer: ChangeAnswer) {
  const scene = await openScene();
  const { url, changes } = await frontServer(scene.sandbox.url, answer);
  const env = { SEGMENT_API_URL: url, SEGMENT_PROFILE_URL: url, SEGMENT_TRACKING_URL: url };
  return { ...(await scene.run([...args, '--json'], { env })), changes, scene };
}

const status =
  (code: number, body = '{"errors":[{"type":"x"}]}'): ChangeAnswer =>
  async (reply, forward) => {
    await forward();
    reply.writeHead(code, { 'content-type': 'application/json' }).end(body);
  };

describe('a change by hand whose outcome nobody knows', () => {
  it.each([
    ['POST', `${web}/writekey`, [], `segment api ${web}`],
    ['PATCH', `${web}?x=1`, ['-f', 'name=Shop'], `segment api ${web}`],
    ['PATCH', `${web}/settings`, ['-F', 'track.allowUnplannedEvents=true'], `segment api ${web}/settings`],
    ['PUT', `${web}/labels`, ['--input', '-'], `segment api ${web}`],
    ['DELETE', web, ['--yes'], `segment api ${web}`],
    ['DELETE', '/labels/team/web', ['--yes'], 'segment api /labels'],
    ['POST', '/warehouses/validation', ['-f', 'metadataId=x'], 'segment api /warehouses'],
    ['POST', '/a%20b/$(x)', [], "segment api '/a%20b/$(x)'"],
  ])('%s %s: exit 1, and the GET that shows it', async (method, path, flags, look) => {
    const scene = await openScene();
    const { url, changes } = await frontServer(scene.sandbox.url, status(500));
    const result = await scene.run(['api', '-X', method, path, ...flags, '--json'], {
      env: { SEGMENT_API_URL: url },
      stdin: '{"labels":[]}',
    });
    expect([result.code, changes.length]).toEqual([1, 1]);
    expect(errorOf(result)).toMatchObject({
      code: 'outcome_unknown',
      retryable: false,
      status: 500,
      hint: `See whether it was made: ${look}`,
    });
  });

  it('prints the answer as it came all the same', async () => {
    const { code, stdout } = await runBehind(patch, status(503));
    expect([code, stdout]).toEqual([1, '{"errors":[{"type":"x"}]}']);
  });

  it.each<[string, ChangeAnswer]>([
    [
      'a cut answer',
      (reply) =>
        void reply.writeHead(200, { 'content-length': 99 }).write('{', () => reply.socket?.destroy()),
    ],
    ['a reset', (reply) => void reply.socket?.resetAndDestroy()],
    ['a web page', (reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['text', (reply) => void reply.writeHead(200).end('ok')],
    ['no body', (reply) => void reply.writeHead(200).end()],
  ])('%s: exit 1', async (_, answer) => {
    const result = await runBehind(patch, answer);
    expect([result.code, errorOf(result).code, result.changes.length]).toEqual([1, 'outcome_unknown', 1]);
  });

  it('the hint names the same workspace', async () => {
    const result = await runBehind([...patch, '-w', 'sandbox', '--region', 'eu'], status(500));
    expect(errorOf(result).hint).toBe(`See whether it was made: segment api ${web} -w sandbox --region eu`);
  });

  it('the hint names the same sandbox', async () => {
    const scene = await openScene();
    const { url } = await frontServer(scene.sandbox.url, status(500));
    const result = await scene.run([...patch, '--url', url, '--json']);
    expect(errorOf(result).hint).toBe(`See whether it was made: segment api ${web} --url ${url}`);
  });

  it('at the Profile API too', async () => {
    const path = '/v1/spaces/{space}/collections/users/profiles/user_id:ada/external_ids';
    const result = await runBehind(['api', '--api', 'profile', '-X', 'POST', `${path}/delete`], status(502));
    expect([result.code, errorOf(result).hint]).toEqual([
      1,
      `See whether it was made: segment api --api profile ${path.replace('{space}', 'spa_1')}`,
    ]);
  });
});

describe('a change by hand whose outcome is known', () => {
  it.each([
    [429, 7, 'rate_limited'],
    [422, 6, 'input_refused'],
    [404, 5, 'not_found'],
    [401, 4, 'token_refused'],
  ])('%i: exit %i', async (code, exitCode, name) => {
    const result = await runBehind(patch, (reply) => {
      reply.writeHead(code, { 'content-type': 'application/json' }).end('{"errors":[]}');
    });
    expect([result.code, errorOf(result).code]).toEqual([exitCode, name]);
  });

  it('204 has no body and is a success', async () => {
    expect(await runBehind(patch, (reply) => void reply.writeHead(204).end())).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  it('a 500 that names the other region was refused', async () => {
    const text = "Requests must be sent to Segment's EU-hosted API";
    const result = await runBehind(patch, status(500, JSON.stringify({ errors: [{ message: text }] })));
    expect([result.code, errorOf(result).code]).toEqual([4, 'wrong_region']);
  });

  it.each([
    ['nobody listens', closedPort, 'network_connection'],
    ['no such name', () => 'https://segment-cli.invalid', 'network_dns'],
  ])('%s: exit 7', async (_, url, code) => {
    const { run } = await openScene();
    const result = await run([...patch, '--json'], { env: { SEGMENT_API_URL: await url() } });
    expect([result.code, errorOf(result)]).toEqual([7, expect.objectContaining({ code, retryable: true })]);
  });

  it('a GET is no change', async () => {
    const { run, set } = await openScene();
    await set({ switches: { troubles: [{ path: web, status: 503 }] } });
    const result = await run(['api', web, '--json']);
    expect([result.code, errorOf(result).code]).toEqual([7, 'server_unavailable']);
  });

  it('a message carries its id, and may be sent again', async () => {
    const track = ['api', '--api', 'tracking', '/v1/track', '-f', 'userId=u', '-f', 'event=E'];
    const key = ['--write-key', 'sandboxsandboxsandboxsandboxsand'];
    const result = await runBehind([...track, ...key], status(503));
    expect(result.code).toBe(7);
  });
});
