import { defineConfig } from 'vitest/config';

const every = 'test/**/*.test.ts';
/** Runs that take long: kills, faults, memory and pages in a browser. */
const soak = 'test/**/*.soak.test.ts';
/** What starts no server, no process and no browser; test/tiers.test.ts holds them to it. */
const unit = [
  'test/{citations,redact,run,structure}.test.ts',
  'test/{ndjson,spec,terminal}/*.test.ts',
  'test/backfill/{batches,sending}/*.test.ts',
  'test/api/{endpoints,no-proxy,paging,readable-path,retry,send-one,url}.test.ts',
  'test/backfill/checkpoint/checkpoint.test.ts',
  'test/backfill/reading/{message-id,prepare,trace,unpack}.test.ts',
  'test/backfill/reading/look/look.test.ts',
  'test/commands/{commands,completion,config,fresh-message-id,help,usage}.test.ts',
  'test/commands/writing/same-json.test.ts',
  'test/completion/tree.test.ts',
  'test/docs/words.test.ts',
  'test/files/replace-file.test.ts',
  'test/formats/**/*.test.ts',
  'test/sandbox/page/page-parts.test.ts',
  'test/sandbox/profiles/{graph-properties,graph,identifiers,spaces}.test.ts',
  'test/sandbox/workspace/query.test.ts',
  'test/scripts/installed.test.ts',
  'test/store/{folders,light,reply-cache}.test.ts',
];
/** What counts memory or connections of its own process, or how soon it is given its turn. */
const alone = ['test/api/{early-answer,proxy}.test.ts', 'test/sandbox/hostile.test.ts'];

/**
 * Three workers on two cores: a quarter of its time each waits for a server, a process or a file. They begin when what is
 * alone has ended. A group below 0 would not be run at all, and vitest would not say so.
 */
const together = { maxWorkers: 3, sequence: { groupOrder: 1 } };

// Each file is in one project: `npm test` runs unit, program and alone, `npm run test:soak` the rest.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    reporters: ['default', './test/helpers/count-reporter.ts'],
    globalSetup: './test/helpers/scratch-folder.ts',
    setupFiles: './test/helpers/seed.ts',
    maxWorkers: 2,
    // The source keeps no state of its own between calls, so that the files of a worker share what they load: to load
    // it for each of them took a third of the whole.
    isolate: false,
    // Between runs in node_modules: a file that has not changed is not translated again.
    experimental: { fsModuleCache: true },
    projects: [
      { extends: true, test: { name: 'unit', include: unit, ...together } },
      {
        extends: true,
        test: {
          name: 'program',
          include: [every],
          exclude: [...unit, ...alone, soak],
          ...together,
          // A sandbox and a program for each test: most of it is garbage soon, and is collected less often like this.
          execArgv: ['--max-semi-space-size=64'],
        },
      },
      { extends: true, test: { name: 'alone', include: alone, isolate: true } },
      { extends: true, test: { name: 'soak', include: [soak], isolate: true, provide: { isWhole: true } } },
    ],
  },
});
