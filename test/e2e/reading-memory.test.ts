import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inFront } from '../commands/profile/scene.ts';
import { tellPeak, watchMemory } from '../helpers/peak-memory.ts';
import { startProgram } from '../helpers/program-child.ts';
import { openSandbox } from '../helpers/sandbox.ts';

const length = 10_000;
const sources = Array.from({ length }, (_, index) => ({
  id: `sRc${String(index).padStart(19, '0')}`,
  slug: `source_${index}`,
  metadataId: 'IqDTy1TpoU',
}));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segment-reading-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('a list of 10,000 sources', () => {
  it('is printed page by page, in little memory', async () => {
    const sandbox = await openSandbox({ seed: { name: 'seed', value: { base: 'empty', sources } } });
    let print = () => {};
    const printed = new Promise<void>((resolve) => {
      print = resolve;
    });
    let asked = 0;
    let askedBefore = Number.NaN;
    // The second page is held back until rows of the first are out: who collects them all waits for ever.
    const { url } = await inFront(sandbox, async () => {
      asked += 1;
      if (asked > 1) await printed;
      return undefined;
    });
    const child = startProgram({
      args: ['sources', 'list', '--ndjson'],
      cwd: folder,
      env: { SEGMENT_API_URL: url, SEGMENT_TOKEN: 'sgp_any' },
    });
    child.process.stdout?.once('data', () => {
      askedBefore = asked;
      print();
    });
    const peak = await watchMemory(child);
    const { code, stdout, stderr } = await child.ended;
    expect([code, stderr]).toEqual([0, '']);
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids.slice(-length)).toEqual(sources.map(({ id }) => id));
    expect(askedBefore).toBeLessThanOrEqual(2);
    expect(asked).toBe(Math.ceil((length + 1) / 1000));
    process.stdout.write(`reading: first rows after ${askedBefore} of ${asked} pages\n`);
    tellPeak(`${ids.length} sources`, peak);
  });
});
