import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderPowershell } from '../../src/completion/powershell.ts';
import { completionCases, equalsCases, sampleTree } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-cli-pwsh-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = join(folder, 'script.ps1');
writeFileSync(script, renderPowershell(sampleTree()));

const isInstalled = spawnSync('pwsh', ['-NoProfile', '-Command', 'exit 0']).status === 0;

function offers(line: string): string[] {
  const text = line.replace('|', '').replaceAll("'", "''");
  const command = `. '${script}'; [System.Management.Automation.CommandCompletion]::CompleteInput('${text}', ${line.length - 1}, $null).CompletionMatches | ForEach-Object { $_.CompletionText }`;
  const { stdout } = spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', command], {
    encoding: 'utf8',
    cwd: folder,
  });
  return stdout
    .split(/\r?\n/)
    .filter((word) => word !== '')
    .sort();
}

/** Files are the shell's own business there, and stored workspaces are not offered. */
const withoutFiles = completionCases.filter(
  ({ line, offers: wanted }) =>
    wanted.length > 0 && !/ndjson|prod|staging/.test(wanted.join()) && !line.includes('\\'),
);

describe.skipIf(!isInstalled)('PowerShell, where it is installed', () => {
  test.each(withoutFiles)('$line', ({ line, offers: wanted }) => {
    expect(offers(line)).toEqual(wanted);
  });

  test.each(equalsCases.filter(({ line }) => !line.includes('rejects')))(
    '$line',
    ({ line, offers: wanted }) => {
      const flag = /--[a-z-]+=/.exec(line)?.[0] ?? '';
      expect(offers(line)).toEqual(wanted.map((word) => `${flag}${word}`));
    },
  );
});

test('every text is a single-quoted literal, so nothing in a description can run', () => {
  const literals = renderPowershell(sampleTree()).replaceAll(/'(?:[^'\u2018-\u201b]|'')*'/g, '');
  expect(literals).not.toMatch(/['\u2018-\u201b]/);
  expect(literals).not.toContain('colour');
});
