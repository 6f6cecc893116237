import { describe } from 'vitest';
import { type DuckdbConnection, loadDuckdb, openDuckdb } from '../../src/files/duckdb.ts';

/** The package, where it is installed: CI has it in a folder of its own. */
export const duckdb = await loadDuckdb('This test', process).catch(() => undefined);

const { npm_config_prefix: prefix } = process.env;
/** With which a program that is started finds it there, too. */
export const duckdbEnv: Readonly<Record<string, string>> =
  prefix === undefined ? {} : { npm_config_prefix: prefix };

/** Tests that are passed over where the package is not installed; their names say so. */
export function describeDuckdb(name: string, tests: () => void): void {
  describe.skipIf(duckdb === undefined)(`${name} (needs @duckdb/node-api)`, tests);
}

export function needDuckdb(): NonNullable<typeof duckdb> {
  if (duckdb === undefined) throw new Error('@duckdb/node-api is not installed');
  return duckdb;
}

/** What a database answers, as a reader of its own sees it; whole numbers as text. */
export async function ask(path: string, ...statements: readonly string[]) {
  const instance = await openDuckdb(needDuckdb(), path, '');
  const connection: DuckdbConnection = await instance.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const sql of statements) rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Runs a statement that takes more than the program gives DuckDB. */
export async function askAtLarge(sql: string): Promise<void> {
  const instance = await needDuckdb().DuckDBInstance.create(':memory:', {});
  const connection = await instance.connect();
  try {
    await connection.runAndReadAll(sql);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
