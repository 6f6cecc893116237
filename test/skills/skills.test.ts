import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CliOptions, cli } from '../helpers/cli.ts';
import { projectRoot } from '../helpers/imports.ts';
import { skillFiles } from '../helpers/skills.ts';
import { listCommands } from '../helpers/tree.ts';

let home: string;
let repository: string;
/** A folder within the repository, from which the command is called. */
let cwd: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'segment-cli-skills-'));
  repository = join(home, 'shop');
  cwd = join(repository, 'src');
  mkdirSync(join(repository, '.git'), { recursive: true });
  mkdirSync(cwd);
});

const skills = (...words: string[]) => cli(['skills', ...words], { cwd, io: { home } });
const skillOf = (folder: string) => join(folder, 'skills', 'segment');
const shared = () => skillOf(join(repository, '.agents'));
const claude = () => skillOf(join(repository, '.claude'));
const record = '.segment-cli.json';
const shipped = skillFiles.map((path) => path.replace('skills/segment/', '')).sort();

/** What is in a folder, path by path. */
function contentOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

const shippedContent = () =>
  Object.fromEntries(
    shipped.map((path) => [path, readFileSync(join(projectRoot, 'skills/segment', path), 'utf8')]),
  );

describe('segment skills install', () => {
  it('writes the skill into the folder of each kind of client, at the root of the repository', async () => {
    const run = await skills('install', '--yes');
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain(`write ${shared()}/references/sending.md`);
    expect(readdirSync(repository).sort()).toEqual(['.agents', '.claude', '.git', 'src']);
    for (const folder of [shared(), claude()]) {
      const { [record]: written, ...files } = contentOf(folder);
      expect(files).toEqual(shippedContent());
      expect(JSON.parse(written ?? '').sha256).toHaveLength(shipped.length);
    }
  });

  it('writes for one client and one user', async () => {
    const run = await skills('install', '--client', 'codex', 'gemini', '--scope', 'user', '--yes', '--json');
    const folder = skillOf(join(home, '.agents'));
    expect(JSON.parse(run.stdout)).toEqual({
      scope: 'user',
      dryRun: false,
      folders: [
        {
          folder,
          clients: ['codex', 'gemini'],
          written: [...shipped, record],
          removed: [],
          kept: [],
        },
      ],
    });
    expect(Object.keys(contentOf(folder)).sort()).toEqual([record, ...shipped]);
    expect(existsSync(join(home, '.claude'))).toBe(false);
  });

  it('asks, and without a terminal needs --yes', async () => {
    const run = await skills('install', '--json');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    const { error } = JSON.parse(run.stderr);
    expect(error).toMatchObject({ code: 'confirmation_missing' });
    expect(error.details).toContain(`write ${claude()}/SKILL.md`);
    expect(readdirSync(repository).sort()).toEqual(['.git', 'src']);
  });

  it('shows what it would write with --dry-run, and writes nothing', async () => {
    const run = await skills('install', '--dry-run', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      dryRun: true,
      folders: [{ folder: claude() }, { folder: shared(), clients: ['cursor', 'vscode', 'codex', 'gemini'] }],
    });
    expect((await skills('install', '--dry-run')).stderr).toContain(`write ${claude()}/SKILL.md`);
    expect(readdirSync(repository).sort()).toEqual(['.git', 'src']);
  });

  it('has nothing to do the second time, and asks nothing', async () => {
    await skills('install', '--yes');
    const before = contentOf(repository);
    expect(await skills('install')).toMatchObject({
      code: 0,
      stderr: 'The skill is installed and up to date.\n',
    });
    expect(contentOf(repository)).toEqual(before);
  });

  it('replaces what an older version wrote, and removes what the new one does not have', async () => {
    await skills('install', '--yes');
    const old = { 'SKILL.md': 'old', 'references/sending.md': 'old too', 'references/gone.md': 'gone' };
    const { digestOf, recordText } = await import('../../src/skills/skill-files.ts');
    for (const [path, text] of Object.entries(old)) writeFileSync(join(shared(), path), text);
    writeFileSync(join(shared(), record), recordText(Object.values(old).map(digestOf)));
    // As after a kill: this one is new already, and the record knows only the old ones.
    const run = await skills('install', '--client', 'cursor', '--yes', '--json');
    expect(JSON.parse(run.stdout).folders[0]).toMatchObject({
      written: ['SKILL.md', 'references/sending.md', record],
      removed: ['references/gone.md'],
    });
    const { [record]: _, ...files } = contentOf(shared());
    expect(files).toEqual(shippedContent());
  });

  it('writes nothing anywhere where it would overwrite a file that is not its own', async () => {
    await skills('install', '--client', 'cursor', '--yes');
    writeFileSync(join(shared(), 'references/sending.md'), 'our own rules');
    const before = contentOf(repository);
    const run = await skills('install', '--yes', '--json');
    expect(run.code).toBe(9);
    expect(JSON.parse(run.stderr).error).toMatchObject({
      code: 'skill_edited',
      details: [`${shared()}/references/sending.md`],
    });
    expect(contentOf(repository)).toEqual(before);
  });

  it('leaves a skill of the same name that somebody else wrote', async () => {
    mkdirSync(claude(), { recursive: true });
    writeFileSync(join(claude(), 'SKILL.md'), 'theirs');
    expect((await skills('install', '--yes')).code).toBe(9);
    expect(contentOf(repository)).toEqual({ '.claude/skills/segment/SKILL.md': 'theirs' });
  });

  it.each(['.agents', '.agents/skills', '.agents/skills/segment', '.agents/skills/segment/references'])(
    'does not follow the link %s out of the repository',
    async (link) => {
      const outside = join(home, 'outside');
      mkdirSync(join(outside, 'skills', 'segment'), { recursive: true });
      mkdirSync(join(repository, link, '..'), { recursive: true });
      symlinkSync(outside, join(repository, link));
      const run = await skills('install', '--client', 'codex', '--yes', '--json');
      expect(JSON.parse(run.stderr).error).toMatchObject({ code: 'skill_folder_unusable', exitCode: 9 });
      expect(contentOf(outside)).toEqual({});
      expect((await skills('uninstall', '--client', 'codex', '--yes')).code).toBe(9);
    },
  );

  it('follows a link that stays in the repository', async () => {
    mkdirSync(join(repository, 'agents'));
    symlinkSync('agents', join(repository, '.agents'));
    expect((await skills('install', '--client', 'codex', '--yes')).code).toBe(0);
    expect(existsSync(join(repository, 'agents/skills/segment/SKILL.md'))).toBe(true);
  });

  it('does not write through a link in the place of a file', async () => {
    mkdirSync(shared(), { recursive: true });
    writeFileSync(join(home, 'victim'), 'mine');
    symlinkSync(join(home, 'victim'), join(shared(), 'SKILL.md'));
    symlinkSync(join(home, 'victim'), join(shared(), record));
    expect((await skills('install', '--client', 'codex', '--yes')).code).toBe(9);
    expect(readFileSync(join(home, 'victim'), 'utf8')).toBe('mine');
  });

  it('uses the working folder outside of a repository, and needs a home for --scope user', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'segment-cli-skills-'));
    expect((await cli(['skills', 'install', '--yes'], { cwd: alone })).code).toBe(0);
    expect(readdirSync(alone).sort()).toEqual(['.agents', '.claude']);
    const run = await cli(['skills', 'install', '--scope', 'user', '--yes', '--json'], {
      cwd,
      io: { home: undefined },
    });
    expect(JSON.parse(run.stderr).error).toMatchObject({ code: 'home_unknown', exitCode: 2 });
  });
});

it.runIf(process.platform === 'linux')('says so of a folder in which nothing can be made', async () => {
  const run = await cli(['skills', 'install', '--scope', 'user', '--yes', '--json'], {
    io: { home: '/proc' },
  });
  expect([run.code, JSON.parse(run.stderr).error.code]).toEqual([9, 'skill_folder_refused']);
});

describe.each(['install', 'uninstall'])('segment skills %s, where it cannot work', (verb) => {
  const errorOf = async (words: readonly string[], options: CliOptions) => {
    const { code, stdout, stderr } = await cli(['skills', verb, '--yes', '--json', ...words], options);
    return { code, stdout, error: stderr === '' ? undefined : JSON.parse(stderr).error.code };
  };
  const unusable = { code: 9, stdout: '', error: 'skill_folder_unusable' };

  it('says so of a home folder that is none', async () => {
    writeFileSync(join(home, 'file'), '');
    for (const name of ['file', 'nowhere'])
      expect(await errorOf(['--scope', 'user'], { io: { home: join(home, name) } })).toEqual(unusable);
  });

  it('says so of a working folder that is gone, and works for the user all the same', async () => {
    const gone = { code: 9, stdout: '', error: 'working_folder_gone' };
    expect(await errorOf([], { isCwdGone: true })).toEqual(gone);
    expect(await errorOf(['--scope', 'user'], { isCwdGone: true })).toMatchObject({ code: 0 });
  });

  it('says so of a file in the place of a folder', async () => {
    writeFileSync(join(repository, '.agents'), '');
    expect(await errorOf([], { cwd })).toEqual(unusable);
  });
});

describe('segment skills uninstall', () => {
  it('removes what install wrote, and nothing else', async () => {
    mkdirSync(join(repository, '.claude', 'commands'), { recursive: true });
    await skills('install', '--yes');
    writeFileSync(join(shared(), 'references', 'ours.md'), 'a page of ours');
    writeFileSync(join(shared(), 'SKILL.md'), 'edited');
    const run = await skills('uninstall', '--yes', '--json');
    expect(run.stderr).toContain(
      `${shared()}/SKILL.md stays: this program did not write it, or it was edited.`,
    );
    const [first, second] = JSON.parse(run.stdout).folders;
    expect(first).toMatchObject({ folder: claude(), removed: [...shipped, record], kept: [] });
    expect(second.kept).toEqual(['SKILL.md', 'references/ours.md']);
    expect(contentOf(repository)).toEqual({
      '.agents/skills/segment/SKILL.md': 'edited',
      '.agents/skills/segment/references/ours.md': 'a page of ours',
    });
    expect(readdirSync(join(repository, '.claude'))).toEqual(['commands']);
  });

  it('leaves nothing where there was nothing', async () => {
    await skills('install', '--yes');
    expect((await skills('uninstall', '--dry-run')).code).toBe(0);
    expect(existsSync(claude())).toBe(true);
    expect((await skills('uninstall')).code).toBe(2);
    expect((await skills('uninstall', '--yes')).stderr).toContain(
      `Removed ${2 * (shipped.length + 1)} files.`,
    );
    expect(readdirSync(repository).sort()).toEqual(['.git', 'src']);
    expect(await skills('uninstall')).toMatchObject({ code: 0, stderr: 'The skill is not installed.\n' });
  });

  it('does not remove what a record of somebody else names outside of the skill', async () => {
    mkdirSync(shared(), { recursive: true });
    writeFileSync(join(shared(), 'notes.txt'), 'x');
    writeFileSync(join(shared(), record), '{"sha256": "../../../src", "files": ["../../../src"]}');
    expect((await skills('uninstall', '--yes')).code).toBe(0);
    expect(contentOf(repository)).toEqual({ '.agents/skills/segment/notes.txt': 'x' });
  });
});

describe('the skill', () => {
  const text = readFileSync(join(projectRoot, 'skills/segment/SKILL.md'), 'utf8');
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(front)?.[1] ?? '';

  it('has the front matter that agents read', () => {
    expect(field('name')).toBe('segment');
    expect(field('description').length).toBeGreaterThan(100);
    expect(front.split('\n').map((line) => line.split(':')[0])).toEqual([
      'name',
      'description',
      'license',
      'compatibility',
    ]);
  });

  // A token of English has about four characters; three leaves room.
  it('takes fewer than 200 tokens until it is used', () => {
    expect(`${field('name')} ${field('description')}`.length / 3).toBeLessThan(200);
  });

  // The lines of its blocks are run by test/docs; these stand within the text.
  it('mentions only commands and flags that exist', async () => {
    const commands = await listCommands();
    const mentioned = skillFiles.flatMap((path) => {
      const page = readFileSync(join(projectRoot, path), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
      return [...page.matchAll(/`segment ([^`]+)`/g)].map(([, line = '']) => line);
    });
    expect(mentioned.length).toBeGreaterThan(20);
    const wrong = mentioned.filter((line) => {
      const fitting = commands.filter(({ path }) => `${line} `.startsWith(`${path.join(' ')} `));
      const command = fitting.sort((a, b) => b.path.length - a.path.length)[0]?.command;
      const known = [...(command?.options ?? []), ...(command?.parent?.options ?? [])].map(
        ({ long }) => long,
      );
      const flags = line.match(/--[\w-]+/g) ?? [];
      return (
        line !== 'COMMAND --help' && (command === undefined || flags.some((flag) => !known.includes(flag)))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('names each of its references, which name nothing outside of the skill', () => {
    const named = [...text.matchAll(/\]\((references\/[\w-]+\.md)\)/g)].map(([, path]) => path);
    expect([...named, 'SKILL.md'].sort()).toEqual([...shipped].sort());
    for (const path of skillFiles)
      expect(readFileSync(join(projectRoot, path), 'utf8')).not.toMatch(/\]\((?!references\/|https:)/);
  });
});
