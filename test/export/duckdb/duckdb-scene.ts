import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { ask } from '../../helpers/duckdb.ts';
import { startProgram } from '../../helpers/program-child.ts';
import { openSandbox, post } from '../../helpers/sandbox.ts';

/** A workspace that several people sent to, and a folder to run the program in. */
export async function openDuckdbScene() {
  const sandbox = await openSandbox();
  const cwd = mkdtempSync(join(tmpdir(), 'segment-duckdb-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const prefix = process.env.npm_config_prefix;
  const env = {
    SEGMENT_SANDBOX_URL: sandbox.url,
    ...(prefix === undefined ? {} : { npm_config_prefix: prefix }),
  };
  const lineOf = (args: readonly string[]) => ['export', ...args, '-w', 'sandbox'];
  return {
    sandbox,
    cwd,
    /** `segment export …` in a process of its own, for what only that shows. */
    start: (...args: string[]) => startProgram({ args: lineOf(args), cwd, env }),
    run: (...args: string[]) => cli(lineOf(args), { cwd, env }),
  };
}

export type DuckdbScene = Awaited<ReturnType<typeof openDuckdbScene>>;

/** Sends messages of several people to two sources. */
export async function send({ sandbox }: DuckdbScene) {
  const batch = ['ann', 'bob', 'eve'].map((userId) => ({ type: 'track', event: 'Ordered', userId }));
  const anonymous = { type: 'track', event: 'Seen', anonymousId: 'a1' };
  const replies = [
    await post(sandbox, '/v1/batch', { writeKey: 'webstorewebstorewebstorewebstore', batch }, {}),
    await post(sandbox, '/v1/track', { writeKey: 'orderserviceorderserviceorderser', ...anonymous }, {}),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
}

/** Every row of every stream, as it stands in a database. */
export async function tablesIn(path: string): Promise<Record<string, unknown[]>> {
  const tables = await ask(
    path,
    "SELECT table_name FROM duckdb_tables() WHERE table_name NOT LIKE '\\_%' ESCAPE '\\'",
  );
  const found: Record<string, unknown[]> = {};
  for (const { table_name: name } of tables)
    found[String(name)] = await ask(path, `FROM "${name}" ORDER BY ALL`);
  return found;
}
