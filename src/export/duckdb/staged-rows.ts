import type { ApiObject } from '../../api/api-object.ts';
import { type DuckdbAppender, type DuckdbConnection, sqlName } from '../../files/duckdb.ts';
import type { Stream } from '../stream.ts';
import type { RowCounts } from '../target.ts';
import { appendRow, type Column, columnsOf } from './columns.ts';

/** The rows of a window while they come: a temporary table of the connection, which only this one sees. */
const newRows = 'new_rows';

/** The SQL that compares a stream's new rows `n` with the ones `o` that are there. */
export interface StreamSql {
  readonly columns: readonly Column[];
  /** `"id" VARCHAR, …`, as a table is made. */
  readonly definitions: string;
  /** `"id", …` */
  readonly names: string;
  /** True where `o` and `n` are the same row. */
  readonly sameKey: string;
  /** True where they also hold the same. */
  readonly sameValues: string;
}

export function sqlOf(stream: Stream): StreamSql {
  const columns = columnsOf(stream);
  const names = columns.map(({ name }) => sqlName(name));
  const same = (list: readonly string[]) => {
    const row = (side: string) => `row(${list.map((name) => `${side}.${name}`).join(', ')})`;
    return `${row('o')} IS NOT DISTINCT FROM ${row('n')}`;
  };
  return {
    columns,
    definitions: columns.map(({ name, type }) => `${sqlName(name)} ${type}`).join(', '),
    names: names.join(', '),
    sameKey: keyParts(stream, columns)
      .map((part) => `${part('o')} IS NOT DISTINCT FROM ${part('n')}`)
      .join(' AND '),
    sameValues: same(names),
  };
}

/** What names a row: the columns of its key, and the odd value where one of them cannot hold it. */
function keyParts({ key }: Stream, columns: readonly Column[]): ((side: string) => string)[] {
  const parts = key.map((name) => (side: string) => `${side}.${sqlName(name)}`);
  const odd = key.filter((name) =>
    columns.some((column) => column.name === name && column.type !== 'VARCHAR'),
  );
  const isOdd = (side: string) => odd.map((name) => `${side}.${sqlName(name)} IS NULL`).join(' OR ');
  if (odd.length > 0) parts.push((side) => `CASE WHEN ${isOdd(side)} THEN ${side}.other_fields END`);
  return parts;
}

export interface StagedRows {
  append(rows: readonly ApiObject[]): void;
  /** All have come. Of rows with the same key the last one stays. */
  finish(): Promise<void>;
  /** They are not needed any more. */
  drop(): Promise<void>;
}

export async function stageRows(connection: DuckdbConnection, sql: StreamSql): Promise<StagedRows> {
  await run(connection, `CREATE OR REPLACE TEMP TABLE ${newRows} (${sql.definitions})`);
  const appender = await connection.createAppender(newRows, 'main', 'temp');
  const close = closing(appender);
  return {
    append(rows) {
      for (const row of rows) appendRow(appender, sql.columns, row);
      // What waits in the appender is under no limit.
      appender.flushSync();
    },
    async finish() {
      close();
      await run(
        connection,
        `DELETE FROM ${newRows} o USING (SELECT *, rowid AS place FROM ${newRows}) n WHERE ${sql.sameKey} AND o.rowid < n.place`,
      );
    },
    async drop() {
      close();
      await run(connection, `DROP TABLE IF EXISTS ${newRows}`);
    },
  };
}

/** An appender that failed cannot be closed either. */
function closing(appender: DuckdbAppender): () => void {
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    appender.closeSync();
  };
}

/** How the new rows compare with those of a table, or of anything that stands behind FROM. */
export async function compareRows(
  connection: DuckdbConnection,
  { sameKey, sameValues }: StreamSql,
  { old, isReplaced }: { readonly old: string; readonly isReplaced: boolean },
): Promise<RowCounts> {
  const [found] = await run(
    connection,
    `SELECT count(*) FILTER (o.is_there IS NULL) AS added, count(*) FILTER (o.is_there AND NOT (${sameValues})) AS changed,
      count(*) FILTER (o.is_there AND ${sameValues}) AS unchanged,
      (SELECT count(*) FROM ${old} AS o) AS before
      FROM ${newRows} n LEFT JOIN (SELECT *, true AS is_there FROM ${old} AS o) o ON ${sameKey}`,
  );
  const count = (name: string) => Number(found?.[name] ?? 0);
  const [added, changed, unchanged] = [count('added'), count('changed'), count('unchanged')];
  return { added, changed, unchanged, gone: isReplaced ? count('before') - changed - unchanged : 0 };
}

/** Rows of what is there that the new ones leave as they are: not named again. */
export function unnamedRows({ sameKey }: StreamSql): string {
  return `NOT EXISTS (SELECT 1 FROM ${newRows} n WHERE ${sameKey})`;
}

export { newRows };

export async function run(connection: DuckdbConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}
