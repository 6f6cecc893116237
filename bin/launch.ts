/**
 * What `segment` starts: answers `--version` and the root help from text made by the build, and
 * leaves everything else to the program. It is CommonJS and loads next to nothing, because the module
 * loader and the command tree together cost as much as bare Node does.
 */
import { openOutput } from '../src/terminal/file-output.ts';

declare const SEGMENT_CLI_VERSION: string;
declare const SEGMENT_CLI_ROOT_HELP: string;

const words = process.argv.slice(2);
const quick = words.length > 1 ? undefined : quickAnswer(words[0]);

if (quick === undefined) load();
// The program meets the same failure, and knows what to say of it.
else
  openOutput(1, () => process.stdout)
    .on('error', load)
    .write(quick);

function load(): void {
  // Imported here, for an answer that is ready needs none of the modules of Node that this does.
  void import('./load-program.ts').then(({ loadProgram }) => loadProgram());
}

/** The text for a call that needs no command, or undefined when it needs one. */
function quickAnswer(word: string | undefined): string | undefined {
  if (word === '--version' || word === '-V') return `${SEGMENT_CLI_VERSION}\n`;
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    return isPlain() ? SEGMENT_CLI_ROOT_HELP : undefined;
  }
  return undefined;
}

/** The help made by the build is 80 cells wide and without colour: anything else is rendered afresh. */
function isPlain(): boolean {
  const { env, stdout } = process;
  if (env.FORCE_COLOR || env.CLICOLOR_FORCE || env.SEGMENT_FORCE_TTY || env.SEGMENT_OUTPUT) return false;
  return (stdout.isTTY ? stdout.columns : Number(env.COLUMNS || 80)) >= 80;
}
