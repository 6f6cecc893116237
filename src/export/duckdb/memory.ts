import { type DuckdbConnection, duckdbMegabytes } from '../../files/duckdb.ts';
import { run } from './run-sql.ts';

/** DuckDB takes rows by so many at once, and holds them whole. */
const rowsAtOnce = 2048;
/** While rows are compared and moved, several copies of them are there. */
const copies = 6;
const megabyte = 1_000_000;

/** How wide the rows of a window are. */
export interface RowWidth {
  add(characters: number): void;
  /** What the widest rows take that DuckDB holds at once. */
  readonly characters: number;
}

export function createRowWidth(): RowWidth {
  let [rows, characters, widest] = [0, 0, 0];
  return {
    add(more) {
      if (rows === rowsAtOnce) [rows, characters] = [0, 0];
      rows += 1;
      characters += more;
      widest = Math.max(widest, characters);
    },
    get characters() {
      return widest;
    },
  };
}

/** How often the limit is doubled for work that finds no room: up to a gigabyte. */
const doublings = 3;

/** What a database may take: more only for rows that are wide, however many there are. */
export interface Memory {
  /** Does what can be done again, with room for rows of this width. */
  withRoom<T>(connection: DuckdbConnection, width: RowWidth, work: () => Promise<T>): Promise<T>;
}

export function createMemory(): Memory {
  let limit = duckdbMegabytes;
  const raise = async (connection: DuckdbConnection, needed: number) => {
    if (needed <= limit) return;
    limit = needed;
    await run(connection, `SET memory_limit = '${limit}MB'`);
  };
  return {
    async withRoom(connection, { characters }, work) {
      await raise(connection, duckdbMegabytes + Math.ceil((copies * characters) / megabyte));
      for (let doubled = 0; ; doubled += 1) {
        try {
          return await work();
        } catch (error) {
          // Not all of its work can use the disk.
          if (doubled === doublings || !isOutOfMemory(error)) throw error;
          await raise(connection, limit * 2);
        }
      }
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Out of Memory Error');
}
