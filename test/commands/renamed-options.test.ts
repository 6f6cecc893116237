import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { importsOf, projectRoot, readSources } from '../helpers/imports.ts';

const config = join(projectRoot, 'tsconfig.json');
/** Texts that the compiler reads in place of the files, by path. */
const replaced = new Map<string, string>();
const compiler = new API({ cwd: projectRoot, fs: { readFile: (path) => replaced.get(path) } });
compiler.updateSnapshot({ openProjects: [config] });
afterAll(() => compiler.close());

const imports = [...readSources('commands')].flatMap(([path, text]) => importsOf(path, text));

/** What the compiler finds wrong in these files, after others were replaced. */
function errorsIn(files: readonly string[], changed: readonly string[] = []): readonly string[] {
  const snapshot = compiler.updateSnapshot({ fileChanges: { changed: [...changed] } });
  const program = snapshot.getProject(config)?.program;
  if (program === undefined) throw new Error(`${config} is no project`);
  return files
    .flatMap((file) => program.getSemanticDiagnostics(join(projectRoot, file)))
    .map(({ text }) => text);
}

/** The file that declares an option, and those that import from it. */
function readersOf(file: string): string[] {
  return [file, ...imports.filter(({ to }) => to === file).map(({ from }) => from)];
}

const options = [
  ['segment audit', '--since', 'commands/reading/range-options.ts'],
  ['segment delivery', '--by', 'commands/delivery.ts'],
  ['segment batch', '--rejects', 'commands/batch/options.ts'],
  // Nobody has to give these: without FlagsFor they would be missing unnoticed.
  ['segment batch', '--where', 'commands/batch/options.ts'],
  ['segment track', '--user-id', 'commands/message/options.ts'],
  ['segment track', '--revenue', 'commands/message/options.ts'],
  ['segment api', '--slurp', 'commands/api/index.ts'],
  ['segment auth login', '--with-token', 'commands/auth/login.ts'],
  ['segment auth write-key add', '--slug', 'commands/auth/write-key.ts'],
  ['segment config list', '--show-origin', 'commands/config/index.ts'],
  ['segment sandbox wait', '--count', 'commands/sandbox/wait.ts'],
  ['all that send', '--write-key', 'commands/target.ts'],
] as const;

describe('an option that is renamed in its declaration alone', () => {
  it('is the only type error', () => {
    expect(errorsIn([...new Set(options.flatMap(([, , file]) => readersOf(file)))])).toEqual([]);
  });

  it.each(options)('%s %s', (_command, option, file) => {
    const path = join(projectRoot, file);
    const text = readFileSync(path, 'utf8');
    // At the start of a string or behind the short flag: where it is declared, and not where help or an error names it.
    const declared = new RegExp(`(?<='(?:-\\w, )?)${option}(?=[ '])`, 'g');
    expect(text.match(declared)).toHaveLength(1);
    const before = [...replaced.keys()];
    replaced.clear();
    replaced.set(path, text.replace(declared, `${option}-renamed`));
    expect(errorsIn(readersOf(file), [...before, path])).not.toEqual([]);
  });
});
