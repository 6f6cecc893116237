import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { partOf } from '../helpers/part.ts';
import { sharedPath } from '../helpers/shared.ts';

const runner = sharedPath('shapes', 'run.mjs');

describe.skipIf(runner === undefined)('files as other tools write them (kept beside the project)', () => {
  it.each(partOf(['09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '22'], 4))(
    '%s',
    (shape) => {
      // Where npm installs globally there is nothing: Parquet is refused here, whatever this machine has.
      const nothing = mkdtempSync(join(tmpdir(), 'segment-shapes-'));
      const program = join(projectRoot, 'dist', 'segment.cjs');
      const { status, stdout } = spawnSync(process.execPath, [runner ?? '', shape], {
        encoding: 'utf8',
        env: { ...process.env, SEG: `env npm_config_prefix=${nothing} node ${program}` },
      });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^[1-9]\d* passed, 0 failed/)]);
    },
    60_000,
  );
});
