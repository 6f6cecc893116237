import { type Command, InvalidArgumentError, Option } from 'commander';
import { setFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { plural } from '../../../src/terminal/numbers.ts';
import { duration, wholeNumber } from '../../reading/flag-values.ts';
import { addUrlOption, findSandboxUrl } from '../url.ts';
import { readPlanFile } from './plan-file.ts';

const examples = `
Examples:
  $ segment sandbox faults set --status 500 --share 0.05  # one request in twenty
  $ segment sandbox faults set --status 429 --retry-after 2 --first 3
  $ segment sandbox faults set --reset after --every 10  # stored, but no response
  $ segment sandbox faults set --latency 200ms-2s --source web
  $ segment sandbox faults set --plan faults.json  # several rules; the first that matches applies

A new plan replaces the previous one. With --source it applies only to that source, and the plan for all sources stays
active. docs/sandbox-control.md lists the keys of a plan.`;

interface SetFlags {
  readonly plan?: string;
  readonly faultSeed?: number;
  readonly source?: string;
  readonly path?: string;
  readonly share?: number;
  readonly first?: number;
  readonly after?: number;
  readonly every?: number;
  readonly times?: number;
  readonly status?: number;
  readonly retryAfter?: unknown;
  readonly message?: string;
  readonly reset?: string;
  readonly truncated?: boolean;
  readonly hang?: boolean;
  readonly html?: boolean;
  readonly redirect?: string;
  readonly latency?: number | readonly [number, number];
  readonly drip?: number;
  readonly stores?: boolean;
  readonly url?: string;
}

export function register(command: Command, app: App): void {
  command
    .description('Make requests to the sandbox fail: one rule with flags, or several from a file.')
    .option('--plan <file>', 'a fault plan as JSON; - reads it from stdin')
    .option(
      '--fault-seed <number>',
      'seed of the random choices; the same seed gives the same faults',
      wholeNumber(0),
    )
    .option('--source <name>', 'only for this source, by name or write key')
    .option('--path <path>', 'requests to this path; a * at the end matches any ending')
    .option('--share <number>', 'this share of the requests, 0 to 1', share)
    .option('--first <number>', 'the first N requests', wholeNumber(1))
    .option('--after <number>', 'all but the first N requests', wholeNumber(1))
    .option('--every <number>', 'every Nth request', wholeNumber(1))
    .option('--times <number>', 'at most N times', wholeNumber(1))
    .option('--status <number>', 'respond with this status', wholeNumber(200))
    .option('--retry-after <value>', 'seconds, date:SECONDS for an HTTP date, or any text', readRetryAfter)
    .option('--message <text>', 'the error message')
    .addOption(
      new Option('--reset <when>', 'break the connection, before or after storing').choices([
        'before',
        'after',
      ]),
    )
    .option('--truncated', 'truncate the response')
    .option('--hang', 'never respond')
    .option('--html', 'respond 200 with a web page')
    .option('--redirect <url>', 'respond 302 with this location')
    .option('--latency <time>', 'delay the response: 200ms, or 200ms-2s', readLatency)
    .option('--drip <time>', 'wait this long between the bytes of the response', duration)
    .option('--stores', 'store the messages anyway')
    .addHelpText('after', examples)
    .action((flags: SetFlags) => set(app, command, flags));
  addUrlOption(command);
}

async function set(app: App, command: Command, flags: SetFlags): Promise<void> {
  const { io, print, globals } = app;
  const { plan: file, faultSeed: seed, source, url: _url, ...rule } = flags;
  if (file !== undefined && (Object.keys(rule).length > 0 || seed !== undefined))
    throw new UsageError('--plan cannot be joined with the flags of a rule.', { code: 'plan_conflict' });
  const seeded = seed === undefined ? {} : { seed };
  const plan = file === undefined ? { ...seeded, rules: [rule] } : await readPlanFile(io, file);
  const url = findSandboxUrl(command, io);
  const result = await setFaults(await app.http(), url, plan, source);
  if (globals.json) return print.json(result);
  const { style } = print;
  const count =
    typeof plan === 'object' && plan !== null && 'rules' in plan && Array.isArray(plan.rules)
      ? plan.rules.length
      : 0;
  print.note(
    `${style.green(style.symbols.ok)} ${plural(count, 'rule')} active; remove with: segment sandbox faults clear`,
  );
}

function share(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1)
    throw new InvalidArgumentError('A share is a number from 0 to 1.');
  return value;
}

function readRetryAfter(text: string): unknown {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  const date = /^date:(-?\d{1,9})$/.exec(text)?.[1];
  return date === undefined ? text : { date: Number(date) };
}

function readLatency(text: string): number | [number, number] {
  const [from = '', to] = text.split('-');
  return to === undefined ? duration(from) : [duration(from), duration(to)];
}
