// Bundles the sandbox's page: three files that the sandbox serves under /_/ as they are.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const source = 'src/sandbox/page/client';

/** Writes index.html, page.js and page.css into a folder. Resolves to esbuild's account of what went in. */
export async function buildPage(folder) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, source, 'index.html'), join(folder, 'index.html'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: `${source}/main.tsx`, 'page-style': `${source}/page.css` },
    entryNames: 'page',
    outdir: folder,
    bundle: true,
    format: 'iife',
    // What knows light-dark() and AbortSignal.any().
    target: ['chrome123', 'firefox124', 'safari17.5'],
    charset: 'utf8',
    // Children as arguments take a twentieth less of the bundle than children as a property of every element.
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    inject: [`${source}/jsx.ts`],
    tsconfigRaw: '{}',
    minify: process.env.SEGMENT_BUILD_READABLE !== '1',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
}
