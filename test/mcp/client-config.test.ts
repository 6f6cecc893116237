import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig, configClients } from '../../src/mcp/client-config.ts';
import { cli } from '../helpers/cli.ts';
import { projectRoot } from '../helpers/imports.ts';

const script = join(projectRoot, 'dist', 'segment.cjs');
const start = { command: 'C:\\Program Files\\node.exe', args: ['segment.cjs', 'mcp', '-w', 'a"b'], env: {} };

describe('the configuration of', () => {
  it.each(['claude', 'cursor', 'gemini'] as const)('%s has its servers in mcpServers', (client) => {
    const { command, args } = start;
    expect(JSON.parse(clientConfig(client, start))).toEqual({ mcpServers: { segment: { command, args } } });
    expect(JSON.parse(clientConfig(client, { ...start, env: { A: 'b' } }))).toEqual({
      mcpServers: { segment: { command, args, env: { A: 'b' } } },
    });
  });

  it('vscode has them in servers, with their type', () => {
    const { command, args } = start;
    expect(JSON.parse(clientConfig('vscode', start))).toEqual({
      servers: { segment: { type: 'stdio', command, args } },
    });
  });

  it('codex is TOML', () => {
    expect(clientConfig('codex', { ...start, env: { A: 'b\u007f' } })).toBe(
      String.raw`[mcp_servers.segment]
command = "C:\\Program Files\\node.exe"
args = ["segment.cjs", "mcp", "-w", "a\"b"]

[mcp_servers.segment.env]
A = "b\u007f"
`,
    );
  });
});

describe('segment mcp --print-config', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'segment-cli-config-'));

  it('starts the server that the call describes', async () => {
    const state = folder();
    const run = await cli(
      ['mcp', '-w', 'sandbox', '--allow-writes', '--toolsets', 'send', '--print-config', 'claude'],
      {
        io: { script, node: process.execPath },
        env: { SEGMENT_CONFIG_DIR: state, SEGMENT_STATE_DIR: state },
      },
    );
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('.mcp.json in your project') });
    const { command, args, env } = JSON.parse(run.stdout).mcpServers.segment;
    expect(args).toEqual([script, 'mcp', '--workspace', 'sandbox', '--toolsets', 'send', '--allow-writes']);
    expect(env).toEqual({ SEGMENT_CONFIG_DIR: state, SEGMENT_STATE_DIR: state });

    const client = new Client({ name: 'test', version: '1.0.0' });
    onTestFinished(() => client.close());
    await client.connect(new StdioClientTransport({ command, args, env, cwd: folder(), stderr: 'ignore' }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('SEGMENT_TRACK');
  });

  it.each(configClients)('holds no credential for %s', async (client) => {
    const secret = 'canarycanarycanarycanarycanary99';
    const names = ['WRITE_KEY', 'TOKEN', 'PROFILE_TOKEN'];
    const env = Object.fromEntries(names.map((name) => [`SEGMENT_${name}`, secret]));
    const run = await cli(['mcp', '--source', secret, '--print-config', client], { env });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('segment');
    expect(`${run.stdout}${run.stderr}`).not.toContain(secret);
    const withPassword = await cli([
      'mcp',
      '--url',
      `http://u:${secret}@127.0.0.1:1`,
      '--print-config',
      client,
    ]);
    expect([withPassword.code, withPassword.stdout]).toEqual([2, '']);
  });

  it('says so where the program will not stay', async () => {
    const run = await cli(['mcp', '-w', 'sandbox', '--print-config', 'cursor'], {
      io: { script: '/home/maya/.npm/_npx/1f2/node_modules/.bin/segment' },
    });
    expect(run.stderr).toContain('the cache of npx');
  });

  it('checks the other flags first', async () => {
    expect(await cli(['mcp', '-w', 'none', '--print-config', 'cursor'])).toMatchObject({
      code: 5,
      stdout: '',
    });
    expect(await cli(['mcp', '--toolsets', 'all', '--print-config', 'cursor'])).toMatchObject({ code: 2 });
    expect(await cli(['mcp', '--print-config', 'emacs'])).toMatchObject({ code: 2, stdout: '' });
  });
});
