import type { DuckdbConnection } from '../../files/duckdb.ts';

/** The rows that a statement answers, by the names of their columns; whole numbers as text. */
export async function run(connection: DuckdbConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}
