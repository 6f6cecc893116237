import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const usual = tmpdir();

/** One folder holds all temporary files of a run, some ten thousand, and is removed after it. */
export default function makeScratchFolder(): () => void {
  const folder = mkdtempSync(join(usual, 'segment-cli-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
