import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/segment/endpoints/endpoints.ts';
import { cli } from '../../helpers/cli.ts';
import { terminal } from '../../helpers/reading.ts';

/** What the sandbox does with each is compared in test/sandbox/workspace/unanswered.test.ts. */
const rows = endpoints.map(({ api, method, path, version, rateLimit = null, summary, sandbox, takes }) => ({
  api,
  method,
  path,
  version,
  rateLimit,
  summary,
  sandbox: sandbox === true || takes !== undefined,
}));
const ls = (...args: string[]) => cli(['api', 'ls', ...args], { env: { NO_COLOR: '1' } });

describe('segment api ls', () => {
  it('--json has them all, each with the same fields', async () => {
    const { code, stdout, stderr } = await ls('--json');
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', rows]);
    expect(JSON.parse((await ls('volume', '--json')).stdout)).toEqual([
      {
        api: 'public',
        method: 'GET',
        path: '/events/volume',
        version: 'stable',
        rateLimit: '60/min',
        summary: 'count events over time',
        sandbox: true,
      },
    ]);
  });

  it('in a pipe: a line each, separated by tabs', async () => {
    const { stdout } = await ls('label');
    expect(stdout).toMatchInlineSnapshot(`
      "POST	/sources/{sourceId}/labels	stable		add labels to a source	yes
      PUT	/sources/{sourceId}/labels	stable		replace all labels of a source	yes
      GET	/labels	stable		list the labels of the workspace	yes
      POST	/labels	stable	60/min	create a label	yes
      DELETE	/labels/{key}/{value}	stable	60/min	delete a label	yes
      "
    `);
  });

  it('--api, before or after the word, chooses one API', async () => {
    const names = async (...args: string[]) => {
      const { stdout } = await cli(args, { env: { NO_COLOR: '1' } });
      return new Set(JSON.parse(stdout).map(({ api }: { api: string }) => api));
    };
    expect(await names('api', 'ls', '--json')).toEqual(new Set(['public', 'profile', 'tracking']));
    expect(await names('api', 'ls', '--api', 'profile', '--json')).toEqual(new Set(['profile']));
    expect(await names('api', '--api', 'tracking', 'ls', 'batch', '--json')).toEqual(new Set(['tracking']));
    expect(await names('api', 'ls', '--json', '--api', 'public')).toEqual(new Set(['public']));
  });

  it('nothing found: words on stderr, exit 0', async () => {
    expect(await ls('zzz')).toEqual({ code: 0, stdout: '', stderr: 'No endpoints found.\n' });
    expect(await ls('zzz', '--json')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  it('on a terminal: a table where whole paths fit, else two lines for each', async () => {
    const show = async (columns: number, ...args: string[]) => {
      const screen = terminal(columns);
      await cli(['api', 'ls', ...args], { env: { NO_COLOR: '1' }, io: screen });
      return [screen.stdout.text, screen.stderr.text];
    };
    expect((await show(90, 'label'))[0]).toMatchInlineSnapshot(`
      "METHOD  PATH                        VERSION  LIMIT   SUMMARY                       SANDBOX
      POST    /sources/{sourceId}/labels  stable           add labels to a source        yes
      PUT     /sources/{sourceId}/labels  stable           replace all labels of a       yes
                                                           source
      GET     /labels                     stable           list the labels of the        yes
                                                           workspace
      POST    /labels                     stable   60/min  create a label                yes
      DELETE  /labels/{key}/{value}       stable   60/min  delete a label                yes
      "
    `);
    expect((await show(40, 'delete label'))[0]).toMatchInlineSnapshot(`
      "DELETE  /labels/{key}/{value}
              delete a label (60/min, in the
              sandbox)
      "
    `);
    const [few, note] = await show(80, 'audience', '--limit', '2');
    expect(few).toContain(
      'GET     /spaces/{spaceId}/audiences\n        list the audiences of a space (60/min, in the sandbox)\n',
    );
    expect(note).toMatch(/^The first 2 of \d+ endpoints; for all of them add --all\.\n$/);
    const [all] = await show(80, '--all');
    const lines = all?.trimEnd().split('\n') ?? [];
    expect(lines.filter((line) => /^[A-Z]/.test(line))).toHaveLength(endpoints.length);
    expect(lines.filter((line) => !/^[A-Z]/.test(line) && line.length > 80)).toEqual([]);
  });

  it('marks what the sandbox answers', async () => {
    const marks = async (...args: string[]) =>
      JSON.parse((await ls(...args, '--json')).stdout).map((row: Record<string, unknown>) => [
        `${row.method} ${row.path}`,
        row.sandbox,
      ]);
    expect(await marks('a function with its code')).toEqual([['GET /functions/{functionId}', false]]);
    expect(await marks('list the sources')).toContainEqual(['GET /sources', true]);
    expect(await marks('--api', 'tracking', 'the same as batch')).toEqual([
      ['POST /v1/import', true],
      ['POST /v1/b', true],
    ]);
    expect(await marks('--api', 'tracking', 'pixel')).toEqual([['GET /v1/pixel/{method}', false]]);
    expect(await marks('--api', 'profile', 'list profiles')).toEqual([
      ['GET /v1/spaces/{space}/collections/users/profiles', false],
    ]);
    expect(await marks('--api', 'profile', 'remove one identifier')).toEqual([
      ['POST /v1/spaces/{space}/collections/users/profiles/user_id:{id}/external_ids/delete', true],
    ]);
    const screen = terminal(100);
    await cli(['api', 'ls', 'function with its code'], { env: { NO_COLOR: '1' }, io: screen });
    expect(screen.stdout.text).toMatch(/ SANDBOX\n.* no\n$/);
  });

  it('asks nothing of the network, and of no credential', async () => {
    const { code } = await cli(['api', 'ls'], {
      env: { SEGMENT_API_URL: 'nonsense', SEGMENT_WORKSPACE: 'none' },
    });
    expect(code).toBe(0);
  });

  it('--csv and --fields', async () => {
    const { stdout } = await ls('volume', '--csv', '--fields', 'method,path,rateLimit');
    expect(stdout).toBe('method,path,rateLimit\nGET,/events/volume,60/min\n');
  });
});
