import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..', '..');

/** One import of a source file, by its path from the project root. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the root for our own files, otherwise the specifier (`node:fs`, `zod/mini`). */
  readonly to: string;
  readonly kind: 'static' | 'type' | 'dynamic' | 'computed';
}

/** Every TypeScript file below the given folders of the project, with its text, by path from the root. */
export function readSources(...folders: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })) {
      const path = posix.join(folder, entry.replaceAll('\\', '/'));
      if (/\.tsx?$/.test(path)) sources.set(path, readFileSync(join(projectRoot, path), 'utf8'));
    }
  }
  return sources;
}

const importForms: readonly [Import['kind'], RegExp][] = [
  ['type', /^[ \t]*(?:import|export)[ \t]+type\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm],
  ['static', /^[ \t]*(?:import|export)(?![ \t]+type\b)\b[^'";(]*?\bfrom\s*['"]([^'"]+)['"]/gm],
  ['static', /^[ \t]*import\s*['"]([^'"]+)['"]/gm],
  ['dynamic', /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g],
  ['computed', /\bimport\(\s*(?!['"])([^)\s]+)/g],
];

/** The imports of one file: static, type-only, dynamic, and those whose target is not written down. */
export function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  return importForms.flatMap(([kind, form]) =>
    [...code.matchAll(form)].map((match) => ({
      from: path,
      line: code.slice(0, match.index + match[0].length).split('\n').length,
      to: targetOf(path, match[1] ?? ''),
      kind,
    })),
  );
}

function targetOf(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}
