// Makes a fresh clone usable: installs from the lockfile and builds what is missing or out of date.
// `npm test` and `npm run demo` start with this, so either can be the first command anyone runs.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kernelBytes } from './build-kernel.mjs';
import { installWhatIsMissing } from './installed.mjs';
import { runOrStop } from './run-or-stop.mjs';

const root = join(import.meta.dirname, '..');

installWhatIsMissing(root);
if (!isBuilt()) runOrStop(process.execPath, [join(root, 'scripts', 'build.mjs')], 'Building …');

/** True when the bundle is newer than every file it is made from. */
function isBuilt() {
  const built = join(root, 'dist', 'segment.cjs');
  if (!existsSync(built) || !existsSync(kernelBytes)) return false;
  const builtAt = statSync(built).mtimeMs;
  return ['bin', 'commands', 'src', 'scripts', 'package.json', 'package-lock.json'].every(
    (name) => newest(join(root, name)) <= builtAt,
  );
}

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
