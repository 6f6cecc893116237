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

/** What a database may take: more only for rows that are wide, however many there are. */
export interface Memory {
  makeRoom(connection: DuckdbConnection, width: RowWidth): Promise<void>;
}

export function createMemory(): Memory {
  let limit = duckdbMegabytes;
  return {
    async makeRoom(connection, { characters }) {
      const needed = duckdbMegabytes + Math.ceil((copies * characters) / megabyte);
      if (needed <= limit) return;
      limit = needed;
      await run(connection, `SET memory_limit = '${limit}MB'`);
    },
  };
}
