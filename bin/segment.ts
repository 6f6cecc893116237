import { createProgram } from '../commands/program.ts';
import { run } from '../src/run.ts';
import { processIo } from '../src/terminal/io.ts';
import { version } from '../src/version.ts';

process.exitCode = await run(createProgram, process.argv.slice(2), processIo(), version);
