import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError, systemErrorCode } from '../../errors.ts';
import {
  type Duckdb,
  type DuckdbConnection,
  type DuckdbInstance,
  openDuckdb,
  sqlName,
  sqlText,
} from '../../files/duckdb.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { unfinishedSuffix } from '../../files/make-new.ts';
import { isMissing } from '../../files/small-file.ts';
import { cannotWriteExport } from '../cannot-write.ts';
import { isIncremental, type Stream } from '../stream.ts';
import type { Bookmarks, RowCounts, StreamTarget, Target } from '../target.ts';
import { orExplain } from './explain.ts';
import { createMemory, type Memory } from './memory.ts';
import { createQueue, type Queue } from './queue.ts';
import { run } from './run-sql.ts';
import {
  incoming,
  namedPlaces,
  replacedPlaces,
  type StagedRows,
  type StreamSql,
  sqlOf,
  stageRows,
} from './staged-rows.ts';

/** How far each stream has come, and of which workspace: it lies in the file itself, and cannot be parted from the rows. */
const stateTable = '_segment_export';

/** An export in a DuckDB file, held for this process until it is closed. */
export interface DatabaseExport {
  readonly target: Target;
  readonly bookmarks: Bookmarks;
  /** The streams whose tables were there when it was opened. */
  readonly tables: Marks;
  /** Also after a failure; the file is then as it was after the last window. */
  close(): void;
}

/**
 * A table for each stream in a DuckDB file, which is made where there is none. What a window brings is one transaction:
 * a kill at any moment leaves all of it or nothing. Throws StateError for a file that is something else, belongs to
 * another workspace or is open elsewhere.
 */
export async function openDatabaseExport(
  duckdb: Duckdb,
  path: string,
  workspace: string,
): Promise<DatabaseExport> {
  const instance = await orExplain(path, () => openFile(duckdb, path));
  const connections: DuckdbConnection[] = [];
  const close = () => {
    for (const connection of connections.splice(0)) connection.closeSync();
    instance.closeSync();
  };
  const connect = async () => {
    const connection = await instance.connect();
    connections.push(connection);
    return connection;
  };
  try {
    const state = await orExplain(path, connect);
    const marks = await orExplain(path, () => openMarks(state, path, workspace));
    const queue = createQueue();
    const memory = createMemory();
    const write = <T>(work: () => Promise<T>) => orExplain(path, () => queue(work));
    return {
      target: {
        open: (stream) =>
          write(async () => openTable(await connect(), stream, { path, workspace, queue, memory })),
        close: () => write(async () => void (await run(state, 'CHECKPOINT'))),
      },
      bookmarks: {
        get: (stream) => marks.get(stream),
        async set(stream, timestamp) {
          const where = `WHERE stream = ${sqlText(stream)}`;
          await write(() => run(state, `UPDATE ${stateTable} SET bookmark = ${sqlText(timestamp)} ${where}`));
          marks.set(stream, timestamp);
        },
      },
      tables: marks,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** How far the streams in a file have come, for whoever only looks: none of a file that is not there. */
export async function readDatabaseMarks(duckdb: Duckdb, path: string, workspace: string): Promise<Marks> {
  return orExplain(path, async () => {
    if (kindOf(path) === 'none') return new Map();
    const instance = await openDuckdb(duckdb, path, path + unfinishedSuffix, 'READ_ONLY');
    try {
      const connection = await instance.connect();
      try {
        const [state] = await run(
          connection,
          `FROM duckdb_tables() WHERE table_name = ${sqlText(stateTable)}`,
        );
        return state === undefined ? new Map() : await marksIn(connection, path, workspace);
      } finally {
        connection.closeSync();
      }
    } finally {
      instance.closeSync();
    }
  });
}

async function openFile(duckdb: Duckdb, path: string): Promise<DuckdbInstance> {
  const temporary = path + unfinishedSuffix;
  if (kindOf(path) === 'none') {
    try {
      makeFolder(dirname(path));
    } catch (error) {
      throw cannotWriteExport(path, error);
    }
    await makeDatabase(duckdb, path, temporary);
  }
  const instance = await openDuckdb(duckdb, path, temporary);
  // What a run that was killed has left there goes: the file is open here and nowhere else.
  rmSync(temporary, { recursive: true, force: true });
  return instance;
}

/** Made beside its place: a kill in between leaves no half database there. */
async function makeDatabase(duckdb: Duckdb, path: string, temporary: string): Promise<void> {
  const made = `${path}.${randomUUID()}`;
  try {
    (await openDuckdb(duckdb, made, temporary)).closeSync();
    linkSync(made, path);
  } catch (error) {
    // Another run was quicker: its file stays, and is open there.
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(made, { force: true });
  }
}

/** Behind a checksum of eight bytes (https://duckdb.org/docs/stable/internals/storage). DuckDB itself would also open files of other databases. */
const mark = Buffer.from('DUCK');
const markAt = 8;

function kindOf(path: string): 'none' | 'database' {
  const found = Buffer.alloc(mark.length);
  try {
    if (!statSync(path).isFile()) throw notDatabase(path, 'it is not a file');
    const file = openSync(path, 'r');
    readSync(file, found, 0, mark.length, markAt);
    closeSync(file);
  } catch (error) {
    if (isMissing(error)) return 'none';
    throw error;
  }
  if (!found.equals(mark)) throw notDatabase(path, 'it is not a DuckDB file');
  return 'database';
}

function notDatabase(path: string, reason: string): StateError {
  return new StateError(`${path} cannot be exported to: ${reason}.`, {
    code: 'export_not_database',
    details: ['Nothing was written.'],
    hint: 'Name another file with --out, a new one for example: --out workspace.duckdb',
  });
}

/** Of each stream that has a table, how far it has come. */
type Marks = ReadonlyMap<string, string | undefined>;

/** Whoever has dropped a table wants it from the beginning. */
const ofTables = 'stream IN (SELECT table_name FROM duckdb_tables())';

async function openMarks(connection: DuckdbConnection, path: string, workspace: string) {
  await run(
    connection,
    `CREATE TABLE IF NOT EXISTS ${stateTable} (stream VARCHAR, workspace VARCHAR, bookmark VARCHAR, exported_at TIMESTAMP)`,
  );
  const marks = await marksIn(connection, path, workspace);
  await run(connection, `DELETE FROM ${stateTable} WHERE NOT ${ofTables}`);
  return marks;
}

async function marksIn(
  connection: DuckdbConnection,
  path: string,
  workspace: string,
): Promise<Map<string, string | undefined>> {
  const rows = await run(connection, `FROM ${stateTable}`);
  const other = rows.find((row) => row.workspace !== workspace);
  if (other !== undefined)
    throw new StateError(`${path} belongs to an export of another workspace (${other.workspace}).`, {
      code: 'export_other_workspace',
      details: ['Nothing was written: the rows of two workspaces would be mixed.'],
      hint: 'Export to another file with --out, or choose that workspace with -w.',
    });
  const left = await run(connection, `FROM ${stateTable} WHERE ${ofTables}`);
  return new Map(
    left.map(({ stream, bookmark }) => [String(stream), typeof bookmark === 'string' ? bookmark : undefined]),
  );
}

interface TableDeps {
  readonly path: string;
  readonly workspace: string;
  /** One transaction after the other: they share the memory and the table of bookmarks. */
  readonly queue: Queue;
  readonly memory: Memory;
}

async function openTable(
  connection: DuckdbConnection,
  stream: Stream,
  { path, workspace, queue, memory }: TableDeps,
): Promise<StreamTarget> {
  const sql = sqlOf(stream);
  const table = sqlName(stream.name);
  const known = await run(connection, `FROM ${stateTable} WHERE stream = ${sqlText(stream.name)}`);
  if (known.length === 0) await makeTable(connection, stream, sql, { path, workspace });
  // A file of an older version may lack some.
  for (const { name, type } of sql.columns)
    await run(connection, `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${sqlName(name)} ${type}`);
  const keep = (staged: StagedRows) =>
    inTransaction(connection, () => putIn(connection, stream, sql, staged));
  return {
    async begin() {
      const staged = await orExplain(path, () => stageRows(connection, stream, sql));
      return {
        write: (rows) => orExplain(path, async () => staged.append(rows)),
        keep: () =>
          orExplain(path, () =>
            queue(async () => {
              const counts = await memory.withRoom(connection, staged.width, () => keep(staged));
              await staged.drop();
              return counts;
            }),
          ),
        // The failure before counts, and temporary rows go with the connection.
        discard: () => staged.drop().catch(() => {}),
      };
    },
  };
}

/** A table of that name that somebody else made is not ours to change. */
async function makeTable(
  connection: DuckdbConnection,
  { name }: Stream,
  { definitions }: StreamSql,
  { path, workspace }: { readonly path: string; readonly workspace: string },
): Promise<void> {
  const [other] = await run(connection, `FROM duckdb_tables() WHERE table_name = ${sqlText(name)}`);
  if (other !== undefined) throw notDatabase(path, `it has a table ${name} that no export made`);
  await inTransaction(connection, async () => {
    await run(connection, `CREATE TABLE ${sqlName(name)} (${definitions})`);
    const values = `(${sqlText(name)}, ${sqlText(workspace)}, NULL, NULL)`;
    await run(connection, `INSERT INTO ${stateTable} VALUES ${values}`);
  });
}

async function inTransaction<T>(connection: DuckdbConnection, work: () => Promise<T>): Promise<T> {
  await run(connection, 'BEGIN');
  try {
    const result = await work();
    await run(connection, 'COMMIT');
    return result;
  } catch (error) {
    // After a disk that is full there is none any more.
    await run(connection, 'ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Rows that have not changed stay untouched, so that the file does not grow from run to run. */
async function putIn(
  connection: DuckdbConnection,
  stream: Stream,
  sql: StreamSql,
  staged: StagedRows,
): Promise<RowCounts> {
  const table = sqlName(stream.name);
  const counts = await staged.compare({ from: table, place: 'rowid' });
  if (!isIncremental(stream)) await run(connection, `DELETE FROM ${table} WHERE rowid NOT IN ${namedPlaces}`);
  await run(connection, `DELETE FROM ${table} WHERE rowid IN ${replacedPlaces}`);
  await run(connection, `INSERT INTO ${table} (${sql.names}) ${incoming(sql, 'different')}`);
  await run(
    connection,
    `UPDATE ${stateTable} SET exported_at = (now() AT TIME ZONE 'UTC') WHERE stream = ${sqlText(stream.name)}`,
  );
  return counts;
}
