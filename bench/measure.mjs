import { spawn } from 'node:child_process';

/**
 * Runs every case once per round, in turn, so that a slow moment of the machine hits all alike.
 * The first round only warms the file cache. Resolves to the milliseconds of each case, by its name.
 */
export async function measureInTurn(cases, rounds) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  const names = Object.keys(cases);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      // Another case goes first each round: what runs after a long one would otherwise always pay for it.
      const name = names[(turn + round) % names.length];
      const took = await runOnce(cases[name]);
      if (round > 0) times[name].push(took);
    }
  }
  return times;
}

/** Milliseconds from the start of a process to its end. Rejects when it fails: a failure is not fast. */
function runOnce({ args, env, input }) {
  return new Promise((resolve, reject) => {
    const complaint = [];
    const started = performance.now();
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(process.execPath, args, { env, stdio: [stdin, 'ignore', 'pipe'] });
    child.stdin?.end(input);
    child.stderr.on('data', (chunk) => complaint.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}: ${Buffer.concat(complaint)}`));
    });
  });
}

/** The value below which `share` of the sorted values lie. */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function median(values) {
  return quantile(values, 0.5);
}
