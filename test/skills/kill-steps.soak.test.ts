import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { digestOf, readShippedSkill, recordName, recordText } from '../../src/skills/skill-files.ts';
import { projectRoot } from '../helpers/imports.ts';

// The built executable, killed before each single thing it does to a file or says.

const program = join(projectRoot, 'dist', 'segment.cjs');
const preload = pathToFileURL(join(projectRoot, 'test', 'helpers', 'kill-at-step.mjs')).href;

/** A repository with the skill of an older version. */
function oldSkill(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'segment-skill-steps-'));
  const folder = join(cwd, '.agents', 'skills', 'segment');
  mkdirSync(join(folder, 'references'), { recursive: true });
  const old = { 'SKILL.md': 'old', 'references/sending.md': 'old too', 'references/gone.md': 'gone' };
  for (const [path, text] of Object.entries(old)) writeFileSync(join(folder, path), text);
  writeFileSync(join(folder, recordName), recordText(Object.values(old).map(digestOf)));
  return cwd;
}

function run(cwd: string, verb: string, killAt?: number) {
  const state = join(cwd, '.state');
  mkdirSync(state, { recursive: true });
  const killed = {
    NODE_OPTIONS: `--import=${preload}`,
    STEP_LOG: join(state, 'log'),
    KILL_AT: String(killAt),
  };
  return spawnSync(process.execPath, [program, 'skills', verb, '--client', 'codex', '--yes'], {
    cwd,
    encoding: 'utf8',
    env: {
      HOME: state,
      SEGMENT_CONFIG_DIR: state,
      SEGMENT_STATE_DIR: state,
      NODE_DISABLE_COMPILE_CACHE: '1',
      ...(killAt === undefined ? {} : killed),
    },
  });
}

/** What is in the repository, path by path; of the record that it is there. */
function contentOf(cwd: string): Record<string, string> {
  const entries = readdirSync(cwd, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith(join(cwd, '.state')))
      .map((path) => [
        path.slice(cwd.length + 1),
        path.endsWith(recordName) ? '' : readFileSync(path, 'utf8'),
      ]),
  );
}

const whole = Object.fromEntries(
  [...readShippedSkill(), [recordName, ''] as const].map(([path, text]) => [
    `.agents/skills/segment/${path}`,
    text,
  ]),
);

describe.each(['install', 'uninstall'])('skills %s', (verb) => {
  it('killed before each step leaves what the next install completes and the next uninstall removes', () => {
    const first = oldSkill();
    expect(run(first, verb, 0).status).toBe(0);
    const steps = readFileSync(join(first, '.state', 'log'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(steps.length).toBeGreaterThan(verb === 'install' ? 20 : 5);
    for (const [index, step] of steps.entries()) {
      const at = `killed before ${step}`;
      for (const [next, content] of [
        ['install', whole],
        ['uninstall', {}],
      ] as const) {
        const cwd = oldSkill();
        expect(run(cwd, verb, index + 1).signal, at).toBe('SIGKILL');
        const second = run(cwd, next);
        expect([second.status, second.stderr], at).toEqual([0, expect.not.stringContaining('stays')]);
        expect(contentOf(cwd), at).toEqual(content);
        rmSync(cwd, { recursive: true });
      }
    }
  });
});
