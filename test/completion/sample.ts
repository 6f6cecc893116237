import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { offer } from '../../src/completion/offered.ts';
import { asCompleted, type CommandNode, readTree } from '../../src/completion/tree.ts';

/** A small program with one of everything, so that what a shell offers can be written down. */
export function sampleTree(): CommandNode {
  const program = new Command('segment')
    .helpCommand(false)
    .version('1.0.0', '-V, --version')
    .option('-w, --workspace <name>', 'use this stored workspace')
    .addOption(new Option('--region <region>', 'where it lives').choices(['us', 'eu']))
    .option('--json', 'print JSON')
    .option('--no-color', "never colour: it's plain");
  const track = program.command('track').summary('send one Track message: what a user did');
  track
    .argument('[event]')
    .option('-u, --user-id <id>', 'the user [required]')
    .option('-f <key=value>', 'a field');
  track.option('--input <file>', 'a whole message').option('-n, --dry-run', 'send nothing');
  const batch = program.command('batch').summary('send files').argument('[files...]', 'NDJSON');
  batch.addOption(new Option('--on-invalid <action>', 'what then').choices(['reject', 'stop', 'send']));
  batch.option('--rejects <file>', 'where rejects go').option('--gzip', 'compress');
  const auth = program.command('auth').summary('log in');
  auth.command('login').summary('store a workspace').option('--with-token', 'read it from stdin');
  auth.command('logout').alias('signout').summary('forget one').argument('[workspace]');
  auth.command('whoami').summary('tell').alias('me').option('--offline', 'ask nobody');
  const keys = auth.command('write-key').summary('manage write keys');
  keys.command('add').summary('store one').option('--source <name>', 'its alias');
  keys.command('list').summary('list them');
  const completion = program.command('completion').summary('print a script');
  completion.addArgument(new Argument('<shell>').choices(['bash', 'zsh']));
  const copied = offer(['sources', 'users'], new Argument('[streams...]'));
  const excluded = offer(['sources', 'users'], new Option('--exclude <streams>', 'not these'));
  program.command('export').summary('copy').addArgument(copied).addOption(excluded);
  program.command('help').summary('show help').argument('[words...]');
  program.command('secret', { hidden: true }).summary('not shown');
  return asCompleted(readTree(program), [{ name: 'exit-codes', summary: 'what each code means' }]);
}

/** What every shell must offer for the sample. `|` is the cursor; the list is complete unless it begins with `…`. */
export const completionCases: readonly { readonly line: string; readonly offers: readonly string[] }[] = [
  { line: 'segment |', offers: ['auth', 'batch', 'completion', 'export', 'help', 'track'] },
  { line: 'segment help |', offers: ['auth', 'batch', 'completion', 'exit-codes', 'export', 'track'] },
  { line: 'segment help auth |', offers: ['login', 'logout', 'whoami', 'write-key'] },
  { line: 'segment help exi|', offers: ['exit-codes'] },
  { line: 'segment -w |', offers: ['prod', 'sandbox', 'staging'] },
  { line: 'segment track --workspace st|', offers: ['staging'] },
  { line: 'segment auth logout p|', offers: ['prod'] },
  { line: 'segment ba|', offers: ['batch'] },
  { line: 'segment sec|', offers: [] },
  { line: 'segment auth |', offers: ['login', 'logout', 'whoami', 'write-key'] },
  { line: 'segment auth logi|', offers: ['login'] },
  { line: 'segment auth write-key |', offers: ['add', 'list'] },
  { line: 'segment auth me --off|', offers: ['--offline'] },
  { line: 'segment auth write-key add --sou|', offers: ['--source'] },
  { line: 'segment --json auth write-key l|', offers: ['list'] },
  { line: 'segment -w prod auth write-key l|', offers: ['list'] },
  { line: 'segment --workspace auth tr|', offers: ['track'] },
  { line: 'segment --workspace=auth tr|', offers: ['track'] },
  { line: 'segment --reg|', offers: ['--region'] },
  { line: 'segment track --user|', offers: ['--user-id'] },
  { line: 'segment track Signup --reg|', offers: ['--region'] },
  { line: 'segment track -u --json --dry|', offers: ['--dry-run'] },
  { line: 'segment auth login --with|', offers: ['--with-token'] },
  { line: 'segment auth login --region |', offers: ['eu', 'us'] },
  { line: 'segment track --region e|', offers: ['eu'] },
  { line: 'segment batch --on-invalid st|', offers: ['stop'] },
  { line: 'segment batch --on-invalid |', offers: ['reject', 'send', 'stop'] },
  { line: 'segment batch ev|', offers: ['events one.ndjson', 'events.ndjson'] },
  { line: 'segment batch events.ndjson events\\ o|', offers: ['events one.ndjson'] },
  { line: 'segment batch --gzip ev|', offers: ['events one.ndjson', 'events.ndjson'] },
  { line: 'segment track --input events.|', offers: ['events.ndjson'] },
  { line: 'segment completion |', offers: ['bash', 'zsh'] },
  { line: 'segment completion z|', offers: ['zsh'] },
  { line: 'segment track ba|', offers: [] },
  { line: 'segment export so|', offers: ['sources'] },
  { line: 'segment export users so|', offers: ['sources'] },
  { line: 'segment export --exclude |', offers: ['sources', 'users'] },
];

/** `--flag=value`, where each shell gives back the word in its own form. */
export const equalsCases: readonly { readonly line: string; readonly offers: readonly string[] }[] = [
  { line: 'segment auth login --region=|', offers: ['eu', 'us'] },
  { line: 'segment batch --on-invalid=st|', offers: ['stop'] },
  { line: 'segment batch --rejects=events.|', offers: ['events.ndjson'] },
];

/** A program in place of `segment` that knows two workspaces: a shell asks it for their names. */
export function writeListingProgram(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const rows = String.raw`printf 'prod\tactive\nstaging\t\n'`;
  writeFileSync(join(bin, 'segment'), `#!/bin/sh\n[ "$1 $2" = 'auth list' ] && ${rows}\n`, { mode: 0o755 });
  return `${bin}:${process.env.PATH}`;
}
