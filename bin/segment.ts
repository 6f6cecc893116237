import { createProgram } from '../commands/program.ts';
import { run } from '../src/run.ts';
import { processIo } from '../src/terminal/io.ts';
import { version } from '../src/version.ts';

// Not awaited at the top level: the bundle is CommonJS.
void run(createProgram, process.argv.slice(2), processIo(), version).then((code) => {
  process.exitCode = code;
});
