/** The programs for which the form of their configuration is documented (docs/mcp.md#set-it-up). */
export const configClients = ['claude', 'cursor', 'vscode', 'codex', 'gemini'] as const;

export type ConfigClient = (typeof configClients)[number];

/** How a client starts the server. */
export interface ServerStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const startingFlags = ['workspace', 'region', 'url', 'source', 'toolsets'] as const;

type StartingFlags = Readonly<Partial<Record<(typeof startingFlags)[number], string | undefined>>>;

/** What starts the server with the flags of a call. */
export function serverArguments(flags: StartingFlags & { readonly allowWrites?: boolean }): string[] {
  const given = startingFlags.flatMap((name) => {
    const value = flags[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  return ['mcp', ...given, ...(flags.allowWrites === true ? ['--allow-writes'] : [])];
}

/** Where each client looks for the configuration, as the end of a sentence: `Put it into …`. */
export const configFiles: Readonly<Record<ConfigClient, string>> = {
  claude:
    '.mcp.json in your project for Claude Code; for Claude Desktop claude_desktop_config.json in ~/Library/Application Support/Claude (macOS) or %APPDATA%\\Claude (Windows)',
  cursor: '~/.cursor/mcp.json, or .cursor/mcp.json in your project',
  vscode: '.vscode/mcp.json in your project, or what “MCP: Open User Configuration” opens',
  codex: '~/.codex/config.toml',
  gemini: '~/.gemini/settings.json, or .gemini/settings.json in your project',
};

/** The configuration of one client, to be pasted into its file. */
export function clientConfig(client: ConfigClient, { command, args, env }: ServerStart): string {
  const isPlain = Object.keys(env).length === 0;
  if (client === 'codex') return tomlOf({ command, args, env });
  const server = { command, args, ...(isPlain ? {} : { env }) };
  const config =
    client === 'vscode'
      ? { servers: { segment: { type: 'stdio', ...server } } }
      : { mcpServers: { segment: server } };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function tomlOf({ command, args, env }: ServerStart): string {
  const rows = Object.entries(env).map(([name, value]) => `${name} = ${tomlText(value)}`);
  return [
    '[mcp_servers.segment]',
    `command = ${tomlText(command)}`,
    `args = [${args.map(tomlText).join(', ')}]`,
    ...(rows.length === 0 ? [] : ['', '[mcp_servers.segment.env]', ...rows]),
    '',
  ].join('\n');
}

/** A basic string of TOML has the escapes of JSON, and needs one more. */
function tomlText(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}
