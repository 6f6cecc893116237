// Sees to it that node_modules holds what the lockfile names, whoever put it there: npm itself writes down in
// node_modules/.package-lock.json what it has installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrStop } from './run-or-stop.mjs';

export function installWhatIsMissing(root) {
  if (isInstalled(root)) return;
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  runOrStop('npm', ['ci', ...flags], 'Installing dependencies …');
}

/** True when nothing is missing and nothing has another version. What is optional may be for another platform. */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = packagesIn(installed);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([folder, wanted]) => {
    const found = present[folder];
    if (folder === '' || found === undefined) return folder === '' || wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function packagesIn(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
