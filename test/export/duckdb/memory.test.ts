import { expect, it, onTestFinished } from 'vitest';
import { createMemory, createRowWidth } from '../../../src/export/duckdb/memory.ts';
import { run } from '../../../src/export/duckdb/run-sql.ts';
import { openDuckdb } from '../../../src/files/duckdb.ts';
import { describeDuckdb, needDuckdb } from '../../helpers/duckdb.ts';

async function openMemory() {
  const instance = await openDuckdb(needDuckdb(), ':memory:', '');
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  /** In bytes, as DuckDB has it. */
  const limit = async () => {
    const [row] = await run(connection, "SELECT current_setting('memory_limit') AS text");
    const [, number, unit] = /^([\d.]+) (\w+)$/.exec(String(row?.text)) ?? [];
    expect(unit).toBe('MiB');
    return Math.round((Number(number) * 1024 * 1024) / 1_000_000);
  };
  return { connection, limit, memory: createMemory() };
}

function widthOf(rows: number, characters: number) {
  const width = createRowWidth();
  for (let row = 0; row < rows; row += 1) width.add(characters);
  return width;
}

const oddWork = (failures: number, message: string) => {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= failures) throw new Error(message);
    return calls;
  };
};

describeDuckdb('the memory of DuckDB', () => {
  it('grows with the width of rows, and not with their number', async () => {
    const { connection, limit, memory } = await openMemory();
    for (const [rows, characters, expected] of [
      [1_000_000, 200, 128],
      [2048, 10_000, 128 + 123],
      [100_000, 10_000, 128 + 123],
      // What was given once is kept.
      [1, 1, 128 + 123],
    ] as const) {
      expect(await memory.withRoom(connection, widthOf(rows, characters), async () => rows)).toBe(rows);
      expect(Math.abs((await limit()) - expected), `${rows} of ${characters}`).toBeLessThan(4);
    }
  });

  it('is doubled for work that finds no room, three times at most', async () => {
    const { connection, limit, memory } = await openMemory();
    const full = 'Out of Memory Error: failed to pin block';
    expect(await memory.withRoom(connection, widthOf(1, 1), oddWork(2, full))).toBe(3);
    expect(Math.abs((await limit()) - 4 * 128)).toBeLessThan(6);
    const other = await openMemory();
    await expect(other.memory.withRoom(other.connection, widthOf(1, 1), oddWork(9, full))).rejects.toThrow(
      full,
    );
    expect(Math.abs((await other.limit()) - 8 * 128)).toBeLessThan(10);
    const third = await openMemory();
    await expect(
      third.memory.withRoom(third.connection, widthOf(1, 1), oddWork(1, 'IO Error: x')),
    ).rejects.toThrow('IO Error');
    expect(Math.abs((await third.limit()) - 128)).toBeLessThan(2);
  });
});
