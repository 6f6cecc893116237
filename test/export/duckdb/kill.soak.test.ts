import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeDuckdb } from '../../helpers/duckdb.ts';
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
    const wholeMs = await timeOf(() => start().ended);
    rmSync(path);
    let kills = 0;
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      const child = start();
      await Promise.race([wait((wholeMs * tenth) / 10), child.ended]);
      child.process.kill('SIGKILL');
      if ((await child.ended).signal === 'SIGKILL') kills += 1;
      if (!existsSync(path)) continue;
      for (const [name, rows] of Object.entries(await tablesIn(path))) {
        // All of a full stream or nothing, and of the others what whole months hold.
        const isPart = name.startsWith('usage') && rows.length < (whole[name]?.length ?? 0);
        if (rows.length > 0 && !isPart) expect(rows, name).toEqual(whole[name]);
      }
    }
    expect(kills).toBeGreaterThan(2);
    expect((await scene.run('--format', 'duckdb', '--out', 'w.duckdb')).code).toBe(0);
    expect(await tablesIn(path)).toEqual(whole);
  });
});
