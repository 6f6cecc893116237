import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../../src/files/make-folder.ts';

describe('a folder that is made', () => {
  test('has those above it made too, all for the owner alone', () => {
    const top = join(mkdtempSync(join(tmpdir(), 'segment-')), 'a');
    makeFolder(join(top, 'b', 'c'));
    makeFolder(join(top, 'b', 'c'));
    expect([top, join(top, 'b'), join(top, 'b', 'c')].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o700, 0o700, 0o700,
    ]);
  });

  test.skipIf(process.platform !== 'linux')('fails where the one above takes no other', () => {
    expect(() => makeFolder('/proc/segment/config')).toThrow(/ENOENT/);
  });
});
