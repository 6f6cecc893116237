import type { Command } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';
import { setFaults } from '../../../src/api/sandbox/control.ts';
import type { App } from '../../../src/app.ts';
import { UsageError } from '../../../src/errors.ts';
import { readPlanFile } from '../../../src/local-sandbox/input-files.ts';
import type { FaultRule } from '../../../src/sandbox/faults/plan.ts';
import { isJsonObject } from '../../../src/spec/message.ts';
import { plural } from '../../../src/terminal/numbers.ts';
import { Option } from '../../options.ts';
import { duration, wholeNumber } from '../../reading/flag-values.ts';
import { openSandbox } from '../open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox faults set --status 500 --share 0.05  # one request in twenty
  $ segment sandbox faults set --status 429 --retry-after 2 --first 3
  $ segment sandbox faults set --reset after --every 10  # stored, but no response
  $ segment sandbox faults set --latency 200ms-2s --source web
  $ segment sandbox faults set --status 503 --path "/sources*"  # of the Public API
  $ segment sandbox faults set --plan faults.json  # several rules; the first that matches applies

A new plan replaces the previous one. With --source it applies only to that source, and the plan for all sources stays
active. Without --path a rule applies to requests that send messages; with a path of the Public or the Profile API it
applies to those requests. A path that no request has is refused with exit code 2. docs/sandbox-control.md lists the keys of a plan.`;

export function register(command: Command, app: App): void {
  command.description('Make requests to the sandbox fail: one rule with flags, or several from a file.');
  addSetOptions(command)
    .addHelpText('after', examples)
    .action(async ({ plan: file, faultSeed: seed, source, ...rule }) => {
      const { io, print, globals } = app;
      if (file !== undefined && (Object.keys(rule).length > 0 || seed !== undefined))
        throw new UsageError('--plan cannot be combined with the flags of a rule.', {
          code: 'plan_conflict',
        });
      if (file === undefined && Object.keys(rule).length === 0)
        throw new UsageError('No rule is given: which requests are to fail, and how?', {
          code: 'rule_missing',
          hint: 'segment sandbox faults set --status 500 --share 0.05',
        });
      const plan =
        file === undefined
          ? { ...(seed === undefined ? {} : { seed }), rules: [faultRule(rule)] }
          : await readPlanFile(io, file);
      const { http, url } = await openSandbox(app, command);
      const result = await setFaults(http, url, plan, source);
      if (globals.json) return print.json(result);
      const rules = isJsonObject(plan) ? plan.rules : [];
      const count = Array.isArray(rules) ? rules.length : 0;
      return print.success(`${plural(count, 'rule')} active; to remove: segment sandbox faults clear`);
    });
}

/** Every other flag is named after a key of a rule; one that is not does not compile. */
function faultRule<R extends FaultRule & Record<Exclude<keyof R, keyof FaultRule>, never>>(
  rule: R,
): FaultRule {
  return rule;
}

function addSetOptions(command: Command) {
  return command
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
    .option('--stores', 'store the messages anyway');
}

function share(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1)
    throw new InvalidArgumentError('A share is a number from 0 to 1.');
  return value;
}

/** Seconds, a date so many seconds ahead, or a text that is sent as it is. */
function readRetryAfter(text: string): number | string | { readonly date: number } {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  const date = /^date:(-?\d{1,9})$/.exec(text)?.[1];
  return date === undefined ? text : { date: Number(date) };
}

function readLatency(text: string): number | [number, number] {
  const [from = '', to] = text.split('-');
  return to === undefined ? duration(from) : [duration(from), duration(to)];
}
