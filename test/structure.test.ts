import { describe, expect, it } from 'vitest';
import { type Import, importsOf, readSources } from './helpers/imports.ts';

/** What the files of one room may import. A path that ends in `/` is a whole room. */
interface Rule {
  readonly own: readonly string[];
  /** What may be named as a type only: the interfaces that rooms declare and others implement. */
  readonly types?: readonly string[];
  /** Packages and Node's own modules; `any` where the house does not care. */
  readonly outside: 'any' | readonly string[];
}

/** `node:buffer` checks UTF-8 and turns bytes into text: a function of its arguments, unlike the rest of Node. */
const pure: Rule['outside'] = [
  'zod',
  'zod/mini',
  'node:buffer',
  'csv-stringify/sync',
  'csv-parse/sync',
  '@segment/destination-subscriptions',
];
const toSpec = ['src/segment/', 'src/spec/', 'src/ndjson/', 'src/errors.ts'];
/** The rooms that keep state on disk. */
const toFiles = ['src/files/', ...toSpec];

/** The arrows of the house (docs/architecture.md): the first path that fits a file names its rule. */
const house: readonly [string, Rule][] = [
  // bin makes the real world: the process as streams and clock, and the version it was built with.
  [
    'bin/root-help.ts',
    { own: ['commands/', 'src/app.ts', 'src/terminal/io.ts', 'src/version.ts'], outside: [] },
  ],
  ['bin/launch.ts', { own: ['bin/load-program.ts', 'src/terminal/file-output.ts'], outside: [] }],
  [
    'bin/load-program.ts',
    {
      own: ['src/files/engine-flags.ts', 'src/files/code-cache.ts', 'src/store/folders.ts'],
      outside: ['node:buffer', 'node:fs', 'node:module', 'node:os', 'node:path', 'node:vm'],
    },
  ],
  ['bin/', { own: ['commands/', 'src/run.ts', 'src/terminal/io.ts', 'src/version.ts'], outside: [] }],
  ['commands/', { own: ['commands/', 'src/'], outside: 'any' }],
  ['src/segment/', { own: ['src/segment/'], outside: [] }],
  ['src/spec/', { own: ['src/segment/', 'src/spec/', 'src/ndjson/'], outside: pure }],
  ['src/ndjson/', { own: ['src/spec/', 'src/ndjson/'], outside: pure }],
  // A hash is a function of its arguments, too.
  ['src/formats/', { own: ['src/formats/', ...toSpec], outside: [...pure, 'node:crypto'] }],
  ['src/files/', { own: ['src/files/', 'src/errors.ts'], outside: 'any' }],
  ['src/backfill/', { own: ['src/backfill/', 'src/formats/', ...toFiles], outside: 'any' }],
  ['src/api/', { own: ['src/api/', ...toSpec], outside: 'any' }],
  [
    'src/clients/',
    {
      own: [
        ...['src/clients/', 'src/raw-call/', 'src/workspace/', 'src/api/', 'src/store/'],
        ...['src/redact.ts', ...toSpec],
      ],
      outside: [],
    },
  ],
  [
    'src/workspace/',
    { own: ['src/workspace/', 'src/api/', 'src/mask-members.ts', 'src/redact.ts', ...toSpec], outside: [] },
  ],
  ['src/store/', { own: ['src/store/', ...toFiles], outside: 'any' }],
  [
    'src/sandbox/',
    { own: ['src/sandbox/', 'src/mask-members.ts', 'src/redact.ts', ...toFiles], outside: 'any' },
  ],
  [
    'src/local-sandbox/',
    {
      own: ['src/local-sandbox/', 'src/sandbox/', 'src/store/', 'src/api/', ...toFiles],
      outside: 'any',
    },
  ],
  // One message, profiles, and single calls: what commands, and later others, ask for as a whole.
  ['src/sending/', { own: ['src/sending/', 'src/api/', ...toFiles], outside: 'any' }],
  ['src/profiles/', { own: ['src/profiles/', 'src/api/', ...toFiles], outside: 'any' }],
  ['src/raw-call/', { own: ['src/raw-call/', 'src/api/', ...toFiles], outside: 'any' }],
  [
    'src/export/',
    { own: ['src/export/', 'src/api/', 'src/backfill/', 'src/mask-members.ts', ...toFiles], outside: 'any' },
  ],
  ['src/skills/', { own: ['src/skills/', 'src/files/', 'src/errors.ts'], outside: 'any' }],
  // The second door beside commands: it may call what they call, but for the terminal and what makes commands.
  [
    'src/mcp/',
    {
      own: [
        ...['src/mcp/', 'src/clients/', 'src/sending/', 'src/profiles/', 'src/raw-call/', 'src/workspace/'],
        ...['src/backfill/', 'src/local-sandbox/', 'src/skills/', 'src/api/', 'src/store/', ...toFiles],
        ...['src/known-error.ts', 'src/mask-members.ts', 'src/redact.ts'],
      ],
      outside: [
        '@modelcontextprotocol/server',
        '@modelcontextprotocol/server/stdio',
        '@modelcontextprotocol/server/ext/skills',
        'zod/mini',
        'node:crypto',
        'node:stream',
      ],
    },
  ],
  [
    'src/topics/',
    { own: ['src/topics/', 'src/errors.ts', 'src/store/environment-variables.ts'], outside: [] },
  ],
  ['src/jq/', { own: ['src/jq/', 'src/errors.ts'], types: ['src/ndjson/'], outside: 'any' }],
  ['src/completion/', { own: ['src/completion/'], types: ['commander'], outside: [] }],
  [
    'src/terminal/',
    {
      own: ['src/terminal/', 'src/spec/', 'src/errors.ts', 'src/mask-members.ts', 'src/redact.ts'],
      types: ['src/'],
      outside: 'any',
    },
  ],
  // Texts of values of the APIs, laid out as the terminal does: read by commands, printed by them.
  [
    'src/views/',
    {
      own: ['src/views/', 'src/workspace/', 'src/profiles/', 'src/api/', 'src/terminal/', ...toSpec],
      outside: [],
    },
  ],
  // The words of the system for its errors are a table.
  ['src/errors.ts', { own: [], outside: ['node:util'] }],
  ['src/redact.ts', { own: [], outside: [] }],
  ['src/mask-members.ts', { own: ['src/redact.ts'], outside: [] }],
  ['src/known-error.ts', { own: ['src/errors.ts', 'src/version.ts'], outside: [] }],
  ['src/version.ts', { own: [], outside: [] }],
  ['src/', { own: ['src/'], outside: 'any' }],
];

/** Every forbidden arrow, as one line a reader can act on. */
function forbiddenArrows(imports: readonly Import[]): string[] {
  return imports.flatMap((found) => {
    const [room, rule] = house.find(([path]) => found.from.startsWith(path)) ?? [];
    if (room === undefined || rule === undefined) return [`${found.from}: belongs to no room of the house`];
    if (found.kind === 'computed')
      return [`${found.from}:${found.line} imports a computed path: ${found.to}`];
    return mayImport(rule, found)
      ? []
      : [`${found.from}:${found.line} must not import ${found.to} (${room})`];
  });
}

function mayImport({ own, types = [], outside }: Rule, { to, kind }: Import): boolean {
  const named = kind === 'type' ? [...own, ...types] : own;
  if (named.some((path) => (path.endsWith('/') ? to.startsWith(path) : to === path))) return true;
  if (/^(?:bin|commands|src|scripts|test|bench|examples)\//.test(to)) return false;
  return outside === 'any' ? !to.startsWith('..') : outside.includes(to);
}

/** What commands share. Every other folder of `commands/`, and every file that its table loads, is a noun of its own. */
const shared = ['reading', 'writing', 'stored', 'message'];
const nounFiles = new Set(
  [...(readSources('commands').get('commands/table.ts') ?? '').matchAll(/import\('\.\/([\w-]+)\.ts'\)/g)].map(
    ([, name]) => name,
  ),
);

/** The imports with which one noun reaches into another. */
function importsOfOtherNouns(imports: readonly Import[]): string[] {
  const nounOf = (path: string): string | undefined => {
    const [, folder, file] = /^commands\/(?:([^/]+)\/|([\w-]+)\.ts$)/.exec(path) ?? [];
    return folder ?? (nounFiles.has(file) ? file : undefined);
  };
  return imports.flatMap(({ from, to, line }) => {
    const [noun, other] = [nounOf(from), nounOf(to)];
    if (other === undefined || other === noun || shared.includes(other)) return [];
    return noun === undefined ? [] : [`${from}:${line} must not import ${to} of another noun`];
  });
}

/** Loaded with `await import()` by what uses them, because each costs start-up (docs/architecture.md). */
const costly = [
  'undici',
  'zod',
  'conf',
  '@inquirer/prompts',
  'ora',
  'hono',
  '@hono/node-server',
  'xxhash-wasm',
  'tinyglobby',
  'yauzl',
  'csv-parse/sync',
  'iconv-lite',
  '@segment/destination-subscriptions',
  '@modelcontextprotocol/server',
];

const isStatic = ({ kind }: Import): boolean => kind === 'static';
/** What a command other than export may load, at its start or later. */
const isOfOthers = ({ kind, to }: Import): boolean => kind !== 'type' && to !== 'commands/export/index.ts';

/** The files and packages that come along as soon as `entry` is loaded: along static imports, where nothing else is said. */
function loadedWith(entry: string, imports: readonly Import[], isFollowed = isStatic): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const found of imports) if (found.from === path && isFollowed(found)) visit(found.to);
  };
  visit(entry);
  return seen;
}

const sources = readSources('bin', 'commands', 'src');
const imports = [...sources].flatMap(([path, text]) => importsOf(path, text));

describe('the arrows between the rooms', () => {
  it('finds the files and their imports', () => {
    expect(sources.size).toBeGreaterThan(20);
    expect(imports.filter(({ kind }) => kind === 'static').length).toBeGreaterThan(20);
    expect(imports.filter(({ kind }) => kind === 'dynamic').length).toBeGreaterThan(10);
  });

  it('are all allowed', () => {
    expect(forbiddenArrows(imports)).toEqual([]);
  });

  it('lead to files that exist, with their extension', () => {
    const own = imports.filter(({ to }) => /^(?:bin|commands|src)\//.test(to));
    expect(own.filter(({ to }) => !sources.has(to)).map(({ from, to }) => `${from}: ${to}`)).toEqual([]);
  });

  it('lead from no noun of commands/ to another', () => {
    expect(importsOfOtherNouns(imports)).toEqual([]);
  });

  it.each([
    ['commands/groups/users.ts', "import { userColumns } from '../users/columns.ts';"],
    ['commands/groups.ts', "import { register } from './users.ts';"],
    ['commands/sources/labels/add.ts', "import type { X } from '../../destinations/columns.ts';"],
    ['commands/reading/output-options.ts', "import { wholeNumber } from '../sandbox/flag-values.ts';"],
  ])('would name what %s takes from another noun: %s', (path, text) => {
    expect(importsOfOtherNouns(importsOf(path, text))).toHaveLength(1);
  });

  it.each([
    ['commands/sources/labels/add.ts', "import { x } from '../columns.ts';"],
    ['commands/groups/users.ts', "import { printList } from '../reading/print-list.ts';"],
    ['commands/table.ts', "import { x } from './groups/index.ts';"],
  ])('would let %s have %s', (path, text) => {
    expect(importsOfOtherNouns(importsOf(path, text))).toEqual([]);
  });

  it.each([
    ['src/spec/verdict.ts', "import { readFileSync } from 'node:fs';"],
    ['src/spec/verdict.ts', "import type { Http } from '../api/http.ts';"],
    ['src/spec/verdict.ts', "import { z } from 'zod/v4';"],
    ['src/segment/hosts.ts', "import { isRegion } from '../spec/region.ts';"],
    ['src/segment/limits.ts', "import { z } from 'zod/mini';"],
    ['src/ndjson/scan.ts', "const zlib = await import('node:zlib');"],
    ['src/backfill/batches/chunk.ts', "import { judgeReply } from '../../api/retry.ts';"],
    ['src/backfill/batches/chunk.ts', "import type { Style } from '../../terminal/style.ts';"],
    ['src/api/http.ts', "import { createRedactor } from '../redact.ts';"],
    ['src/api/http.ts', "export { openStore } from '../store/store.ts';"],
    ['src/store/store.ts', "import {\n  version,\n} from '../version.ts';"],
    ['src/sandbox/start.ts', "const { openHttp } = await import('../api/http.ts');"],
    ['src/app.ts', "import { commandTable } from '../commands/table.ts';"],
    ['src/sending/request.ts', "import type { MessageFlags } from '../../commands/message/options.ts';"],
    ['src/mcp/serve.ts', "import type { App } from '../app.ts';"],
    ['src/mcp/tools/send-message.ts', "import { messageCommand } from '../../../commands/message/index.ts';"],
    ['src/mcp/call-tool.ts', "import { createPrinter } from '../terminal/printer.ts';"],
    ['src/mcp/tools.ts', "import { Command } from 'commander';"],
    ['src/sending/follow.ts', "import { formatDuration } from '../terminal/numbers.ts';"],
    ['src/profiles/watch.ts', "import type { App } from '../app.ts';"],
    ['src/raw-call/place.ts', "import type { Settings } from '../store/settings.ts';"],
    ['src/raw-call/read-call.ts', "import { withMembers } from '../sending/request.ts';"],
    ['src/run.ts', "import './../bin/main.ts';"],
    ['src/completion/tree.ts', "import { Command } from 'commander';"],
    ['src/redact.ts', "import { envValue } from './terminal/io.ts';"],
    ['src/terminal/progress.ts', "import { startBackfill } from '../backfill/backfill.ts';"],
    ['src/clients/target.ts', "import type { App } from '../app.ts';"],
    ['src/workspace/overview.ts', "import type { App } from '../app.ts';"],
    ['src/workspace/overview.ts', "import { openStore } from '../store/store.ts';"],
    ['bin/segment.ts', "import { openStore } from '../src/store/store.ts';"],
    ['commands/track.ts', "import { x } from '../test/helpers/cli.ts';"],
    ['commands/track.ts', 'await import(name)'],
    ['lib/other.ts', "import { run } from '../src/run.ts';"],
  ])('would name %s with %s', (path, text) => {
    expect(forbiddenArrows(importsOf(path, text))).toHaveLength(1);
  });

  it.each([
    ['src/spec/verdict.ts', "import { z } from 'zod/mini';\nimport { scan } from '../ndjson/scan.ts';"],
    [
      'src/completion/tree.ts',
      "import type { Command } from 'commander';\nimport { bash } from './bash.ts';",
    ],
    [
      'src/backfill/batches/chunk.ts',
      "import { createHash } from 'node:crypto';\nimport { InputError } from '../../errors.ts';",
    ],
    ['src/terminal/progress.ts', "import type { BackfillReporter } from '../backfill/backfill.ts';"],
    ['src/spec/limits.ts', "/**\n * import x from '../store/store.ts'\n */\nexport const most = 5;"],
    ['src/spec/limits.ts', "// import x from '../store/store.ts'"],
  ])('would let pass %s with %s', (path, text) => {
    expect(forbiddenArrows(importsOf(path, text))).toEqual([]);
  });
});

describe('what is built in one place', () => {
  const client = [...sources].filter(([path]) => !path.startsWith('src/sandbox/'));
  const filesWith = (pattern: RegExp) =>
    client.filter(([, text]) => pattern.test(text)).map(([path]) => path);

  it('the header of a credential; a proxy has one of its own', () => {
    expect(filesWith(/['"`](?:Basic|Bearer) /)).toEqual([
      'src/api/authorization.ts',
      'src/api/proxy-setting.ts',
    ]);
  });

  it('the renewal of an access token that was refused', () => {
    expect(filesWith(/\.renew\(/)).toEqual(['src/api/send-with-token.ts']);
  });

  it('the name that servers see', () => {
    expect(filesWith(/segment-cli\/\$/)).toEqual(['src/api/user-agent.ts']);
  });
});

describe('the price of starting', () => {
  const entries = ['bin/segment.ts', ...[...sources.keys()].filter((path) => path.startsWith('commands/'))];

  it.each(['run-batch', 'run-validate'])(
    '%s waits for no table: its measure of texts takes 18 ms to make ready',
    (name) => {
      const loaded = loadedWith(`commands/batch/${name}.ts`, imports);
      expect([...loaded].filter((path) => path === 'string-width')).toEqual([]);
    },
  );

  it.each(entries)('%s brings nothing costly along', (entry) => {
    const loaded = loadedWith(entry, imports);
    expect(
      costly.filter((name) => [...loaded].some((path) => path === name || path.startsWith(`${name}/`))),
    ).toEqual([]);
  });

  it('export brings nothing along to another command, not even when that asks for more', () => {
    const others = entries.filter((path) => !path.startsWith('commands/export/'));
    const reached = new Set(others.flatMap((entry) => [...loadedWith(entry, imports, isOfOthers)]));
    expect([...reached].filter((path) => path.startsWith('src/export/'))).toEqual([]);
    expect(loadedWith('commands/export/index.ts', imports, isOfOthers)).toContain('src/export/run-export.ts');
  });

  it('sees what is reached over another file', () => {
    const synthetic = [
      ...importsOf('commands/a.ts', "import { b } from '../src/b.ts';"),
      ...importsOf('src/b.ts', "import { Agent } from 'undici';\nconst ora = await import('ora');"),
    ];
    expect([...loadedWith('commands/a.ts', synthetic)]).toEqual(['commands/a.ts', 'src/b.ts', 'undici']);
  });
});

describe('the outside world', () => {
  /** Only bin and the real io know the process; the version of Node is a fact, not a world. */
  const worldly = /\bconsole\.|\bprocess\.(?!versions\b)/;
  /** spec and ndjson are functions of their arguments alone. */
  const timely =
    /\b(?:setTimeout|setInterval|setImmediate|fetch|performance\.now|Date\.now|Math\.random)\b|\bnew Date\(\)/;
  /** `stringAt` gives an empty text for an absent field, which then equals an empty name: `isSameName` is for that. */
  const unsafeEquality = /\bstringAt\([^()]*\)(?:\.toLowerCase\(\))? [!=]== (?!')|[!=]== stringAt\(/;
  /** Node's own recursive way never ends below `/proc`. */
  const endlessly = /\bmkdir(?:Sync)?\(/;

  it.each([...sources].filter(([path]) => !path.startsWith('bin/') && path !== 'src/terminal/io.ts'))(
    '%s leaves the process alone',
    (_path, text) => {
      expect(linesWith(worldly, text)).toEqual([]);
    },
  );

  it.each([...sources].filter(([path]) => /^src\/(?:segment|spec|ndjson)\//.test(path)))(
    '%s is pure',
    (_path, text) => {
      expect(linesWith(timely, text)).toEqual([]);
    },
  );

  it.each([...sources])('%s compares no field with a name by itself', (_path, text) => {
    expect(linesWith(unsafeEquality, text)).toEqual([]);
  });

  it.each([...sources].filter(([path]) => path !== 'src/files/make-folder.ts'))(
    '%s leaves the making of folders to makeFolder',
    (_path, text) => {
      expect(linesWith(endlessly, text)).toEqual([]);
    },
  );

  it('would name each of them', () => {
    expect(
      linesWith(worldly, "console.log('x')\nprocess.exit(1)\nprocess.versions.node\n// process.env\n"),
    ).toEqual(["1: console.log('x')", '2: process.exit(1)']);
    expect(linesWith(timely, 'await fetch(url)\nnew Date()\nnew Date(text)\n')).toEqual([
      '1: await fetch(url)',
      '2: new Date()',
    ]);
    expect(
      linesWith(
        unsafeEquality,
        "stringAt(v, 'id') === id\nstringAt(v, 'a').toLowerCase() !== b\nid === stringAt(v, 'id')\nstringAt(v, 'id') === ''\n",
      ),
    ).toHaveLength(3);
    expect(linesWith(endlessly, 'mkdirSync(a)\nawait mkdir(a)\nmakeFolder(a)\n')).toHaveLength(2);
  });

  function linesWith(pattern: RegExp, text: string): string[] {
    return text
      .split('\n')
      .map((line, index) => ({ line: line.trim(), number: index + 1 }))
      .filter(({ line }) => !/^(?:\/\/|\/?\*)/.test(line) && pattern.test(line))
      .map(({ line, number }) => `${number}: ${line}`);
  }
});
