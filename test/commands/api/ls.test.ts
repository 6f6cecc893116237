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

  describe('--schema', () => {
    it('adds parameters and body to each endpoint, and says what is not known', async () => {
      const [row, ...others] = JSON.parse((await ls('create label', '--schema', '--json')).stdout);
      expect(others).toEqual([]);
      const string = { in: 'body', type: 'string', repeatable: false, choices: [] };
      expect(row).toEqual({
        ...rows.find(({ method, path }) => `${method} ${path}` === 'POST /labels'),
        parameters: [],
        body: [
          { name: 'label.key', ...string, required: true },
          { name: 'label.value', ...string, required: true },
          { name: 'label.description', ...string, required: false },
        ],
        queryKnown: true,
        bodyKnown: true,
      });
      const [unknown] = JSON.parse((await ls('create credential', '--schema', '--json')).stdout);
      expect(unknown).toMatchObject({ parameters: [], body: [], queryKnown: false, bodyKnown: false });
    });

    it('prints a line for each field in a pipe', async () => {
      expect((await ls('usage mtu sources', '--schema')).stdout).toBe(
        [
          'GET\t/usage/mtu/sources/daily\tquery\tperiod\tdate\trequired\t',
          'GET\t/usage/mtu/sources/daily\tquery\tpagination.count\tnumber\t\t',
          'GET\t/usage/mtu/sources/daily\tquery\tpagination.cursor\tstring\t\t\n',
        ].join('\n'),
      );
    });

    it('puts the fields below their endpoint for a person', async () => {
      const screen = terminal(80);
      await cli(['api', 'ls', 'create credential', '--schema'], { env: { NO_COLOR: '1' }, io: screen });
      expect(screen.stdout.text).toBe(
        'POST    /credentials\n        create a credential\n        query  not documented\n        body   not documented\n',
      );
    });

    it('has CSV and fields', async () => {
      const { stdout } = await ls('create label', '--schema', '--csv');
      expect(stdout.split('\n').slice(0, 2)).toEqual([
        'method,path,in,name,type,required,choices',
        'POST,/labels,body,label.key,string,required,',
      ]);
      expect((await ls('create label', '--schema', '--fields', 'path,bodyKnown')).stdout).toBe(
        '/labels\ttrue\n',
      );
    });
  });
});
