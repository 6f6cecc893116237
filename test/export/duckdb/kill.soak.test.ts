import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seededChance } from '../../helpers/backfill-file.ts';
import { describeDuckdb } from '../../helpers/duckdb.ts';
import { killWithin } from '../../helpers/kill-within.ts';
import { timeOf } from '../../helpers/time-of.ts';
import { openDuckdbScene, send, tablesIn } from './duckdb-scene.ts';

describeDuckdb('segment export --format duckdb', () => {
  it('loses no row and doubles none when it is killed', async () => {
    const scene = await openDuckdbScene();
    await send(scene);
    const path = join(scene.cwd, 'w.duckdb');
    expect((await scene.run('--format', 'duckdb', '--out', 'whole.duckdb')).code).toBe(0);
    const whole = await tablesIn(join(scene.cwd, 'whole.duckdb'));
    const start = () => scene.start('--full', '--format', 'duckdb', '--out', 'w.duckdb');
    const firstMs = await timeOf(() => start().ended);
    rmSync(path);
    await killWithin(start, { kills: 10, firstMs, chance: seededChance(10) }, async () => {
      if (!existsSync(path)) return;
      for (const [name, rows] of Object.entries(await tablesIn(path))) {
        // All of a full stream or nothing, and of the others what whole months hold.
        const isPart = name.startsWith('usage') && rows.length < (whole[name]?.length ?? 0);
        if (rows.length > 0 && !isPart) expect(rows, name).toEqual(whole[name]);
      }
    });
    expect((await scene.run('--format', 'duckdb', '--out', 'w.duckdb')).code).toBe(0);
    expect(await tablesIn(path)).toEqual(whole);
  });
});
