/**
 * Preloaded into the built executable (`--import`): counts everything the process does that a later run can see, files
 * and output, logs it, and kills the process with SIGKILL right before step KILL_AT. The program knows nothing of it.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { KILL_AT, STEP_LOG } = process.env;
const { writeSync } = fs;
const log = fs.openSync(STEP_LOG, 'a');
let steps = 0;

function step(name) {
  steps += 1;
  if (steps === Number(KILL_AT)) {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }
  writeSync(log, `${name}\n`);
}

function counted(object, name, label = name) {
  const original = object[name];
  object[name] = function (...args) {
    step(`${label} ${typeof args[0] === 'string' ? args[0] : ''}`.trim());
    return original.apply(this, args);
  };
}

const real = { openSync: fs.openSync };
for (const name of [
  'writeFileSync',
  'writeSync',
  'renameSync',
  'rmSync',
  'linkSync',
  'mkdirSync',
  'fsync',
  'fsyncSync',
]) {
  counted(fs, name);
}
// Opening for reading changes nothing.
const writing = fs.constants.O_WRONLY | fs.constants.O_RDWR;
fs.openSync = function (path, flags = 'r', ...rest) {
  const isWriting = typeof flags === 'number' ? (flags & writing) !== 0 : flags !== 'r';
  if (isWriting) step(`openSync ${path}`);
  return real.openSync.call(this, path, flags, ...rest);
};
const open = fs.promises.open;
fs.promises.open = async function (path, flags, ...rest) {
  const isWriting = flags !== 'r' && flags !== undefined;
  if (isWriting) step(`open ${path}`);
  const handle = await open.call(this, path, flags, ...rest);
  if (isWriting)
    for (const name of ['appendFile', 'truncate', 'sync', 'close']) counted(handle, name, `handle.${name}`);
  return handle;
};
counted(fs.promises, 'rm');
// An empty write only waits for those before it.
for (const name of ['stdout', 'stderr']) {
  const stream = process[name];
  const { write } = stream;
  stream.write = (chunk, ...rest) => {
    if (chunk.length > 0) step(`${name} ${typeof chunk === 'string' ? chunk : ''}`.trim());
    return write.call(stream, chunk, ...rest);
  };
}
process.on('exit', () => step('exit'));
syncBuiltinESMExports();
