interface VariableGroup {
  readonly heading: string;
  readonly variables: readonly (readonly [name: string, meaning: string])[];
}

/** Every variable the program reads. A test compares this with the source. */
export const environmentVariables: readonly VariableGroup[] = [
  {
    heading: 'Credentials',
    variables: [
      ['SEGMENT_WRITE_KEY', 'write key of the source to send as'],
      ['SEGMENT_TOKEN', 'Public API token'],
      ['PUBLIC_API_TOKEN', 'the same, as Segment’s Terraform provider calls it'],
      ['SEGMENT_API_TOKEN', 'the same, as other tools call it'],
      ['SEGMENT_PROFILE_TOKEN', 'Profile API token of the space'],
      ['SEGMENT_SPACE_ID', 'id of the space'],
      ['SEGMENT_OAUTH_CLIENT_ID', 'OAuth application, where the source requires one'],
      ['SEGMENT_OAUTH_KEY_ID', 'id of its key, as the Segment app shows it'],
      ['SEGMENT_OAUTH_PRIVATE_KEY_FILE', 'path of its private key in PEM form'],
    ],
  },
  {
    heading: 'Choices',
    variables: [
      ['SEGMENT_WORKSPACE', 'stored workspace to use, or sandbox'],
      ['SEGMENT_SOURCE', 'source to send as: its alias, slug or id'],
      ['SEGMENT_REGION', 'us or eu'],
      ['SEGMENT_OUTPUT', 'json: print results as JSON, as --json does; text: do not'],
      ['SEGMENT_NO_INPUT', 'set: never ask, as --no-input does'],
      ['SEGMENT_DEBUG', 'set: headers, bodies and stack traces, as --debug does'],
      ['SEGMENT_FORCE_TTY', 'set: colour and terminal style into a pipe'],
    ],
  },
  {
    heading: 'Hosts (https, or http to this machine)',
    variables: [
      ['SEGMENT_SANDBOX_URL', 'sandbox that -w sandbox and segment sandbox … reach'],
      ['SEGMENT_TRACKING_URL', 'Tracking API instead of the region’s'],
      ['SEGMENT_PROFILE_URL', 'Profile API'],
      ['SEGMENT_API_URL', 'Public API'],
      ['SEGMENT_OAUTH_URL', 'OAuth server'],
      ['SEGMENT_CDN_URL', 'where the settings of sources are'],
    ],
  },
  {
    heading: 'Folders',
    variables: [
      ['SEGMENT_CONFIG_DIR', 'settings and credentials'],
      ['SEGMENT_STATE_DIR', 'checkpoints, receipts, access tokens, where a sandbox runs'],
      ['XDG_CONFIG_HOME', 'settings go into its folder segment'],
      ['XDG_STATE_HOME', 'state goes into its folder segment'],
      ['XDG_CACHE_HOME', 'what can be fetched again goes into its folder segment'],
      ['NODE_DISABLE_COMPILE_CACHE', '1: keep no compiled program in the cache folder'],
      ['APPDATA', 'settings on Windows'],
      ['LOCALAPPDATA', 'state on Windows'],
    ],
  },
  {
    heading: 'Network',
    variables: [
      ['HTTPS_PROXY, https_proxy', 'proxy for everything but this machine'],
      ['HTTP_PROXY, http_proxy', 'the same where HTTPS_PROXY is not set'],
      ['NO_PROXY, no_proxy', 'hosts, domains, addresses and networks reached without it'],
      ['NODE_EXTRA_CA_CERTS', 'file with further certificate authorities, such as a proxy’s'],
      ['NODE_TLS_REJECT_UNAUTHORIZED', '0 switches certificate checks off, with a warning on every run'],
    ],
  },
  {
    heading: 'Terminal',
    variables: [
      ['NO_COLOR', 'set: no colour'],
      ['FORCE_COLOR, CLICOLOR_FORCE', 'set: colour into a pipe; 0: none'],
      ['TERM', 'dumb: no colour, no animation, no questions, ASCII only'],
      ['WT_SESSION', 'set by Windows Terminal: Unicode symbols'],
      ['PATH', 'where segment demo looks whether the shell finds segment'],
      ['COLUMNS', 'width where there is no terminal'],
      ['CI', 'set: no questions, no animation'],
      ['BROWSER', 'what opens the sandbox’s page (key o)'],
    ],
  },
];

/** An environment without credentials and addresses: only what describes the terminal, and what other programs read. */
export function withoutOwnVariables(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^SEGMENT_|^PUBLIC_API_TOKEN$/.test(name)),
  );
}
