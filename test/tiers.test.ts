import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, projectRoot, readSources } from './helpers/imports.ts';

interface ListedFile {
  readonly file: string;
  readonly projectName: string;
}

/** Every test file with its project, as vitest itself finds them. */
function listed(): readonly ListedFile[] {
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reply = execFileSync(process.execPath, [vitest, 'list', '--filesOnly', '--json'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  // The shape of vitest's own reply, which the assertions below would miss if it changed.
  const files = JSON.parse(reply) as ListedFile[];
  return files.map(({ file, projectName }) => ({
    file: relative(projectRoot, file).replaceAll('\\', '/'),
    projectName,
  }));
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const files = listed();
const sources = readSources('test');
const imports = new Map([...sources].map(([path, text]) => [path, importsOf(path, text)]));

describe('the tiers', () => {
  it('hold every test file, each once', () => {
    const tests = [...sources.keys()].filter((path) => path.endsWith('.test.ts'));
    expect(tests.length).toBeGreaterThan(150);
    expect(files.map(({ file }) => file).sort()).toEqual(tests.sort());
  });

  it('have a soak file beside each test of which npm test tries a part', () => {
    const parts = [...imports]
      .filter(
        ([path, found]) =>
          path !== 'test/helpers/part.ts' && found.some(({ to }) => to === 'test/helpers/part.ts'),
      )
      .map(([path]) => path);
    expect(parts.length).toBeGreaterThan(10);
    const whole = parts.map((path) => [
      path,
      imports.get(path.replace('.test.ts', '.soak.test.ts'))?.map(({ to }) => to),
    ]);
    expect(whole).toEqual(parts.map((path) => [path, [path]]));
  });

  it('are run whole, by the scripts and by CI', () => {
    const ran = (text: string) => [...text.matchAll(/--project (\w+)/g)].map(([, name]) => name);
    const { test, 'test:unit': unit, 'test:soak': soak } = manifest.scripts;
    expect(new Set(files.map(({ projectName }) => projectName))).toEqual(
      new Set([...ran(test), ...ran(soak)]),
    );
    expect(ran(test)).toContain(ran(unit)[0]);
    expect(ran(test)).not.toContain(ran(soak)[0]);
    const ci = readFileSync(join(projectRoot, '.ci', 'run'), 'utf8');
    expect(ci.match(/^npm (?:test|run test:\w+)/gm)).toEqual(['npm test', 'npm run test:soak']);
  });
});

describe('a unit test', () => {
  /** What starts a server, a process, a thread or a browser. */
  const outside =
    /^(?:node:(?:child_process|cluster|dgram|https?|http2|net|tls|worker_threads)|playwright-core|undici|@hono\/node-server|src\/sandbox\/start\.ts)$/;

  it.each(files.filter(({ projectName }) => projectName === 'unit'))(
    '$file starts no server and no process (else: leave it out of `unit` in vitest.config.ts)',
    ({ file }) => expect(reachedFrom(file).filter((name) => outside.test(name))).toEqual([]),
  );

  it('would be told of each of them, over a helper too', () => {
    expect(reachedFrom('test/store/kill.test.ts')).toContain('node:child_process');
    expect(reachedFrom('test/api/tracking.test.ts').filter((name) => outside.test(name))).toContain(
      'node:http',
    );
    expect(reachedFrom('test/sandbox/assert.test.ts')).toContain('src/sandbox/start.ts');
  });

  /** All that a test file imports, and the files below test/ that it imports. */
  function reachedFrom(file: string): string[] {
    const reached = new Set<string>();
    const visit = (path: string) => {
      const found: readonly Import[] = imports.get(path) ?? [];
      for (const { to, kind } of found) {
        if (kind === 'type' || reached.has(to)) continue;
        reached.add(to);
        visit(to);
      }
    };
    visit(file);
    return [...reached];
  }
});
