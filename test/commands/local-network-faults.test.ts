import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CliResult, cli } from '../helpers/cli.ts';
import { portOf } from '../helpers/http-server.ts';
import { closedPort } from '../helpers/raw-server.ts';
import { errorOf } from '../helpers/reading.ts';

const tls = join(import.meta.dirname, '..', 'fixtures', 'tls');

const lines = Array.from({ length: 4 }, (_, index) =>
  JSON.stringify({ type: 'track', userId: `u${index}`, event: 'A', timestamp: '2026-01-01T00:00:00Z' }),
);

/** Runs the program in a folder with four lines to send. Waiting fails, but for who says otherwise. */
function run(
  args: readonly string[],
  env: Record<string, string>,
  sleep: () => Promise<void> = () => Promise.reject(new Error('nothing is worth waiting for')),
): Promise<CliResult> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-test-'));
  writeFileSync(join(folder, 'in.ndjson'), `${lines.join('\n')}\n`);
  return cli([...args, '--json'], {
    cwd: folder,
    env: {
      SEGMENT_WRITE_KEY: 'abcdefabcdefabcdefabcdefabcdef12',
      SEGMENT_TOKEN: 'sgp_abcdefgh',
      SEGMENT_PROFILE_TOKEN: 'abcdefgh',
      SEGMENT_SPACE_ID: 'spa_1',
      ...env,
    },
    io: { sleep },
  });
}

const urls = (url: string) => ({
  SEGMENT_TRACKING_URL: url,
  SEGMENT_API_URL: url,
  SEGMENT_PROFILE_URL: url,
});

async function listen(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${portOf(server.address())}`;
}

/** Counts the connections, made or not. */
async function selfSigned(): Promise<{ url: string; connections(): number }> {
  let connections = 0;
  const files = { key: readFileSync(join(tls, 'key.pem')), cert: readFileSync(join(tls, 'cert.pem')) };
  const server = createTlsServer(files);
  server.on('connection', () => {
    connections += 1;
  });
  return { url: `https://${await listen(server)}`, connections: () => connections };
}

const commands: readonly (readonly string[])[] = [
  ['track', 'A', '-u', 'u'],
  ['batch', 'in.ndjson'],
  ['sources', 'list'],
  ['profile', 'traits', 'user_id:u'],
  ['api', '/sources'],
];

describe.each(commands)('%s %s', (...args) => {
  it('a certificate nobody vouches for: reported at once, with the way out', async () => {
    const server = await selfSigned();
    const result = await run(args, urls(server.url));
    expect(result.code).toBe(7);
    expect(errorOf(result)).toMatchObject({
      code: 'network_tls',
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    expect(server.connections()).toBe(1);
  });

  it('https:// before a port without TLS: reported at once', async () => {
    const host = await listen(createServer());
    const result = await run(args, urls(`https://${host}`));
    expect(result.code).toBe(7);
    expect(errorOf(result)).toMatchObject({ code: 'network_tls', hint: expect.stringContaining('TLS') });
  });

  it('nobody listens on this machine: reported at once', async () => {
    const result = await run(args, urls(await closedPort()));
    expect(result.code).toBe(7);
    expect(errorOf(result)).toMatchObject({
      code: 'network_connection',
      hint: expect.stringContaining('segment sandbox'),
    });
  });

  it('a proxy password that is not percent-encoded: exit 2, and it is not shown', async () => {
    const result = await run(args, { HTTPS_PROXY: 'http://someone:50%hush@127.0.0.1:9' });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: 'proxy_invalid',
      message: expect.stringContaining('HTTPS_PROXY'),
      hint: expect.stringContaining('percent-encoding'),
    });
    expect(result.stdout + result.stderr).not.toMatch(/hush|someone/);
  });
});

describe('a login that cannot be checked', () => {
  it.each(['--with-write-key', '--with-token'])(
    '%s: an untrusted certificate is named with the way out',
    async (flag) => {
      const { url } = await selfSigned();
      const result = await cli(['auth', 'login', flag, '--json'], {
        stdin: 'abcdefabcdefabcdefabcdefabcdef1234',
        env: { SEGMENT_CDN_URL: url, SEGMENT_API_URL: url },
      });
      expect(result.code).toBe(7);
      const { hint } = errorOf(result);
      expect(hint).toMatch(/^Nothing was stored\. .*NODE_EXTRA_CA_CERTS=.*--no-verify\.$/);
    },
  );
});

describe('a backfill whose server is restarted', () => {
  it('waits for it once it has taken something', async () => {
    const taken: { readonly userId: string }[] = [];
    const server = createServer(async (request, reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      taken.push(...JSON.parse(Buffer.concat(chunks).toString()).batch);
      reply.writeHead(200, { connection: 'close' }).end('{"success":true}');
      if (taken.length === 1) server.close();
    });
    const host = await listen(server);
    const restart = async () => {
      if (!server.listening) await listen(server, Number(host.split(':')[1]));
    };
    const flags = ['--max-batch-events', '1', '--concurrency', '1'];
    const { code, stdout } = await run(['batch', 'in.ndjson', ...flags], urls(`http://${host}`), restart);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 4, retries: 1 });
    expect(taken.map(({ userId }) => userId)).toEqual(['u0', 'u1', 'u2', 'u3']);
  });
});
