import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError, StateError, UsageError } from '../../src/errors.ts';
import { differenceLines, parseSnapshot, writeSnapshot } from '../../src/local-sandbox/snapshot.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'segment-cli-snapshot-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('a snapshot file', () => {
  it('is written once, and again with overwrite', async () => {
    const path = join(folder(), 'run.ndjson');
    await writeSnapshot(path, ['{"a":1}', '{}'], { name: 'run.ndjson', overwrite: false });
    const again = writeSnapshot(path, [], { name: 'run.ndjson', overwrite: false });
    await expect(again).rejects.toThrow(UsageError);
    await expect(again).rejects.toThrow('run.ndjson already exists.');
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{}\n');
    await writeSnapshot(path, ['{"b":2}'], { name: 'run.ndjson', overwrite: true });
    expect(readFileSync(path, 'utf8')).toBe('{"b":2}\n');
  });

  it('names a folder that is missing', async () => {
    const path = join(folder(), 'none', 'run.ndjson');
    const writing = writeSnapshot(path, ['{}'], { name: 'none/run.ndjson', overwrite: false });
    await expect(writing).rejects.toThrow(StateError);
    await expect(writing).rejects.toThrow('none/run.ndjson cannot be written (no such file or directory).');
    expect(existsSync(path)).toBe(false);
  });

  it('is read without empty lines and without what differs in every run', () => {
    expect(parseSnapshot(['{"type":"track","messageId":"m"}', ' ', ''], 'f')).toEqual([{ type: 'track' }]);
  });

  it.each(['7', '[]', 'null', '{"a":'])('names the line that is no message: %s', (line) => {
    const parse = () => parseSnapshot(['{}', '', line], 'run.ndjson');
    expect(parse).toThrow(InputError);
    expect(parse).toThrow('run.ndjson line 3 is not a message.');
  });
});

it('a long value is cut, a missing one named', () => {
  const fields = [{ path: 'a.b', before: 'x'.repeat(300), after: undefined }];
  expect(differenceLines({ kind: 'changed', name: 'track', fields })).toEqual([
    '~ track',
    `  - a.b: "${'x'.repeat(198)}…`,
    '  + a.b: (missing)',
  ]);
});
