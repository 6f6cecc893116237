// Prints what was proved, in numbers: node .ci/counts.mjs <log of npm test and npm run test:soak>
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const log = readFileSync(process.argv[2], 'utf8');

// Each tier ends with a line of its own.
const tiers = [...log.matchAll(/^(\d+) passed, (\d+) failed$/gm)].flatMap(([, ...counts]) => counts);
const total = `${sum(tiers, 0)} passed, ${sum(tiers, 1)} failed`;
print('tests', tiers.length === 0 ? 'not counted' : `${total}, in ${tiers.length / 2} tiers`);
// What the tests of backfills tell of themselves, in their own words.
const told = log
  .split('\n')
  .filter((line) =>
    /^(?:kill -9|SIGTERM|second signal|memory|shards|refused|Retry-After|damaged|changed|rejects|full|locks|marks|kernel)\b/.test(
      line,
    ),
  );
for (const line of told) print('backfill', line);
const faults = log
  .split('\n')
  .flatMap((line) => line.match(/^faults: .*?: (\d+) faults, (\d+) lines/)?.slice(1) ?? []);
print(
  'faults',
  `${sum(faults, 0)} injected over ${faults.length / 2} backfills of ${sum(faults, 1)} lines, 0 lost`,
);
print('kills', `${told.reduce((kills, line) => kills + Number(line.match(/: (\d+) kills/)?.[1] ?? 0), 0)}`);
print('test files', filesBelow('test').filter((name) => name.endsWith('.test.ts')).length);
print('source lines', linesOf('bin', 'commands', 'src'));
print('test lines', linesOf('test'));

const tree = segment('commands', '--json');
const commands = leaves(JSON.parse(tree.stdout));
print('commands', commands.length);

// The tests hold this table against the codes of the program.
const reasons = readFileSync(join(root, 'docs', 'batch.md'), 'utf8').split('\n## Reasons\n')[1];
print('reject codes', reasons.split('\n## ')[0].match(/^\| `[a-z_0-9]+` \|/gm).length);

const files = ['web.ndjson', 'mobile.ndjson.gz', 'server.ndjson'].map((name) => join(root, 'examples', name));
const run = segment('batch', ...files, '--workspace', 'sandbox', '--dry-run', '--json');
const { read, unacknowledged, rejected } = JSON.parse(run.stdout);
print('example lines', `${read} read, ${unacknowledged} would be sent, ${rejected} rejected`);

// The last line of its kind in the log of a whole run is the one for all of it.
if (tiers.length > 0) process.stdout.write(`${total}\n`);

function segment(...args) {
  return spawnSync(process.execPath, [join(root, 'dist', 'segment.cjs'), ...args], {
    encoding: 'utf8',
  });
}

/** The commands that do something, out of the tree. */
function leaves(command) {
  const children = command.commands.filter(({ hidden }) => !hidden);
  return children.length === 0 ? [command] : children.flatMap(leaves);
}

/** The sum of every second number, from the one at `first` on. */
function sum(numbers, first) {
  return numbers
    .filter((_, index) => index % 2 === first)
    .reduce((total, number) => total + Number(number), 0);
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true });
}

function linesOf(...folders) {
  return folders
    .flatMap((folder) => filesBelow(folder).map((name) => join(root, folder, name)))
    .filter((path) => /\.tsx?$/.test(path))
    .reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length - 1, 0);
}

function print(label, value) {
  process.stdout.write(`${label.padEnd(16)}${value}\n`);
}
