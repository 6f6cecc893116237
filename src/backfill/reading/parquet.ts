import { closeSync, openSync } from 'node:fs';
import { StateError, UsageError } from '../../errors.ts';
import { type DuckdbConnection, loadDuckdb, openDuckdb, sqlText } from '../../files/duckdb.ts';
import type { Host } from '../../files/optional-package.ts';
import { fingerprintFile, type InputFingerprint, readAt } from '../checkpoint/fingerprint.ts';
import { rowAsJson } from './row-json.ts';
import { changedWhileRead } from './watch-file.ts';

/** A Parquet file as text: a JSON object a row, each on a line of its own. */
export interface ParquetFile {
  columns(): Promise<string[]>;
  /** The rows in the order of the file, as many at once as DuckDB takes of a row group. */
  text(signal: AbortSignal, told: ParquetProgress): AsyncGenerator<Buffer>;
}

interface ParquetProgress {
  /** So many stored bytes of the file more were used up, spread evenly over its rows. */
  readonly onRead: (storedBytes: number) => void;
  readonly onEnd?: ((stored: InputFingerprint) => void) | undefined;
  /** True where a chunk is looked at no longer than until the one after the next: then two of them share their memory with all. */
  readonly isTransient: boolean;
}

/** So much text is worked on at once: what is made of all lines of a chunk would outlive most of its messages. */
const pieceBytes = 128 * 1024;

/** What a Parquet file begins and ends with. */
const magic = 'PAR1';

/** True for a file of that kind. */
export function isParquet(path: string, size: number): boolean {
  if (size < 2 * magic.length) return false;
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const ends = [readAt(fd, 0, magic.length), readAt(fd, size - magic.length, size)];
    return ends.every((bytes) => bytes.toString('latin1') === magic);
  } catch {
    // Whoever reads the file to send it will meet the same error, and says what it means.
    return false;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Opens a Parquet file through the package that reads it. Throws UsageError where that is not installed, or the file cannot be read. */
export async function openParquet(
  { name, path, size }: { readonly name: string; readonly path: string; readonly size: number },
  host: Host,
): Promise<ParquetFile> {
  // The allocator of DuckDB would keep what is free for ten seconds, for each thread of Node. It looks here as it is loaded
  // (https://duckdb.org/docs/stable/core_extensions/jemalloc).
  const { DUCKDB_JE_MALLOC_CONF = 'narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0' } = host.env;
  Object.assign(host.env, { DUCKDB_JE_MALLOC_CONF });
  const duckdb = await loadDuckdb(`${name} is Parquet, and reading that`, host).catch(asUsage);
  const table = `read_parquet(${sqlText(literalPath(path))}, hive_partitioning = false)`;
  const open = async <T>(read: (connection: DuckdbConnection) => Promise<T>) => {
    const instance = await openDuckdb(duckdb, ':memory:', '');
    const connection = await instance.connect();
    const close = async () => {
      // A statement ends the one before it. Its pages would stay until V8, to which they weigh nothing, finds it dead.
      await connection.runAndReadAll('SELECT 1');
      connection.closeSync();
      instance.closeSync();
    };
    try {
      // How times with a zone are written, whatever zone this machine is in.
      await connection.runAndReadAll("SET TimeZone = 'UTC'");
      // Rows wait in it until they are asked for: they are asked for one chunk at a time.
      await connection.runAndReadAll("SET streaming_buffer_size = '16KB'");
      // A page is decompressed whole, however large it was written: no limit makes it smaller.
      await connection.runAndReadAll("SET memory_limit = 'none'");
      return { result: await read(connection), close };
    } catch (error) {
      await close();
      throw cannotRead(name, error);
    }
  };
  const ask = async (sql: string) => {
    const { result, close } = await open((connection) => connection.runAndReadAll(sql));
    await close();
    return result;
  };
  const noRows = `SELECT * FROM ${table} LIMIT 0`;
  return {
    async columns() {
      return [...(await ask(noRows)).columnNames()];
    },
    async *text(signal, { onRead, onEnd, isTransient }) {
      const before = fingerprintFile(path, size);
      const count = await ask(
        `SELECT sum(num_rows)::VARCHAR AS n FROM parquet_file_metadata(${sqlText(literalPath(path))})`,
      );
      const rows = Math.max(1, Number(count.getRowObjectsJson()[0]?.n));
      const { result, close } = await open(async (connection) => {
        const none = await connection.runAndReadAll(noRows);
        const row = rowAsJson(none.columnNames(), none.columnTypes());
        return connection.stream(`SELECT ${row} FROM ${table}`);
      });
      const toBytes = isTransient ? createTextMemory() : (text: string) => Buffer.from(text);
      /** Nothing of a chunk is held while its text is worked on: its rows would be moved to what lives long. */
      const takeRows = async () => {
        signal.throwIfAborted();
        const chunk = await result.fetchChunk().catch((error: unknown) => {
          throw cannotRead(name, error);
        });
        if (chunk === null || chunk.rowCount === 0) return undefined;
        const { rowCount } = chunk;
        const text = toBytes(`${chunk.getColumnValues(0).join('\n')}\n`);
        chunk.reset();
        return { rowCount, text };
      };
      try {
        let [done, told] = [0, 0];
        for (let taken = await takeRows(); taken !== undefined; taken = await takeRows()) {
          done += taken.rowCount;
          const used = Math.floor((size * done) / rows);
          onRead(used - told);
          told = used;
          for (let from = 0; from < taken.text.length; from += pieceBytes)
            yield taken.text.subarray(from, from + pieceBytes);
        }
        onRead(size - told);
        const after = fingerprintFile(path, size);
        if (before === undefined || after?.head !== before.head || after.tail !== before.tail)
          throw changedWhileRead(name, 'it is another now');
        onEnd?.(after);
      } finally {
        await close();
      }
    },
  };
}

/** Writes texts into two buffers in turns, which grow with them: a new one for each would outlive it by far. */
function createTextMemory(): (text: string) => Buffer {
  let [next, last] = [Buffer.alloc(0), Buffer.alloc(0)];
  return (text) => {
    const bytes = Buffer.byteLength(text);
    [next, last] = [last, next.length < bytes ? Buffer.allocUnsafeSlow(bytes) : next];
    return last.subarray(0, last.write(text));
  };
}

/** To DuckDB a name with a star is a pattern. */
function literalPath(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

function asUsage(error: unknown): never {
  if (!(error instanceof StateError)) throw error;
  const { code, details, hint } = error;
  throw new UsageError(error.message, { code, details, hint, cause: error });
}

function cannotRead(name: string, error: unknown): UsageError {
  const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return new UsageError(`${name} cannot be read: ${reason}`, {
    code: 'input_kind_unsupported',
    hint: 'Export the file again, as Parquet or as JSON lines.',
    cause: error,
  });
}
