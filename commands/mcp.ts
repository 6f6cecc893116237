import type { Command } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { UsageError } from '../src/errors.ts';
import { knownError } from '../src/known-error.ts';
import type { CallDeps } from '../src/mcp/call-tool.ts';
import { clientConfig, configClients, configFiles, serverArguments } from '../src/mcp/client-config.ts';
import { findFolders } from '../src/store/folders.ts';
import { findSandbox } from '../src/store/sandbox-address.ts';
import { envValue } from '../src/terminal/io.ts';
import { type FlagsOf, type NoFlags, Option } from './options.ts';
import { clientDeps } from './reading/client-deps.ts';
import { untilStopped } from './until-stopped.ts';

const help = `
Examples:
  $ segment mcp -w sandbox --allow-writes
  $ segment mcp -w prod --source web_store --toolsets lookup
  $ segment mcp -w prod --allow-writes --toolsets send,lookup:read-only
  $ segment mcp -w sandbox --allow-writes --print-config claude

The assistant starts this command and speaks the Model Context Protocol with it on stdin and stdout; the command ends when stdin does. Without
--allow-writes it has no tool that sends or changes anything. It uses the workspace, source and region that it was started
with, and no argument of a tool reaches another. The toolsets are send (messages), lookup (profiles and the workspace) and
sandbox (what arrived in it, with -w sandbox).

--print-config prints the configuration with which an assistant starts this command, with the other flags of this call, and
names the file to put it into. The configuration holds no credential: store those with “segment auth login”, or set them in
the environment of the assistant.`;

export function register(command: Command, app: App): void {
  addMcpOptions(command)
    .addHelpText('after', help)
    .action((flags) => serve(app, flags));
}

function addMcpOptions<A extends unknown[]>(command: Command<A, NoFlags>) {
  return command
    .description('Run an MCP server that gives these functions to an AI assistant.')
    .option('--source <name>', 'the only source that it sends as or changes: its alias, slug or id')
    .option('--allow-writes', 'also offer the tools that send or change something')
    .option('--toolsets <list>', 'the tools to offer: send,lookup,sandbox, each also with :read-only')
    .addOption(
      new Option(
        '--print-config <client>',
        'print the configuration for an assistant, and serve nothing',
      ).choices(configClients),
    );
}

type McpFlags = FlagsOf<typeof addMcpOptions<[]>>;

/** As many requests at once as the tools of one assistant make. */
const connections = 8;

async function serve(app: App, flags: McpFlags): Promise<void> {
  const { source, allowWrites, toolsets } = flags;
  const { io, print, onClose } = app;
  const { readToolsets } = await import('../src/mcp/toolsets.ts');
  const chosen = readToolsets(toolsets);
  const start = await app.settings({ source });
  if (flags.printConfig !== undefined) return printConfig(app, flags, flags.printConfig);
  const { serveMcp } = await import('../src/mcp/serve.ts');
  if (io.stdinIsTerminal) throw atTerminal();
  if (toolsets !== undefined && chosen.has('sandbox') && !start.sandbox)
    print.warn('The tools of the toolset sandbox need -w sandbox.');
  // One call that failed must not end the others.
  onClose(io.onUnhandled?.((error) => reportFailure(app, error)) ?? (() => {}));
  await serveMcp({
    deps: await callDeps(app, () => settingsOfCall(app, start, source)),
    tools: async () => {
      const { toolsOf } = await import('../src/mcp/tools.ts');
      return toolsOf(chosen, { allowWrites: allowWrites === true, sandbox: start.sandbox });
    },
    wire: { stdin: io.stdin, write: print.result, warn: print.warn, sleep: io.sleep },
    stop: untilStopped(app),
  });
}

/** Starts this program by its path: assistants of the desktop seldom have the PATH of a shell. */
async function printConfig(
  { io, print, globals }: App,
  flags: McpFlags,
  client: NonNullable<McpFlags['printConfig']>,
): Promise<void> {
  const args = serverArguments({ ...globals, ...flags });
  const folders = ['SEGMENT_CONFIG_DIR', 'SEGMENT_STATE_DIR'].flatMap((name) => {
    const value = envValue(io.env, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const { node, script } = io;
  const isKnown = node !== undefined && script !== undefined;
  const start = isKnown ? { command: node, args: [script, ...args] } : { command: 'segment', args };
  await print.result(clientConfig(client, { ...start, env: Object.fromEntries(folders) }));
  print.note(`Put it into ${configFiles[client]}, next to what is already there.`);
  if (script !== undefined && /[\\/]_npx[\\/]/.test(script))
    print.warn('This program is in the cache of npx, which npm may empty. Install it, and print this again.');
}

/** What the tools are given. Only the address of a sandbox may change while the server runs. */
async function callDeps(app: App, settings: CallDeps['settings']): Promise<CallDeps> {
  const { io, version, redactor, isAnswering } = app;
  const [{ createApprovals }, { createLaterParts }, { createTries }, { randomUUID }] = await Promise.all([
    import('../src/mcp/approvals.ts'),
    import('../src/mcp/later-parts.ts'),
    import('../src/mcp/tries.ts'),
    import('node:crypto'),
  ]);
  const http = () => app.http({ connections });
  return {
    settings,
    clients: { ...clientDeps(app), http },
    async sandbox() {
      const search = { stateFolder: findFolders(io).state, isRunning: io.isRunning, isAnswering };
      const { value } = await findSandbox({ url: app.globals.url, env: io.env }, search);
      return { http: await http(), url: value };
    },
    approvals: createApprovals({ now: io.now, freshId: randomUUID }),
    later: createLaterParts(randomUUID),
    tries: createTries(randomUUID),
    version,
    redact: redactor.redact,
    onFailure: (_tool, error) => reportFailure(app, error),
  };
}

/** A tool tells its client what went wrong; whoever looks for a bug is told here. */
async function reportFailure({ print, globals, version }: App, error: unknown): Promise<void> {
  const known = knownError(error, version);
  if (known.code === 'unexpected' || globals.debug) print.warn(known.message);
  if (!globals.debug) return;
  const { readableStack } = await import('../src/readable-stack.ts');
  print.stderr(`${readableStack(error)}\n`);
}

function atTerminal(): UsageError {
  return new UsageError('segment mcp speaks with a program on stdin, and stdin is a terminal.', {
    code: 'stdin_is_terminal',
    hint: 'An assistant starts it: see segment mcp --help',
  });
}

type Settings = Awaited<ReturnType<App['settings']>>;

/** The settings that the server was started with, whatever is chosen elsewhere meanwhile, and where the sandbox is now. */
async function settingsOfCall(app: App, start: Settings, source?: string): Promise<Settings> {
  if (!start.sandbox) return start;
  const { sandbox, urls } = await app.settings({ source });
  return sandbox ? { ...start, urls } : start;
}
