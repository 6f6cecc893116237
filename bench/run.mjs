// The benchmarks, one command: `npm run bench [names…] [-- --rounds N] [--json]`.
//
// They print ratios taken in one run, because only ratios travel from one machine to another, with the
// bar that the design sets beside each. Nothing fails: a bar is read by a person, not by a test.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ratioTable } from './table.mjs';

const benchmarks = {
  'start-up': () => import('./start-up.mjs'),
  'look-ups': () => import('./look-ups.mjs'),
  batch: () => import('./batch.mjs'),
  sandbox: () => import('./sandbox.mjs'),
  page: () => import('./page.mjs'),
  export: () => import('./export.mjs'),
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
const rounds = Number(flags.rounds);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(
    `usage: npm run bench [${Object.keys(benchmarks).join('|')}] [-- --rounds 15] [--json]\n`,
  );
  process.exitCode = 2;
} else {
  const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
  const machine = {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cores: availableParallelism(),
  };
  const results = [];
  for (const name of names) {
    process.stderr.write(`${name}: ${rounds} rounds …\n`);
    const { benchmark } = await benchmarks[name]();
    results.push({ name, ...(await benchmark({ rounds })) });
  }
  if (flags.json) process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
  else process.stdout.write(`${results.map((result) => ratioTable(result, machine)).join('\n')}`);
}
