// Runs the program from its source, without a build: npm run -s dev -- track "Order Completed" -u ada
// The sandbox's page and the thread that reads large files are made by the build: without them it does as it does
// wherever they are missing.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { buildKernel } from './build-kernel.mjs';
import { installWhatIsMissing } from './installed.mjs';

const root = join(import.meta.dirname, '..');
// npm runs scripts in the folder of the package; paths among the words are meant from where they were typed.
const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;

if (process.features.typescript && knowsUsing()) {
  installWhatIsMissing(root);
  await buildKernel();
  goWhereItWasTyped();
  await import('../bin/segment.ts');
} else {
  process.stderr.write(`Node ${process.versions.node} cannot run this source, 24 can: this is the build.\n`);
  await import('./ready.mjs');
  goWhereItWasTyped();
  createRequire(import.meta.url)('../dist/segment.cjs');
}

function goWhereItWasTyped() {
  if (script === 'dev' && typedIn !== undefined) process.chdir(typedIn);
}

/** Taking the types away leaves `using` as it stands, which the Node of the build target does not know. */
function knowsUsing() {
  try {
    new Script('{ using nothing = null; }');
    return true;
  } catch {
    return false;
  }
}
