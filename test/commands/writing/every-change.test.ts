import { describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { type ChangeAnswer, frontServer, pass } from '../../helpers/front-server.ts';
import { importsOf, readSources } from '../../helpers/imports.ts';
import { shellLinesOfHelp } from '../../helpers/markdown.ts';
import { openScene, type ReadingScene } from '../../helpers/reading.ts';
import { type ListedCommand, listCommands } from '../../helpers/tree.ts';

// What every command that changes the workspace does alike. The commands come from the tree, and what each is called with
// from the example of its help that shows the request: a new one is tested here once it stands in the tree.

interface ChangingCommand {
  readonly name: string;
  /** The words after `segment`, as its help shows them; asks nothing. */
  readonly args: readonly string[];
}

const changing = await Promise.all(
  (await listCommands()).filter(isChanging).map(async ({ path, command }): Promise<ChangingCommand> => {
    const { stdout } = await cli([...path, '--help'], { env: { COLUMNS: '200' } });
    const example = shellLinesOfHelp(stdout).find((line) => line.command.endsWith(' --dry-run'))?.command;
    if (example === undefined) throw new Error(`${path.join(' ')}: no example with --dry-run`);
    const words = wordsOf(example).slice(1, -1);
    const asks = command.options.some(({ long }) => long === '--yes');
    return { name: path.join(' '), args: [...words, ...(asks ? ['--yes'] : []), '--json'] };
  }),
);

/** `api` takes any path; it has its own tests in outcome.test.ts. */
function isChanging({ path, command }: ListedCommand): boolean {
  return path.join(' ') !== 'api' && command.options.some((option) => option.helpGroupHeading === 'Writing:');
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** Runs a command at a server in front of the sandbox. */
async function runBehind(
  { args }: ChangingCommand,
  answer?: ChangeAnswer,
  beforeRead?: (scene: ReadingScene, count: number, stop: () => void) => void | Promise<void>,
) {
  const scene = await openScene();
  const front = await frontServer(scene.sandbox.url, answer, (count, stop) =>
    beforeRead?.(scene, count, stop),
  );
  const result = await scene.run(args, { env: { SEGMENT_API_URL: front.url } });
  return { ...result, front, scene, error: result.code === 0 ? undefined : lastError(result.stderr) };
}

function lastError(stderr: string): Record<string, unknown> {
  return JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error;
}

/** How many GETs come before the change. */
async function readsOf(command: ChangingCommand): Promise<number> {
  const { front, code } = await runBehind(command);
  expect(code).toBe(0);
  return front.reads();
}

const after =
  (answer: (reply: Parameters<ChangeAnswer>[0], body: string) => void): ChangeAnswer =>
  async (reply, forward) => {
    const { body } = await forward();
    answer(reply, body);
  };

const html = '<!doctype html><title>Log in</title>';
/** Each makes the change behind, and does not say so. */
const unknownOutcomes: readonly (readonly [string, ChangeAnswer])[] = [
  ...[500, 501, 502, 503, 504, 505, 511, 599].map(
    (status) =>
      [`${status}`, after((reply) => reply.writeHead(status).end('{"errors":[{"type":"x"}]}'))] as const,
  ),
  ['a cut answer', after((reply, body) => cut(reply, body, body.length + 10))],
  ['an answer cut in its JSON', after((reply, body) => reply.writeHead(200).end(body.slice(0, -2)))],
  ['a reset after the request', after((reply) => reply.socket?.resetAndDestroy())],
  ['a closed connection', after((reply) => reply.socket?.end())],
  ['a web page', after((reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end(html))],
  ['200 and no body', after((reply) => reply.writeHead(200).end())],
  ['JSON without the thing', after((reply) => reply.writeHead(200).end('{"data":{}}'))],
  ['no HTTP at all', after((reply) => reply.socket?.end('SSH-2.0-x\r\n\r\n'))],
];

function cut(reply: Parameters<ChangeAnswer>[0], body: string, length: number): void {
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
  reply.write(body, () => reply.socket?.destroy());
}

it('there are changing commands', () => {
  expect(changing.map(({ name }) => name)).toEqual([
    'sources update',
    'sources schema update',
    'sources write-key add',
    'sources write-key remove',
    'sources labels add',
    'sources labels set',
  ]);
});

it('a command that offers to show a change makes it with makeChange', () => {
  const imports = [...readSources('commands')].flatMap(([path, text]) => importsOf(path, text));
  const importing = (name: string) =>
    imports
      .filter(({ to, kind }) => to === `commands/writing/${name}.ts` && kind !== 'type')
      .map(({ from }) => from)
      .sort();
  // `api` sends what it is given, and has nothing to compare it with.
  expect(importing('confirm-write')).toEqual(['commands/api/call-api.ts', 'commands/writing/make-change.ts']);
  expect(importing('make-change')).toEqual(importing('write-options'));
});

describe.each(changing)('$name', (command) => {
  it('reads once more before it sends, and sends once', async () => {
    const { front, code } = await runBehind(command);
    expect(code).toBe(0);
    const dry = await runBehind({ ...command, args: [...command.args, '--dry-run'] });
    expect([dry.code, dry.front.changes]).toEqual([0, []]);
    expect(front.changes).toHaveLength(1);
    expect(front.reads()).toBe(dry.front.reads() + 1);
    // What a dry run shows is what is sent.
    const [sent] = front.changes;
    const shown = JSON.parse(dry.stdout);
    expect({ method: shown.method, body: shown.body }).toEqual({
      method: sent?.method,
      body: sent?.body === '' ? null : JSON.parse(sent?.body ?? 'null'),
    });
  });

  it.each(unknownOutcomes)('%s: may have been made, exit 1, and a command that looks', async (_, answer) => {
    const { code, stdout, front, scene, error } = await runBehind(command, answer);
    expect([code, stdout]).toEqual([1, '']);
    expect(error).toMatchObject({
      code: 'outcome_unknown',
      category: 'api',
      exitCode: 1,
      retryable: false,
      message: expect.stringContaining('may have been made'),
    });
    expect(front.changes).toHaveLength(1);
    const [, look = ''] = /(segment .*)$/.exec(String(error?.hint)) ?? [];
    expect(look).toMatch(/^segment sources /);
    expect(await scene.run(wordsOf(look).slice(1))).toMatchObject({ code: 0 });
  });

  it('429 to the end: turned away, exit 7', async () => {
    const { code, error } = await runBehind(command, (reply) => {
      reply.writeHead(429, { 'content-type': 'application/json' }).end('{"errors":[]}');
    });
    expect([code, error]).toEqual([7, expect.objectContaining({ code: 'rate_limited', retryable: true })]);
  });

  it('429 and then 503: may have been made', async () => {
    let count = 0;
    const { code } = await runBehind(command, (reply) => {
      count += 1;
      reply.writeHead(count === 1 ? 429 : 503).end('{}');
    });
    expect([code, count]).toEqual([1, 2]);
  });

  it('nobody listens any more: not sent, exit 7', async () => {
    const last = await readsOf(command);
    const { code, error, front } = await runBehind(command, pass, (_, count, stop) => {
      if (count === last) stop();
    });
    expect([code, error?.code, error?.retryable]).toEqual([7, 'network_connection', true]);
    expect(front.changes).toEqual([]);
  });

  it('503 to the read before the change: nothing was sent, exit 7', async () => {
    const last = await readsOf(command);
    const { code, error, front } = await runBehind(command, pass, async ({ set }, count) => {
      if (count >= last) await set({ switches: { troubles: [{ path: '/sources*', status: 503 }] } });
    });
    expect([code, error?.retryable, front.changes]).toEqual([7, true, []]);
  });

  it.each([400, 404, 409, 413, 422])('%i: refused, and not retryable', async (status) => {
    const { code, error } = await runBehind(command, (reply) => {
      reply.writeHead(status, { 'content-type': 'application/json' }).end('{"errors":[{"type":"x"}]}');
    });
    expect([code, error?.retryable]).toEqual([status === 404 ? 5 : 6, false]);
  });

  // A key more takes nothing away from anybody.
  it.skipIf(command.name === 'sources write-key add')(
    'somebody else does the same in the meantime: conflict, nothing sent',
    async () => {
      const last = await readsOf(command);
      const { code, stdout, error, front } = await runBehind(command, pass, async (scene, count) => {
        if (count === last) expect(await scene.run(command.args)).toMatchObject({ code: 0 });
      });
      expect([code, stdout, front.changes]).toEqual([6, '', []]);
      expect(error).toMatchObject({ code: 'conflict', retryable: false });
    },
  );

  it('an answer that does not have what was asked for is no success', async () => {
    const unchanged = unchangedAnswers[command.name];
    expect(unchanged, 'a row of unchangedAnswers').toBeDefined();
    const scene = await openScene();
    const body = await unchanged?.answer(scene);
    const front = await frontServer(scene.sandbox.url, (reply) => {
      reply.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const env = { SEGMENT_API_URL: front.url };
    const { code, stdout, stderr } = await scene.run(command.args, { env });
    expect([code, stdout]).toEqual([6, '']);
    expect(lastError(stderr)).toMatchObject({ code: 'not_applied', details: unchanged?.details });
    const shown = await scene.run(
      command.args.filter((word) => word !== '--json'),
      { env },
    );
    expect([shown.code, shown.stderr]).toEqual([6, expect.not.stringContaining('✓')]);
  });
});

const web = '/sources/sRcWebStore11111111111';
const labelsOf = async ({ api }: ReadingScene) =>
  JSON.stringify({ data: { labels: JSON.parse(await api(web)).data.source.labels } });

/** What the API would answer if it took the change and did not make it, and what is told about that. */
const unchangedAnswers: Readonly<
  Record<
    string,
    { answer(scene: ReadingScene): string | Promise<string>; readonly details: readonly string[] }
  >
> = {
  'sources update': { answer: ({ api }) => api(web), details: ['name is not "Web shop"'] },
  'sources schema update': {
    answer: ({ api }) => api(`${web}/settings`),
    details: ['track.allowUnplannedEvents is not true'],
  },
  'sources write-key add': { answer: ({ api }) => api(web), details: ['there is no new write key'] },
  'sources write-key remove': {
    answer: () => '{"data":{"status":"FAILED"}}',
    details: ['the status of the answer is "FAILED"'],
  },
  'sources labels add': {
    answer: labelsOf,
    details: ['the label team:web is not there', 'the label environment:staging is not there'],
  },
  'sources labels set': { answer: labelsOf, details: ['the label team:web is not there'] },
};
