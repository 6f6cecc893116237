import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createChunker } from '../../src/backfill/batches/chunk.ts';
import { createEnvelope } from '../../src/backfill/batches/envelope.ts';
import { createMessageIds } from '../../src/backfill/reading/message-id.ts';
import { readShard } from '../../src/backfill/reading/shard.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { maxBatchBytes, maxBatchMessages } from '../../src/spec/limits.ts';
import { type CliResult, cli } from '../helpers/cli.ts';
import { projectRoot } from '../helpers/imports.ts';
import { tableBelow } from '../helpers/markdown.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { openShell, type ShellResult } from '../helpers/shell.ts';

const page = readFileSync(join(projectRoot, 'docs', 'scale.md'), 'utf8');

/** The one block of a language below a heading. */
function blockBelow(heading: string, language: string): string {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))];
  expect(blocks, `${language} below ${heading}`).toHaveLength(1);
  return blocks[0]?.[1] ?? '';
}

/** A folder as the volume of the examples, with the input in `events/`. Two files, blank lines and equal lines in them. */
function volume(): { folder: string; lines: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-scale-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'events'));
  const examples = join(projectRoot, 'examples');
  const mobile = gunzipSync(readFileSync(join(examples, 'mobile.ndjson.gz'))).toString('utf8');
  const web = readFileSync(join(examples, 'web.ndjson'), 'utf8');
  const [first = ''] = web.split('\n');
  const withTwins = `${first}\n\n${web}\r\n${first}\n`;
  cpSync(join(examples, 'mobile.ndjson.gz'), join(folder, 'events', 'mobile.ndjson.gz'));
  writeFileSync(join(folder, 'events', 'web.ndjson.gz'), gzipSync(withTwins));
  const lines = `${mobile}\n${withTwins}`.split(/\r?\n/).filter((line) => line !== '');
  // A batch cuts this one key, which stands at the end of a line.
  return { folder, lines: lines.map((line) => line.replace(/,"sentAt":"[^"]*"}$/, '}')) };
}

/** What arrived, as the lines it was made of: without the messageId that was put in. */
function linesArrived(sandbox: RunningSandbox): string[] {
  return [...sandbox.journal.messages].map(({ raw }) =>
    raw.toString('utf8').replace(/"messageId":"sc1-[^"]*",/, ''),
  );
}

/** All parts have run: together they sent the input, each line once, and no part sent nothing or everything. */
function expectWholeInput(
  sandbox: RunningSandbox,
  lines: readonly string[],
  runs: readonly (CliResult | ShellResult)[],
): void {
  expect(runs.length).toBeGreaterThan(1);
  expect(
    runs.map(({ code }) => code),
    runs.map(({ stderr }) => stderr).join('\n'),
  ).toEqual(runs.map(() => 0));
  const arrived = linesArrived(sandbox);
  expect({ lost: without(lines, arrived), more: without(arrived, lines) }).toEqual({ lost: [], more: [] });
  // Sent twice under one messageId, a line would stand here.
  expect([...sandbox.journal.rejected]).toEqual([]);
  const parts = runs.map(({ stderr }) =>
    Number(/([\d,]+) of [\d,]+ lines accepted/.exec(stderr)?.[1]?.replace(',', '')),
  );
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(lines.length);
  expect(Math.min(...parts)).toBeGreaterThan(0);
}

/** The lines of one list that the other lacks; a line that stands twice counts twice. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

const indexes = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the Kubernetes Job', () => {
  const text = blockBelow('Kubernetes', 'yaml');
  const job = z
    .object({
      apiVersion: z.literal('batch/v1'),
      kind: z.literal('Job'),
      metadata: z.strictObject({ name: z.string() }),
      spec: z.strictObject({
        completionMode: z.literal('Indexed'),
        completions: z.int(),
        parallelism: z.int(),
        backoffLimitPerIndex: z.int().min(4),
        podReplacementPolicy: z.literal('Failed'),
        podFailurePolicy: z.strictObject({
          rules: z.tuple([
            z.strictObject({
              action: z.literal('Ignore'),
              onPodConditions: z.tuple([
                z.strictObject({ type: z.literal('DisruptionTarget'), status: z.literal('True') }),
              ]),
            }),
            z.strictObject({
              action: z.literal('FailIndex'),
              onExitCodes: z.strictObject({
                containerName: z.string(),
                operator: z.literal('In'),
                values: z.array(z.int().min(1)),
              }),
            }),
          ]),
        }),
        template: z.strictObject({
          spec: z.strictObject({
            // Both policies above ask for it.
            restartPolicy: z.literal('Never'),
            automountServiceAccountToken: z.literal(false),
            securityContext: z.record(z.string(), z.int()),
            containers: z.tuple([
              z.strictObject({
                name: z.string(),
                image: z.string(),
                workingDir: z.string(),
                // All of them strings: Kubernetes refuses a number here.
                command: z.array(z.string()),
                env: z.array(
                  z.union([
                    z.strictObject({ name: z.string(), value: z.string() }),
                    z.strictObject({
                      name: z.string(),
                      valueFrom: z.strictObject({
                        secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }),
                      }),
                    }),
                  ]),
                ),
                resources: z.strictObject({
                  requests: z.strictObject({ cpu: z.string(), memory: z.string() }),
                  limits: z.strictObject({ memory: z.string() }),
                }),
                volumeMounts: z.tuple([z.strictObject({ name: z.string(), mountPath: z.string() })]),
              }),
            ]),
            volumes: z.tuple([
              z.strictObject({
                name: z.string(),
                persistentVolumeClaim: z.strictObject({ claimName: z.string() }),
              }),
            ]),
          }),
        }),
      }),
    })
    .parse(parse(text));
  const { spec } = job;
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const [mount] = container.volumeMounts;
  const count = spec.completions;

  /** One pod: its own memory and home, the volume of all. */
  const runPod = (sandbox: RunningSandbox, folder: string, index: number, more: readonly string[] = []) => {
    const env: Record<string, string> = {
      JOB_COMPLETION_INDEX: String(index),
      SEGMENT_TRACKING_URL: sandbox.url,
    };
    for (const variable of container.env)
      env[variable.name] =
        'value' in variable ? variable.value.replace(mount.mountPath, folder) : 'key-of-the-secret';
    const [program, ...argv] = container.command;
    expect(program).toBe('segment');
    return cli([...argv, ...more], { env, cwd: container.workingDir.replace(mount.mountPath, folder) });
  };

  it('has one number of parts, and finds its volume and its Secret', () => {
    expect(spec.parallelism).toBe(count);
    expect(container.command).toContain(`auto/${count}`);
    expect(spec.podFailurePolicy.rules[1].onExitCodes.containerName).toBe(container.name);
    expect(mount).toEqual({ name: pod.volumes[0].name, mountPath: container.workingDir });
    expect(page).toContain(`PersistentVolumeClaim \`${pod.volumes[0].persistentVolumeClaim.claimName}\``);
    const names = container.env.map(({ name }) => name);
    expect(names).toEqual(['SEGMENT_WRITE_KEY', 'SEGMENT_STATE_DIR']);
    const [key, state] = container.env;
    const secret = key !== undefined && 'valueFrom' in key ? key.valueFrom.secretKeyRef : undefined;
    expect(page).toContain(`kubectl create secret generic ${secret?.name} --from-file=${secret?.key}=`);
    expect(state).toMatchObject({ value: expect.stringMatching(`^${mount.mountPath}/`) });
  });

  it('gives up at once on the exit codes that the page says not to run again, and on no others', () => {
    const rows = tableBelow(page, '## Which exit codes to retry');
    const again = (wanted: boolean) =>
      rows.flatMap(([codes = '', answer = '']) =>
        answer.startsWith('yes') === wanted ? codes.split(', ').map(Number) : [],
      );
    expect(spec.podFailurePolicy.rules[1].onExitCodes.values).toEqual(
      again(false).filter((code) => code !== 0),
    );
    const endings = tableBelow(readFileSync(join(projectRoot, 'docs', 'batch.md'), 'utf8'), '## Exit codes');
    const codes = endings.flatMap(([cell = '']) => cell.split(', ').map(Number));
    const unexpected = 1;
    const byNumber = (a: number, b: number) => a - b;
    expect([...again(true), ...again(false)].sort(byNumber)).toEqual([...codes, unexpected].sort(byNumber));
  });

  it('sends the whole input, each line once, when every index has run', async () => {
    const sandbox = await openSandbox();
    const { folder, lines } = volume();
    const runs = await Promise.all(indexes(count).map((index) => runPod(sandbox, folder, index)));
    expectWholeInput(sandbox, lines, runs);
    expect(readdirSync(join(folder, '.segment', 'checkpoints'))).toHaveLength(count);
  });

  it('goes on in the next pod of an index, and by hand', async () => {
    const sandbox = await openSandbox();
    const { folder } = volume();
    await runPod(sandbox, folder, 3, ['--limit', '5']);
    await runPod(sandbox, folder, 3, ['--limit', '9']);
    const state = join(folder, '.segment');
    const argv = container.command.slice(1).map((word) => (word === `auto/${count}` ? `4/${count}` : word));
    const env = {
      SEGMENT_WRITE_KEY: 'key-of-the-secret',
      SEGMENT_TRACKING_URL: sandbox.url,
      SEGMENT_STATE_DIR: state,
    };
    const { stdout, stderr } = await cli([...argv, '--json'], { env, cwd: folder });
    expect(JSON.parse(stdout), stderr).toMatchObject({
      resumedFrom: { file: expect.any(String) },
      unacknowledged: 0,
    });
    expect([...sandbox.journal.rejected]).toEqual([]);
    expect(JSON.parse(stdout).acknowledged).toBe(linesArrived(sandbox).length);
  });
});

describe('the other engines', () => {
  const shell = openShell();
  afterAll(() => shell.close());

  it('GitLab: the parts are the whole input', async () => {
    const { backfill: job } = z
      .object({
        backfill: z.object({
          parallel: z.int(),
          variables: z.record(z.string(), z.string()),
          script: z.array(z.string()),
          retry: z.object({ max: z.int().max(2), exit_codes: z.array(z.int()) }),
        }),
      })
      .parse(parse(blockBelow('GitLab', 'yaml')));
    const sandbox = await openSandbox();
    const { folder, lines } = volume();
    const runs = indexes(job.parallel).map((index) => {
      const variables = Object.entries(job.variables).map(([name, value]) => `export ${name}="${value}"`);
      const env = {
        CI: 'true',
        CI_PROJECT_DIR: folder,
        CI_NODE_INDEX: `${index + 1}`,
        CI_NODE_TOTAL: `${job.parallel}`,
      };
      return shell.run([...variables, ...job.script].join('\n'), { ...env, ...sentTo(sandbox) }, folder);
    });
    expectWholeInput(sandbox, lines, await Promise.all(runs));
    expect(existsSync(join(folder, '.segment', 'checkpoints'))).toBe(true);
  });

  it('Slurm: the tasks are the whole input', async () => {
    const script = blockBelow('Slurm', 'bash');
    const [, first = '', last = ''] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(script) ?? [];
    const count = Number(last) - Number(first) + 1;
    const sandbox = await openSandbox();
    const { folder, lines } = volume();
    const runs = indexes(count).map((index) => {
      const env = {
        SLURM_SUBMIT_DIR: folder,
        SLURM_ARRAY_TASK_ID: String(Number(first) + index),
        SLURM_ARRAY_TASK_MIN: first,
        SLURM_ARRAY_TASK_COUNT: String(count),
      };
      // srun starts a command on the node it was given; here there is one.
      return shell.run(`srun() { "$@"; }\n${script}`, { ...env, ...sentTo(sandbox) }, folder);
    });
    expectWholeInput(sandbox, lines, await Promise.all(runs));
  });

  it('AWS Batch: the children are the whole input', async () => {
    const { containerProperties, retryStrategy } = z
      .object({
        containerProperties: z.object({
          command: z.array(z.string()),
          environment: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
        retryStrategy: z.object({
          attempts: z.int().max(10),
          evaluateOnExit: z.array(z.record(z.string(), z.string())).max(5),
        }),
      })
      .parse(JSON.parse(blockBelow('AWS Batch', 'json')));
    expect(retryStrategy.evaluateOnExit.at(-1)).toEqual({ onReason: '*', action: 'EXIT' });
    const count = Number(/--array-properties size=(\d+)/.exec(page)?.[1]);
    const sandbox = await openSandbox();
    const { folder, lines } = volume();
    const here = (text: string) => text.replace(/^\/data(?=\/)/, folder);
    const runs = indexes(count).map((index) => {
      const env: Record<string, string> = {
        AWS_BATCH_JOB_ARRAY_INDEX: String(index),
        AWS_BATCH_JOB_ARRAY_SIZE: String(count),
        ...sentTo(sandbox),
      };
      for (const { name, value } of containerProperties.environment) env[name] = here(value);
      return cli(containerProperties.command.slice(1).map(here), { env });
    });
    expectWholeInput(sandbox, lines, await Promise.all(runs));
  });
});

function sentTo({ url }: RunningSandbox): Record<string, string> {
  return { SEGMENT_WRITE_KEY: 'key-of-the-source', SEGMENT_TRACKING_URL: url };
}

describe('what the page says of parts', () => {
  it('names the variables in the order in which they are looked for, and how they count', async () => {
    const rows = tableBelow(page, '## What `--shard auto` reads').map(([, which = '', count = '']) => ({
      index: /[A-Z_]{5,}/.exec(which)?.[0] ?? '',
      first: /from ([A-Z_]{5,}|\d)/.exec(which)?.[1] ?? '',
      count: /[A-Z_]{5,}/.exec(count)?.[0],
    }));
    const { stderr } = await cli(['batch', 'x.ndjson', '--shard', 'auto']);
    expect(stderr).toContain(`It looks for ${rows.map(({ index }) => index).join(', ')}.\n`);
    for (const { index, first, count } of rows) {
      const start = /\d/.test(first) ? Number(first) : 5;
      const env: Record<string, string> = { [index]: String(start + 2) };
      if (!/\d/.test(first)) env[first] = String(start);
      if (count !== undefined) env[count] = '8';
      expect(readShard(count === undefined ? 'auto/8' : 'auto', env), index).toEqual({ index: 3, count: 8 });
    }
  });

  it('gives the names of their files', async () => {
    const [checkpoint = '', named = '', lock = '', rejects = '', namedRejects = ''] = tableBelow(
      page,
      '## How the input is divided',
    ).map(([, name = '']) => name);
    const sandbox = await openSandbox();
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-scale-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const good = readFileSync(join(projectRoot, 'examples', 'web.ndjson'), 'utf8')
      .split('\n')
      .slice(0, 200);
    const bad = indexes(200).map((index) => `{"userId":"user_${index}"}`);
    writeFileSync(join(folder, 'events.ndjson'), `${[...good, ...bad].join('\n')}\n`);
    const env = { ...sentTo(sandbox), SEGMENT_STATE_DIR: join(folder, 'state') };
    const seen = new Set<string>();
    const run = (...flags: string[]) =>
      cli(['batch', 'events.ndjson', '--shard', '2/8', ...flags], {
        env,
        cwd: folder,
        io: {
          now() {
            for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) seen.add(name);
            return new Date();
          },
        },
      });
    expect((await run()).code).toBe(8);
    expect((await run('--checkpoint', 'FILE', '--rejects', 'mine.ndjson')).code).toBe(8);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) seen.add(name);
    const [before = '', after = ''] = checkpoint.replace(' in the state folder', '').split('…');
    const isCheckpoint = (name: string) => name.startsWith(join('state', before)) && name.endsWith(after);
    const found = [...seen].find(isCheckpoint);
    expect(found, [...seen].join('\n')).toBeDefined();
    expect(lock).toBe('the name of the checkpoint, and .lock');
    for (const name of [
      named,
      `${found}.lock`,
      `${named}.lock`,
      rejects.replace(' in the current folder', ''),
      namedRejects,
    ])
      expect([...seen]).toContain(name);
  });
});

describe('the arithmetic', () => {
  const idBytes = '"messageId":"",'.length + idLength(47_000_000_000);
  const million = 1_000_000;
  const magnitude = (text: string) => {
    const [number, unit] = text.split(' ');
    return Number(number) * (unit === 'million' ? million : 1_000 * million);
  };

  it('begins with the bytes of a messageId', async () => {
    const { forInput } = await createMessageIds({ writeKey: 'key' });
    const id = forInput(Buffer.from('{}')).derive(47_000_000_000, Buffer.from('{}'));
    expect(id).toHaveLength(idLength(47_000_000_000));
    expect(page).toContain(`adds ${idBytes} bytes`);
  });

  it('adds up in every row', () => {
    const rows = tableBelow(page, '## When one machine is enough');
    expect(rows).toHaveLength(9);
    for (const row of rows) {
      const messages = magnitude(row[0] ?? '');
      const line = Number(row[1]?.replace(' bytes', ''));
      const held = heldByRequest(line + idBytes);
      const requests = Math.ceil(messages / held);
      const times = [50, 200, 500].map((rate) => timeOf(requests / rate));
      const cells = [row[0], row[1], bytesOf(messages * line), grouped(held), grouped(requests), ...times];
      expect(row).toEqual(cells);
    }
  });

  it('says how long it takes at a rate of messages', () => {
    const rows = tableBelow(`# x\n${page.slice(page.indexOf('| Messages | At 1,000'))}`, '# x');
    expect(rows.map(([messages]) => messages)).toEqual(['1 million', '100 million', '1 billion']);
    for (const [messages = '', time] of rows) expect(time).toBe(timeOf(magnitude(messages) / 1_000));
  });

  it('is right about full requests and shares', () => {
    expect(page).toContain(
      `500 full requests a second, is ${Math.round((500 * maxBatchBytes) / million)} MB/s`,
    );
    expect(page).toContain(`With \`--rate 200\` and eight parts, each sends ${200 / 8} requests a second`);
  });

  /** What the program's own chunker puts into one request. */
  function heldByRequest(size: number): number {
    const chunker = createChunker<{ size: number }>({
      maxBytes: maxBatchBytes,
      maxMessages: maxBatchMessages,
      envelopeBytes: createEnvelope(undefined).bytes,
    });
    for (;;) {
      const full = chunker.push({ size });
      if (full !== undefined) return full.length;
    }
  }

  function idLength(offset: number): number {
    return `sc1-${'0'.repeat(16)}-${offset.toString(36)}-${'0'.repeat(16)}`.length;
  }

  function grouped(number: number): string {
    return number.toLocaleString('en-US');
  }

  function bytesOf(bytes: number): string {
    return bytes < 1_000 * million ? `${bytes / million} MB` : `${bytes / (1_000 * million)} GB`;
  }

  /** Two digits are enough to plan with. */
  function timeOf(seconds: number): string {
    const units: readonly [string, number, number][] = [
      ['s', 1, 90],
      ['min', 60, 90],
      ['h', 3_600, 100],
      ['days', 86_400, Number.POSITIVE_INFINITY],
    ];
    const [unit, size] = units.find(([, length, most]) => seconds / length < most) ?? ['', 1];
    return `${Number((seconds / size).toPrecision(2))} ${unit}`;
  }
});
