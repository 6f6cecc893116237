import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './helpers/imports.ts';

interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** What `npm pack` would put into the package, asked of npm itself. The bundle is built before the tests run. */
function packedFiles(): readonly PackedFile[] {
  const reply = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  // The shape of npm's own reply, which the assertions below would miss if it changed.
  const [packed] = JSON.parse(reply) as [{ files: PackedFile[] }];
  return packed.files;
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
  string,
  unknown
>;
const files = packedFiles();
const paths = files.map(({ path }) => path);

describe('the package', () => {
  it('holds the program, its documents, the examples and the skill, and nothing else', () => {
    const listed =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(?:lib\/)?[\w.-]+\.(?:cjs|txt)|dist\/(?:segment|program|more|sandbox|batch|export|mcp|reader|jq)\.cjs\.map\.br|dist\/jq\.wasm\.br|dist\/page\/(?:index\.html|page\.(?:js|css))|completions\/[\w.-]+|docs\/(?:segment-api\/)?[\w-]+\.md|examples\/(?:README\.md|[\w-]+\.(?:csv|ndjson(?:\.gz)?))|skills\/segment\/(?:references\/)?[\w-]+\.md)$/;
    expect(paths.filter((path) => !listed.test(path))).toEqual([]);
  });

  it.each([
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/program.cjs',
    'dist/more.cjs',
    'dist/more.cjs.map.br',
    'dist/program.cjs.map.br',
    'dist/lib/undici-client.cjs',
    'dist/page/index.html',
    'dist/page/page.js',
    'dist/page/page.css',
    'examples/web.ndjson',
    'skills/segment/SKILL.md',
  ])('holds %s', (path) => {
    expect(paths).toContain(path);
  });

  it('names an executable that exists and is a script for node', () => {
    expect(manifest.bin).toEqual({ segment: 'dist/segment.cjs' });
    expect(readFileSync(join(projectRoot, 'dist/segment.cjs'), 'utf8').split('\n')[0]).toBe(
      '#!/usr/bin/env node',
    );
    expect(statSync(join(projectRoot, 'dist/segment.cjs')).size).toBeLessThan(20_000);
    expect(paths).toContain('dist/segment.cjs');
  });

  it('has maps that a start does not look for', () => {
    for (const name of ['segment', 'program', 'more', 'reader', 'jq']) {
      const bundle = readFileSync(join(projectRoot, 'dist', `${name}.cjs`), 'utf8');
      expect(bundle).not.toMatch(/^\/\/# sourceMappingURL=/m);
    }
  });

  it('brings no other package along and runs nothing when it is installed', () => {
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('optionalDependencies');
    // npm leaves out a peer that is optional.
    expect(manifest.peerDependencies).toEqual({ '@duckdb/node-api': '*' });
    expect(manifest.peerDependenciesMeta).toEqual({ '@duckdb/node-api': { optional: true } });
    const hooks = [
      'preinstall',
      'install',
      'postinstall',
      'prepublish',
      'preprepare',
      'prepare',
      'postprepare',
    ];
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => hooks.includes(name))).toEqual([]);
  });

  it('names the licence of every package that is bundled', () => {
    const licences = readFileSync(join(projectRoot, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'jq-wasm', 'preact', 'undici'])
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    for (const author of ['Owen Ou', 'Stephen Dolan', 'K.Kosako', 'International Business Machines'])
      expect(licences).toContain(author);
  });

  it('is a small download', () => {
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(8_000_000);
  });
});

describe('what runs in CI', () => {
  it.each(['.ci/run', '.ci/counts.mjs', 'scripts/ready.mjs', 'scripts/build.mjs'])(
    '%s names no host and no place of one machine',
    (path) => {
      expect(readFileSync(join(projectRoot, path), 'utf8')).not.toMatch(
        /https?:\/\/|registry|\/(?:work|home|Users|root|tmp)\//,
      );
    },
  );
});
