import { type Host, loadOptionalPackage, type OptionalPackage } from './optional-package.ts';

/** What reads and writes DuckDB files and Parquet: a database inside the process. */
const duckdbPackage: OptionalPackage = { name: '@duckdb/node-api', version: '1.5.6-r.1', size: '70 MB' };

/** As much of the package as is used (https://duckdb.org/docs/stable/clients/node_neo/overview). */
export interface Duckdb {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<DuckdbInstance>;
  };
}

export interface DuckdbInstance {
  connect(): Promise<DuckdbConnection>;
  closeSync(): void;
}

export interface DuckdbConnection {
  /** The rows as they come, some thousand at once; null after the last. */
  stream(sql: string): Promise<{ fetchChunk(): Promise<DuckdbChunk | null> }>;
  runAndReadAll(sql: string): Promise<DuckdbRows>;
  createAppender(table: string, schema: string, catalog: string): Promise<DuckdbAppender>;
  closeSync(): void;
}

export interface DuckdbRows {
  columnNames(): readonly string[];
  columnTypes(): readonly DuckdbType[];
  getRowObjectsJson(): Record<string, unknown>[];
}

/** The type of a column, in SQL's words as text: a list has `valueType`, a map also `keyType`, a struct its entries. */
export interface DuckdbType {
  toString(): string;
  readonly alias?: string;
  readonly keyType?: DuckdbType;
  readonly valueType?: DuckdbType;
  readonly entryNames?: readonly string[];
  readonly entryTypes?: readonly DuckdbType[];
}

export interface DuckdbChunk {
  readonly rowCount: number;
  getColumnValues(column: number): unknown[];
  /** Gives back the memory of its values, which V8 does not know of. */
  reset(): void;
}

/** Puts rows into a table, a value after the other. */
export interface DuckdbAppender {
  appendNull(): void;
  appendVarchar(value: string): void;
  appendBoolean(value: boolean): void;
  appendBigInt(value: bigint): void;
  appendDouble(value: number): void;
  /** Microseconds since 1970, in UTC. */
  appendTimestamp(value: { readonly micros: bigint }): void;
  endRow(): void;
  flushSync(): void;
  closeSync(): void;
}

/**
 * What is sorted and compared beyond this, in megabytes, goes to a folder of temporary files, so that memory does not
 * grow with the rows.
 */
export const duckdbMegabytes = 128;

/** The package, where it is installed. `purpose` as in {@link loadOptionalPackage}. Throws StateError. */
export async function loadDuckdb(purpose: string, host: Host): Promise<Duckdb> {
  return (await loadOptionalPackage(duckdbPackage, purpose, host)) as Duckdb;
}

/** Opens a database file, or one in memory (`:memory:`). */
export function openDuckdb(
  duckdb: Duckdb,
  path: string,
  temporary: string,
  mode: 'READ_WRITE' | 'READ_ONLY' = 'READ_WRITE',
): Promise<DuckdbInstance> {
  return duckdb.DuckDBInstance.create(path, {
    access_mode: mode,
    memory_limit: `${duckdbMegabytes}MB`,
    // Each thread would have buffers of its own, and the rows come no quicker.
    threads: '1',
    temp_directory: temporary,
    // Nothing is fetched from anywhere, and no code of another folder is loaded.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
}

/** A text inside SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name inside SQL. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
