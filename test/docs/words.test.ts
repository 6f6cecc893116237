import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topics } from '../../src/topics/topics.ts';
import { projectRoot, readSources } from '../helpers/imports.ts';
import { tableBelow } from '../helpers/markdown.ts';
import { skillFiles } from '../helpers/skills.ts';
import { listCommands } from '../helpers/tree.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const architecture = read('docs/architecture.md');
const glossary = tableBelow(architecture, '## Words');
/** What the glossary sets in quotes as the wrong word for something. */
const excluded = glossary.flatMap(([, , , not = '']) =>
  [...not.matchAll(/“([^”]+)”/g)].map(([, word = '']) => word),
);
const excludedWord = new RegExp(`\\b(?:${excluded.join('|')})\\b`, 'i');

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md'].concat(
  readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    name.endsWith('.md') ? [`docs/${name.replaceAll('\\', '/')}`] : [],
  ),
  skillFiles,
);
const sources = readSources('bin', 'commands', 'src');

const linesWith = (text: string) => text.split('\n').filter((line) => excludedWord.test(line));

/** String literals of one line that hold a sentence: names and import paths have no space. */
function sentencesIn(code: string): string[] {
  return code
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap(
      (line) => line.match(/'(?:[^'\\]|\\.)* (?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)* (?:[^`\\]|\\.)*`/g) ?? [],
    );
}

describe('the words of the glossary', () => {
  it('are names in the code', () => {
    const code = [...sources.values()].join('\n');
    const names = glossary.map(([, , name = '']) => name).filter((name) => name !== '');
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });

  it('are not replaced by others in the pages', () => {
    const withoutGlossary = (page: string) =>
      page === 'docs/architecture.md' ? read(page).replace(/^## Words\n[\s\S]*?(?=^## )/m, '') : read(page);
    expect(
      pages.flatMap((page) => linesWith(withoutGlossary(page)).map((line) => `${page}: ${line}`)),
    ).toEqual([]);
  });

  it('are not replaced by others in the help', async () => {
    const found: string[] = [];
    for (const { path, command } of await listCommands()) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      found.push(...linesWith(help).map((line) => `${path.join(' ')}: ${line}`));
    }
    for (const { name, text } of topics) found.push(...linesWith(text()).map((line) => `${name}: ${line}`));
    expect(found).toEqual([]);
  });

  it('are not replaced by others in messages', () => {
    const found = [...sources].flatMap(([path, code]) =>
      sentencesIn(code).flatMap((text) => (excludedWord.test(text) ? [`${path}: ${text}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('would be missed', () => {
    expect(excluded).toContain('anew');
    expect(excludedWord.test('Begin anew with --restart.')).toBe(true);
    expect(sentencesIn("  hint: 'it goes on',\n  // it goes on\n  kind: 'settled',\n")).toEqual([
      "'it goes on'",
    ]);
  });
});

describe('the paths that pages name', () => {
  /** Folders and files of this repository, in backticks; templates such as `commands/<name>.ts` are none. */
  const named = /`((?:bin|commands|src|test|docs|scripts|bench|examples|completions)\/[\w./-]*)`/g;
  it.each(['README.md', 'CONTRIBUTING.md', ...pages.filter((page) => page.startsWith('docs/'))])(
    '%s',
    (page) => {
      const paths = [...read(page).matchAll(named)].map(([, path = '']) => path);
      expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    },
  );

  it('are at least those that one command goes through', () => {
    const walk = /^## One command, from start to exit\n([\s\S]*?)(?=^## )/m.exec(architecture)?.[1] ?? '';
    expect([...walk.matchAll(/^\d+\. /gm)]).toHaveLength(10);
    expect(new Set([...walk.matchAll(named)].map(([, path]) => path)).size).toBeGreaterThan(18);
  });

  it('are the folders of the tree', () => {
    const tree = /^## The folders\n[\s\S]*?^```\n([\s\S]*?)^```/m.exec(architecture)?.[1] ?? '';
    let room = '';
    const paths = tree.split('\n').flatMap((line) => {
      const [, indent = '', name = ''] = /^( {0,2})([\w.-]+\/?)(?: {2,}|$)/.exec(line) ?? [];
      if (name === '') return [];
      if (indent === '') room = name;
      return [indent === '' ? name : `${room}${name}`];
    });
    expect(paths.length).toBeGreaterThan(25);
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});
