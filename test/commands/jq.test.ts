import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CliResult, cli } from '../helpers/cli.ts';
import { changesSandbox, listCalls } from '../helpers/command-calls.ts';
import { partOf } from '../helpers/part.ts';
import type { ReadingScene } from '../helpers/reading.ts';
import { listCommands } from '../helpers/tree.ts';
import { openAda } from './profile/scene.ts';

/** What has no JSON to filter. */
const withoutJson = [['completion', 'bash'], ['help'], ['mcp']];

const calls = (await listCalls()).filter(([command]) => !withoutJson.some(([word]) => word === command));
const flags = new Map(
  (await listCommands()).map(({ path, command }) => [
    path.join(' '),
    command.createHelp().visibleOptions(command),
  ]),
);

let unchanged: Promise<ReadingScene> | undefined;
let closeUnchanged: () => void | Promise<void> = () => {};
afterAll(() => closeUnchanged());

/** The same sandbox for all commands that leave it as it is (test/commands/hostile-text.test.ts holds them to it). */
function openFor(command: string): Promise<ReadingScene> {
  if (changesSandbox(command)) return openAda();
  unchanged ??= openAda({}, (close) => {
    closeUnchanged = close;
  });
  return unchanged;
}

/** A call in a folder of its own, with the same things in it and in the sandbox each time. */
async function runAnew(
  command: string,
  args: readonly string[],
  more: readonly string[],
): Promise<CliResult> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-jq-'));
  writeFileSync(join(folder, 'in.ndjson'), '{"type":"track","userId":"ada","event":"A","messageId":"m"}\n');
  writeFileSync(join(folder, 'before.ndjson'), '');
  const folders = {
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
  };
  const stdin = `${'k'.repeat(32)}\n`;
  if (args[0] === 'auth' || args[0] === 'config') {
    // Without credentials in the environment, which go before those that are stored.
    const call = (words: readonly string[], input = stdin) =>
      cli(words, { cwd: folder, env: folders, stdin: input });
    for (const name of ['web', 'shop']) {
      const login = ['auth', 'login', '--no-verify', '--region', 'us', '--name', name];
      expect((await call([...login, '--source', 'web', '--with-write-key'])).stderr).toContain('Stored');
      expect((await call([...login, '--with-token'], `sgp_${stdin}`)).stderr).toContain('Stored');
    }
    if (args[1] === 'switch') await call(['auth', 'switch', 'web']);
    const region = args[1] === 'login' ? ['--region', 'us'] : [];
    return call([...args, ...region, ...more]);
  }
  const scene = await openFor(command);
  const own = args[0] === 'sandbox' ? ['--url', scene.sandbox.url] : [];
  const keys = { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore', SEGMENT_SPACE_ID: 'spa_sandbox' };
  return scene.run([...args, ...more, ...own], { cwd: folder, env: { ...folders, ...keys }, stdin });
}

/** What differs from one run to the next: times, ids that were drawn, addresses, folders, sizes of these. */
function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|sc1-[0-9a-f]{16}/g, 'ID')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/segment-cli-\w+-\w{6}/g, 'FOLDER')
    .replace(/"(writeKey)":"\w{32}"|(shop)?(?<="webstorewebstorewebstorewebstore",)"\w{32}"/g, '"KEY"')
    .replace(/"(\w*Ms|seconds|\w*[bB]ytes)":\d+(\.\d+)?/g, '"$1":0');
}

describe.each(calls)('segment %s --jq', (command, args) => {
  it('prints what the expression makes of what --json prints', async () => {
    const plain = await runAnew(command, args, ['--json']);
    const filtered = await runAnew(command, args, ['--jq', '{got: .}']);
    expect(filtered.code, filtered.stderr).toBe(plain.code);
    const lines = plain.stdout.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(0);
    const wanted = lines.map((line) => `${JSON.stringify({ got: JSON.parse(line) })}\n`).join('');
    expect(steady(filtered.stdout)).toBe(steady(wanted));
  });

  const hasNdjson = flags.get(command)?.some(({ long }) => long === '--ndjson') === true;
  it.runIf(hasNdjson)('with --ndjson goes through each line by itself', async () => {
    const plain = await runAnew(command, args, ['--ndjson']);
    const filtered = await runAnew(command, args, ['--ndjson', '--jq', '[type, length]']);
    const wanted = plain.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${JSON.stringify(['object', Object.keys(JSON.parse(line)).length])}\n`);
    expect(filtered).toEqual({ code: plain.code, stdout: wanted.join(''), stderr: '' });
  });
});

describe.each(partOf(calls, 4))('segment %s --jq', (command, args) => {
  it('does nothing for an expression that does not compile', async () => {
    const { code, stdout, stderr } = await runAnew(command, args, ['--jq', '.a |\n  .b[']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'jq_invalid', exitCode: 2 });
    expect(JSON.parse(stderr).error.message).toContain('line 2, column 5');
  });
});

it.each(withoutJson)('segment %s has no JSON to filter', async (...words) => {
  const { run }: ReadingScene = await openAda();
  const { code, stdout, stderr } = await run([...words, '--jq', '.']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr).error.code).toBe('jq_without_json');
});
