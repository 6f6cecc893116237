import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Duckdb, type DuckdbConnection, openDuckdb, sqlText } from '../../files/duckdb.ts';
import { unfinishedSuffix } from '../../files/make-new.ts';
import { syncFolder } from '../../files/replace-file.ts';
import { notOfExport } from '../cannot-write.ts';
import { isIncremental, otherColumn, type Stream } from '../stream.ts';
import type { StreamTarget, Target } from '../target.ts';
import { orExplain } from './explain.ts';
import { createMemory, type Memory } from './memory.ts';
import { createQueue, type Queue } from './queue.ts';
import { run } from './run-sql.ts';
import { incoming, newRows, replacedPlaces, sqlOf, stageRows } from './staged-rows.ts';

export interface ParquetExport {
  readonly target: Target;
  /** Also after a failure. */
  close(): void;
}

/**
 * A Parquet file for each stream in a folder that is there. A window makes the whole file again and puts it in place of
 * the old one in one step. Throws StateError where the folder cannot be written.
 */
export async function openParquetExport(duckdb: Duckdb, folder: string): Promise<ParquetExport> {
  // What a run that was killed has left there goes: the folder belongs to this one.
  const temporary = join(folder, '.segment-export.tmp');
  rmSync(temporary, { recursive: true, force: true });
  const instance = await openDuckdb(duckdb, ':memory:', temporary);
  const connections: DuckdbConnection[] = [];
  const queue = createQueue();
  const memory = createMemory();
  return {
    target: {
      async open(stream) {
        const path = join(folder, `${stream.name}.parquet`);
        const connection = await orExplain(path, () => instance.connect());
        connections.push(connection);
        // Needed for pieces of some megabytes: the order of rows is promised to nobody.
        await run(connection, 'SET preserve_insertion_order = false');
        return parquetFile(connection, stream, path, { queue, memory });
      },
      async close() {},
    },
    close() {
      for (const connection of connections.splice(0)) connection.closeSync();
      instance.closeSync();
    },
  };
}

interface FileDeps {
  /** One file after the other: they share the memory. */
  readonly queue: Queue;
  readonly memory: Memory;
}

function parquetFile(
  connection: DuckdbConnection,
  stream: Stream,
  path: string,
  { queue, memory }: FileDeps,
): StreamTarget {
  const sql = sqlOf(stream);
  const isReplaced = !isIncremental(stream);
  return {
    async begin() {
      if (existsSync(path)) await orExplain(path, () => needOurs(connection, path));
      const staged = await orExplain(path, () => stageRows(connection, stream, sql));
      // A file of an older version may lack some columns.
      const none = `SELECT *, 0 AS file_row_number FROM ${newRows} WHERE false`;
      const old = existsSync(path)
        ? `(SELECT * FROM ${parquetAt(path)} UNION ALL BY NAME ${none})`
        : `(${none})`;
      const kept = `SELECT * EXCLUDE (file_row_number) FROM ${old} WHERE file_row_number NOT IN ${replacedPlaces}`;
      const all = isReplaced
        ? incoming(sql, 'all')
        : `${kept} UNION ALL BY NAME ${incoming(sql, 'different')}`;
      const keep = async () => {
        const counts = await staged.compare({ from: old, place: 'file_row_number' });
        const isSame = counts.added + counts.changed + counts.gone === 0;
        if (!isSame || !existsSync(path)) await writeFile(connection, all, path);
        await staged.drop();
        return counts;
      };
      return {
        write: (rows) => orExplain(path, async () => staged.append(rows)),
        keep: () => orExplain(path, () => queue(() => memory.withRoom(connection, staged.width, keep))),
        // The failure before counts, and temporary rows go with the connection.
        discard: () => staged.drop().catch(() => {}),
      };
    },
  };
}

/** A file, whatever its path holds: DuckDB takes `*`, `?` and `[` for patterns, and `year=2026` for a column. */
function parquetAt(path: string): string {
  return `read_parquet(${sqlText(path.replace(/[[*?]/g, '[$&]'))}, hive_partitioning = false, file_row_number = true)`;
}

/** Throws StateError for a file of somebody else: one without the column that every file of ours has. */
async function needOurs(connection: DuckdbConnection, path: string): Promise<void> {
  const found = await run(connection, `DESCRIBE FROM ${parquetAt(path)}`).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('Invalid Input Error')) return [];
    throw error;
  });
  if (!found.some((column) => column.column_name === otherColumn)) throw notOfExport(path);
}

async function writeFile(connection: DuckdbConnection, rows: string, path: string): Promise<void> {
  const unfinished = path + unfinishedSuffix;
  rmSync(unfinished, { force: true });
  try {
    await run(
      connection,
      `COPY (${rows}) TO ${sqlText(unfinished)} (FORMAT parquet, ROW_GROUP_SIZE_BYTES '16MB')`,
    );
    putInPlace(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function putInPlace(from: string, path: string): void {
  const file = openSync(from, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(from, path);
  syncFolder(dirname(path));
}
