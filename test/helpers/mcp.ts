import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallToolResult, Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { onTestFinished } from 'vitest';
import { projectRoot } from './imports.ts';

export interface McpOptions {
  /** The flags behind `segment mcp`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A client that asks for the newest version instead of beginning with `initialize`. */
  readonly isModern?: boolean;
}

/** The official client, and the built program behind it. */
export interface McpClient {
  readonly client: Client;
  /** What a tool answered. Throws what it says went wrong where `isError` was not expected. */
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  /** What the program has written to stderr. */
  stderr(): string;
}

export interface ToolAnswer {
  readonly isError: boolean;
  /** The structured content, or the error. */
  readonly value: Record<string, unknown>;
  readonly text: string;
}

/** Starts `segment mcp` and connects to it; both end with the test. */
export async function openMcp({
  args = [],
  env = {},
  isModern = false,
}: McpOptions = {}): Promise<McpClient> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-mcp-'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(projectRoot, 'dist', 'segment.cjs'), 'mcp', ...args],
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      SEGMENT_CONFIG_DIR: join(folder, 'config'),
      SEGMENT_STATE_DIR: join(folder, 'state'),
      ...env,
    },
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const client = new Client(
    { name: 'test', version: '1' },
    isModern ? { versionNegotiation: { mode: 'auto' } } : {},
  );
  onTestFinished(async () => {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await client.connect(transport);
  return {
    client,
    stderr: () => stderr,
    async call(name, given = {}) {
      return answerOf(await client.callTool({ name, arguments: given }));
    },
  };
}

function answerOf({ isError = false, structuredContent, content }: CallToolResult): ToolAnswer {
  const [first] = content;
  const text = first?.type === 'text' ? first.text : '';
  const value = isError ? JSON.parse(text).error : (structuredContent ?? JSON.parse(text));
  return { isError, value, text };
}
