import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { needStream } from '../../src/export/streams.ts';
import type { FaultPlan } from '../../src/sandbox/faults/plan.ts';
import { seededChance } from '../helpers/backfill-file.ts';
import { type CliResult, cli } from '../helpers/cli.ts';
import { serve } from '../helpers/http-server.ts';
import { killWithin } from '../helpers/kill-within.ts';
import { startProgram } from '../helpers/program-child.ts';
import { openSandbox } from '../helpers/sandbox.ts';
import { timeOf } from '../helpers/time-of.ts';

/** Answers a request itself, or leaves it to the sandbox. */
export type Meddle = (path: string, reply: ServerResponse, before: number) => boolean;

/** Gives the text of an answer another form. */
export type Rewrite = (path: string, text: string) => string;

export interface ExportScene {
  readonly folder: string;
  /** Puts the clock of the sandbox forward. */
  pass(hours: number): void;
  /** What stands between the program and the sandbox from now on. */
  meddle(meddle: Meddle): void;
  /** What becomes of the answers of the sandbox from now on. */
  rewrite(rewrite: Rewrite): void;
  /** `segment export --out NAME …` within this process. */
  run(name: string, args?: readonly string[]): Promise<CliResult>;
  /** Another command on the same workspace. */
  call(...args: readonly string[]): Promise<CliResult>;
  /** The same with the built program, which can be killed. */
  start(name: string, args?: readonly string[]): ReturnType<typeof startProgram>;
  /** The lines of a stream. Each has its newline, and no key is there twice. */
  rows(name: string, stream: string): string[];
}

/** A workspace in a sandbox whose clock stands still, and a folder to export to. */
export async function openExportScene({
  generate = { sources: 20, days: 70 },
  seed = {},
  faults,
}: {
  readonly generate?: object;
  readonly seed?: object;
  readonly faults?: FaultPlan;
} = {}): Promise<ExportScene> {
  let now = new Date();
  const sandbox = await openSandbox({
    now: () => now,
    seed: { name: 'seed.json', value: { generate, ...seed } },
    ...(faults && { faults }),
  });
  const folder = mkdtempSync(join(tmpdir(), 'segment-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let meddle: Meddle = () => false;
  let rewrite: Rewrite = (_, text) => text;
  const { url } = await serve(async ({ path, headers }, reply, before) => {
    if (meddle(path, reply, before)) return;
    const { authorization = '' } = headers;
    const answered = await fetch(`${sandbox.url}${path}`, { headers: { authorization } }).catch(
      () => undefined,
    );
    reply.writeHead(answered?.status ?? 502, { 'content-type': 'application/json' });
    reply.end(rewrite(path, (await answered?.text()) ?? ''));
  });
  const env = { SEGMENT_TOKEN: 'sgp_exporttest', SEGMENT_API_URL: url, SEGMENT_NO_INPUT: '1' };
  const call = (...args: readonly string[]) => cli(args, { env, cwd: folder });
  return {
    folder,
    pass(hours) {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    meddle(next) {
      meddle = next;
    },
    rewrite(next) {
      rewrite = next;
    },
    call,
    run: (name, args = []) => call('export', '--out', join(folder, name), ...args),
    start: (name, args = []) =>
      startProgram({ args: ['export', '--out', join(folder, name), ...args], cwd: folder, env }),
    rows(name, stream) {
      const text = readFileSync(join(folder, name, `${stream}.ndjson`), 'utf8');
      expect(text === '' || text.endsWith('\n')).toBe(true);
      const lines = text.split('\n').slice(0, -1);
      const { key } = needStream(stream);
      const keys = lines.map((line) => {
        const row = JSON.parse(line);
        return JSON.stringify(key.map((field) => row[field]));
      });
      expect(new Set(keys).size, stream).toBe(keys.length);
      return lines;
    },
  };
}

/** What an export consists of when nobody was killed over it. */
export function filesOf({ folder }: ExportScene, name: string): string[] {
  return readdirSync(join(folder, name)).filter((file) => file !== '.segment-export.json');
}

/**
 * Kills the built program over one export, while the figures of the day grow, and compares what is there in the end with
 * an export that nobody killed.
 */
export async function expectToSurvive(scene: ExportScene, kills: number): Promise<void> {
  const firstMs = await timeOf(() => scene.start('uncounted').ended);
  rmSync(join(scene.folder, 'uncounted'), { recursive: true });
  await killWithin(
    () => scene.start('killed'),
    { kills, firstMs, chance: seededChance(kills) },
    (killed) => {
      if (killed % 3 === 2) scene.pass(1);
    },
  );
  expect(await scene.start('killed').ended).toMatchObject({ code: 0, signal: null });
  expect(await scene.start('whole').ended).toMatchObject({ code: 0 });
  expectSame(scene, 'killed', 'whole');
}

/** The same streams, with the same rows in any order. */
export function expectSame(scene: ExportScene, one: string, other: string): void {
  expect(filesOf(scene, one)).toEqual(filesOf(scene, other));
  for (const file of filesOf(scene, other)) {
    const stream = file.replace('.ndjson', '');
    const lines = (name: string) => scene.rows(name, stream).sort();
    expect(lines(one), stream).toEqual(lines(other));
  }
}
