import { createProgram } from '../commands/program.ts';
import { run } from '../src/run.ts';
import { processIo } from '../src/terminal/io.ts';
import { version } from '../src/version.ts';

/** Exit codes of what a person or a signal ended. */
const interruptedCodes = new Set([130, 143]);

// Not awaited at the top level: the bundle is CommonJS.
void run(createProgram, process.argv.slice(2), processIo(), version).then((code) => {
  process.exitCode = code;
  // What was cut short may still hold a socket or a timer. All output has been handed over by now.
  if (interruptedCodes.has(code)) process.exit();
});
