import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileWord, moveAside } from '../../src/spec/shell-word.ts';

describe('a file name as a word', () => {
  it.each([
    ['events.ndjson', 'events.ndjson'],
    ['-x.ndjson', './-x.ndjson'],
    ['my events.ndjson', "'my events.ndjson'"],
    ["it's.ndjson", String.raw`'it'\''s.ndjson'`],
    ['ünï.ndjson', "'ünï.ndjson'"],
    ['two\nlines', String.raw`$'two\x0alines'`],
    ["a\\b'c\u001b[31m", String.raw`$'a\\b\'c\x1b[31m'`],
    ['hidden\u202e1', String.raw`$'hidden\xe2\x80\xae1'`],
  ])('%j is %s, and bash reads it back', (name, word) => {
    expect(fileWord(name)).toBe(word);
    const { stdout } = spawnSync('bash', ['-c', `printf %s ${word}`], { encoding: 'utf8' });
    expect(stdout).toBe(name.startsWith('-') ? `./${name}` : name);
  });
});

describe('the command that moves a file aside', () => {
  it.each(['plain', "two words; it's", 'a "quote" and $HOME and `id`'])('does so in bash: %j', (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, name), '');
    const { stderr } = spawnSync('bash', ['-c', moveAside(join(folder, name))], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(readdirSync(folder)).toEqual([`${name}.aside`]);
  });
});
