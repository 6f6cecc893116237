import type { ApiObject } from '../../api/api-object.ts';
import { type DuckdbAppender, type DuckdbConnection, sqlName, sqlText } from '../../files/duckdb.ts';
import { isIncremental, otherColumn, type Stream } from '../stream.ts';
import type { RowCounts } from '../target.ts';
import { appendRow, type Column, columnsOf } from './columns.ts';
import { createRowWidth, type RowWidth } from './memory.ts';
import { run } from './run-sql.ts';

/** The rows of a window while they come: a temporary table of the connection, which only this one sees. */
export const newRows = 'new_rows';

/** How each of them compares with the rows that are there: narrow, so that rows of any width can be told apart. */
const compared = 'compared';

/** The SQL of a stream. */
export interface StreamSql {
  readonly columns: readonly Column[];
  /** `"id" VARCHAR, …`, as a table is made. */
  readonly definitions: string;
  /** `"id", …` */
  readonly names: string;
  /** What names a row, `"sourceId" AS k0, …`, and a hash of all that it holds. */
  readonly digest: string;
  readonly keyCount: number;
}

export function sqlOf(stream: Stream): StreamSql {
  const columns = columnsOf(stream);
  const names = columns.map(({ name }) => sqlName(name)).join(', ');
  const content = `hash(row(${names}))`;
  const keys = keyParts(stream, content);
  return {
    columns,
    definitions: columns.map(({ name, type }) => `${sqlName(name)} ${type}`).join(', '),
    names,
    digest: `${keys.map((key, index) => `${key} AS k${index}`).join(', ')}, ${content} AS content`,
    keyCount: keys.length,
  };
}

/**
 * What names a row: the columns of its key, the odd value where one of them cannot hold it, and all of a row that lacks
 * one.
 */
function keyParts({ key }: Stream, content: string): string[] {
  const names = key.map(sqlName);
  const isOdd = names.map((name) => `${name} IS NULL`).join(' OR ');
  const isLacking = key
    .map((name) => `(${sqlName(name)} IS NULL AND (${otherColumn} ->> ${sqlText(name)}) IS NULL)`)
    .join(' OR ');
  return [
    ...names,
    `CASE WHEN ${isOdd} THEN ${otherColumn} END`,
    `CASE WHEN ${isLacking} THEN ${content} END`,
  ];
}

export interface StagedRows {
  readonly width: RowWidth;
  append(rows: readonly ApiObject[]): void;
  /**
   * All have come: compares them with what is there, which is anything that follows FROM, with the SQL for the
   * place of a row in it.
   */
  compare(old: { readonly from: string; readonly place: string }): Promise<RowCounts>;
  /** They are not needed any more. */
  drop(): Promise<void>;
}

export async function stageRows(
  connection: DuckdbConnection,
  stream: Stream,
  sql: StreamSql,
): Promise<StagedRows> {
  await run(connection, `CREATE OR REPLACE TEMP TABLE ${newRows} (${sql.definitions})`);
  const appender = await connection.createAppender(newRows, 'main', 'temp');
  const close = closing(appender);
  const width = createRowWidth();
  return {
    width,
    append(rows) {
      for (const row of rows) {
        width.add(row.text.length);
        appendRow(appender, sql.columns, row);
      }
      // What waits in the appender is under no limit.
      appender.flushSync();
    },
    async compare({ from, place }) {
      close();
      const keys = Array.from({ length: sql.keyCount }, (_, index) => `k${index}`);
      // Of rows with the same key the last one counts.
      const last = `SELECT max(place) AS place, arg_max(content, place) AS content, ${keys.join(', ')}
        FROM (SELECT rowid AS place, ${sql.digest} FROM ${newRows}) GROUP BY ALL`;
      await run(
        connection,
        `CREATE OR REPLACE TEMP TABLE ${compared} AS
          SELECT n.place, o.place AS old_place, n.content = o.content AS is_same
          FROM (${last}) n LEFT JOIN (SELECT ${place} AS place, ${sql.digest} FROM ${from}) o
          ON ${keys.map((key) => `n.${key} IS NOT DISTINCT FROM o.${key}`).join(' AND ')}`,
      );
      const [found] = await run(
        connection,
        `SELECT count(*) FILTER (old_place IS NULL) AS added, count(*) FILTER (NOT is_same) AS changed,
          count(*) FILTER (is_same) AS unchanged, (SELECT count(*) FROM ${from}) AS before FROM ${compared}`,
      );
      const count = (name: string) => Number(found?.[name] ?? 0);
      const [added, changed, unchanged] = [count('added'), count('changed'), count('unchanged')];
      const gone = isIncremental(stream) ? 0 : count('before') - changed - unchanged;
      return { added, changed, unchanged, gone };
    },
    async drop() {
      close();
      for (const table of [newRows, compared]) await run(connection, `DROP TABLE IF EXISTS ${table}`);
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

/** The rows of a window that come to those that are there, or in place of older ones; `all` takes those that are the same, too. */
export function incoming({ names }: StreamSql, which: 'all' | 'different'): string {
  const where = which === 'all' ? '' : 'WHERE is_same IS NOT TRUE';
  return `SELECT ${names} FROM ${newRows} WHERE rowid IN (SELECT place FROM ${compared} ${where})`;
}

/** The places of old rows that others take, as a list for IN. */
export const replacedPlaces = `(SELECT old_place FROM ${compared} WHERE NOT is_same)`;

/** The places of old rows that were named again, as a list for IN. */
export const namedPlaces = `(SELECT old_place FROM ${compared} WHERE old_place IS NOT NULL)`;
