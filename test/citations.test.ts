import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './helpers/imports.ts';

/** The text of every file in which code, a test or a page may cite something, by its path from the root. */
function citingFiles(): Map<string, string> {
  const folders = ['bin', 'commands', 'src', 'test', 'bench', 'scripts', 'examples', 'docs'];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const texts = [...paths, 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((path) =>
    /\.(?:tsx?|mjs|mts|md)$/.test(path),
  );
  return new Map(texts.map((path) => [path, readFileSync(join(projectRoot, path), 'utf8')]));
}

/** What a browser makes of a heading: lower case, without signs, blanks as dashes. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function headingsOf(page: string): string[] {
  const text = readFileSync(join(projectRoot, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.trim());
}

interface Citation {
  readonly file: string;
  readonly page: string;
  /** Empty where the page as a whole is cited. */
  readonly anchor: string;
}

/** `docs/rules.md#numbers` and its like, as comments name them. */
function citationsIn(file: string, text: string): Citation[] {
  return [...text.matchAll(/\b((?:docs\/(?:[\w-]+\/)?)?[\w-]+\.md)(?:#([\w-]+))?/g)]
    .map(([, page = '', anchor = '']) => ({ file, page, anchor }))
    .filter(({ page }) => page.startsWith('docs/') || page === 'README.md' || page === 'CONTRIBUTING.md');
}

/** The numbers of `rule R7`, `rules R10 to R12, R17`. */
function rulesIn(text: string): string[] {
  return [...text.matchAll(/\brules? ((?:[RS]\d+(?:,| and| to)? ?)+)/g)].flatMap(
    ([, list = '']) => list.match(/[RS]\d+/g) ?? [],
  );
}

const files = citingFiles();
const code = [...files].filter(([path]) => !path.endsWith('.md'));

describe('what code cites', () => {
  it('is a page of this repository, and a heading that is on it', () => {
    const citations = code.flatMap(([path, text]) => citationsIn(path, text));
    const pages = [...new Set(citations.map(({ page }) => page))];
    const anchors = new Map(
      pages.map((page) => [page, existsSync(join(projectRoot, page)) ? headingsOf(page).map(anchorOf) : []]),
    );
    const broken = citations.filter(
      ({ page, anchor }) =>
        !existsSync(join(projectRoot, page)) || (anchor !== '' && !anchors.get(page)?.includes(anchor)),
    );
    expect(citations.length).toBeGreaterThan(300);
    expect(broken.map(({ file, page, anchor }) => `${file}: ${page}#${anchor}`)).toEqual([]);
  });

  it('is a rule that docs/rules.md has', () => {
    const known = headingsOf('docs/rules.md').flatMap((heading) => /^[RS]\d+(?= )/.exec(heading) ?? []);
    const cited = code.flatMap(([path, text]) => rulesIn(text).map((rule) => ({ path, rule })));
    expect(known.length).toBeGreaterThan(30);
    expect(cited.length).toBeGreaterThan(40);
    expect(cited.filter(({ rule }) => !known.includes(rule))).toEqual([]);
  });

  it('never stands outside the repository', () => {
    const outside = new RegExp(
      `(${['contract', 'DESIGN', 'conventions'].join('|')}) ?§|code style, ${'pattern'}`,
    );
    const found = [...files].flatMap(([path, text]) =>
      text
        .split('\n')
        .flatMap((line, index) => (outside.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

describe('links between the pages', () => {
  it('lead to a page and a heading', () => {
    const pages = [...files.keys()].filter((path) => path.endsWith('.md'));
    const broken = pages.flatMap((from) =>
      [...(files.get(from) ?? '').matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([\w-]+))?\)/g)].flatMap(
        ([link, target = '', anchor = '']) => {
          const page = target === '' ? from : join(from, '..', target).replaceAll('\\', '/');
          if (!existsSync(join(projectRoot, page))) return [`${from}: ${link}`];
          const isThere =
            anchor === '' || !page.endsWith('.md') || headingsOf(page).map(anchorOf).includes(anchor);
          return isThere ? [] : [`${from}: ${link}`];
        },
      ),
    );
    expect(broken).toEqual([]);
  });
});
