import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import {
  type CallToolResult,
  Client,
  ReadBuffer,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { onTestFinished } from 'vitest';
import { cli, MemoryStream } from './cli.ts';
import { projectRoot } from './imports.ts';

export interface McpOptions {
  /** The flags behind `segment mcp`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A client that asks for the newest version instead of beginning with `initialize`. */
  readonly isModern?: boolean;
  /** The built program in a process of its own, in place of the program in memory. */
  readonly isBuilt?: boolean;
}

/** The official client, and the program behind it. */
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
  isBuilt = false,
}: McpOptions = {}): Promise<McpClient> {
  const { transport, stderr } = isBuilt ? inProcess(args, env) : inMemory(args, env);
  const client = new Client(
    { name: 'test', version: '1' },
    isModern ? { versionNegotiation: { mode: 'auto' } } : {},
  );
  onTestFinished(() => client.close());
  await client.connect(transport);
  return {
    client,
    stderr,
    async call(name, given = {}) {
      return answerOf(await client.callTool({ name, arguments: given }));
    },
  };
}

interface Opened {
  readonly transport: Transport;
  readonly stderr: () => string;
}

function inProcess(args: readonly string[], env: Readonly<Record<string, string>>): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-mcp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
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
  return { transport, stderr: () => stderr };
}

/** The lines that the two would send each other through pipes; a process takes some 0.3 s to start. */
function inMemory(args: readonly string[], env: Readonly<Record<string, string>>): Opened {
  const stdin = new PassThrough();
  const stderr = new MemoryStream();
  const lines = new ReadBuffer();
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.append(chunk);
      for (let message = lines.readMessage(); message !== null; message = lines.readMessage())
        transport.onmessage?.(message);
      done();
    },
  });
  let ended: Promise<unknown> = Promise.resolve();
  const transport: Transport = {
    async start() {
      ended = cli(['mcp', ...args], { env, stdin, io: { stdout, stderr } }).then(() => transport.onclose?.());
    },
    async send(message) {
      stdin.write(serializeMessage(message));
    },
    async close() {
      stdin.end();
      await ended;
    },
  };
  return { transport, stderr: () => stderr.text };
}

function answerOf({ isError = false, structuredContent, content }: CallToolResult): ToolAnswer {
  const [first] = content;
  const text = first?.type === 'text' ? first.text : '';
  const value = isError ? JSON.parse(text).error : (structuredContent ?? JSON.parse(text));
  return { isError, value, text };
}
