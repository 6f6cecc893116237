import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { announce, withdraw } from '../../src/local-sandbox/announce.ts';

const id = '01234567-89ab-cdef-0123-456789abcdef';

it('puts the file in place, and removes what a killed process left of that long ago', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segment-announce-'));
  const file = join(folder, 'sandbox.json');
  const leave = (name: string, ageMs: number) => {
    writeFileSync(join(folder, name), '{');
    const then = new Date(Date.now() - ageMs);
    utimesSync(join(folder, name), then, then);
  };
  const day = 24 * 3_600_000;
  leave(`sandbox.json.${id}`, day);
  leave(`sandbox.json.${id.replace('0', 'f')}`, 60_000);
  leave(`ready.json.${id}`, day);
  leave('sandbox.json.bak', day);
  announce(file, { url: 'http://127.0.0.1:4010', pid: 1 });
  expect(readFileSync(file, 'utf8')).toBe('{"url":"http://127.0.0.1:4010","pid":1}\n');
  expect(readdirSync(folder).sort()).toEqual(
    ['sandbox.json', `sandbox.json.${id.replace('0', 'f')}`, `ready.json.${id}`, 'sandbox.json.bak'].sort(),
  );
  withdraw(file, 'http://127.0.0.1:4011');
  expect(existsSync(file)).toBe(true);
  withdraw(file, 'http://127.0.0.1:4010');
  expect(existsSync(file)).toBe(false);
});
