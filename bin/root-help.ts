import { createProgram } from '../commands/program.ts';
import { createApp } from '../src/app.ts';
import { processIo } from '../src/terminal/io.ts';
import { version } from '../src/version.ts';

/** The root help at 80 cells without colour, which the build embeds in the launcher. */
export function rootHelp(): string {
  const io = { ...processIo(), env: { COLUMNS: '80' } };
  let text = '';
  const program = createProgram(createApp(io, version));
  program.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => 80,
  });
  program.outputHelp();
  return text;
}
