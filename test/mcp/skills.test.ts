import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';
import { skillFiles } from '../helpers/skills.ts';

const textOf = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

it.each([
  ['an older client', {}],
  ['a client that negotiates', { versionNegotiation: { mode: 'auto' as const } }],
])('%s lists the skill, and reads and verifies each of its files', async (_name, options) => {
  const client = new Client({ name: 'test', version: '1.0.0' }, options);
  onTestFinished(() => client.close());
  const program = join(projectRoot, 'dist', 'segment.cjs');
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program, 'mcp', '-w', 'sandbox'],
      stderr: 'ignore',
    }),
  );
  const skills = new SkillsClient(client);
  expect(skills.supported).toBe(true);
  const listing = await skills.list();
  expect(listing.skills.map(({ uri }) => uri)).toEqual(['skill://segment/SKILL.md']);
  const [skill] = listing.skills;
  if (skill === undefined) return;
  const read = await Promise.all(
    skillFiles.map(async (path) => {
      const { text, verified } = await skills.read(skill, path.replace('skills/segment/', ''));
      return [path, { text, verified }] as const;
    }),
  );
  expect(Object.fromEntries(read)).toEqual(
    Object.fromEntries(skillFiles.map((path) => [path, { text: textOf(path), verified: true }])),
  );
  const { resources } = await client.listResources();
  expect(resources).toMatchObject([{ uri: 'skill://segment/SKILL.md', mimeType: 'text/markdown' }]);
});
