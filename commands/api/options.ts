import { type Command, InvalidArgumentError, Option } from 'commander';
import { methods, type TypedRequest } from '../../src/raw-call/read-call.ts';
import { apiNames } from '../../src/segment/endpoints/endpoint.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { addTargetOptions, type TargetFlags } from '../target.ts';

/** The flags of `segment api` as they were typed. */
export interface ApiFlags extends TargetFlags, TypedRequest {
  readonly silent?: boolean;
  readonly dryRun?: boolean;
  readonly curl?: boolean;
  readonly yes?: boolean;
}

/** Adds the flags of a call. The returned list holds every `-f` and `-F`, in the order typed. */
export function addApiOptions(command: Command): FieldFlag[] {
  const fields: FieldFlag[] = [];
  const field = (kind: FieldFlag['kind'], flag: string) => (text: string) =>
    fields.push({ kind, text, flag });

  command.optionsGroup('Request:');
  // Without a default of commander's own: `ls` has the same flag, and means all of them without it.
  command
    .addOption(new Option('--api <api>', 'the API to call (default: public)').choices(apiNames))
    .addOption(
      new Option(
        '-X, --method <method>',
        'HTTP method (default: GET, or POST with fields or --input)',
      ).argParser(readMethod),
    )
    .addOption(
      new Option('-f <key=value>', 'a field, always a string; repeat it').argParser(field('text', '-f')),
    )
    .addOption(
      new Option(
        '-F <key=value>',
        'the same, but true, false, null, numbers and JSON keep their type',
      ).argParser(field('typed', '-F')),
    )
    .option('--query <key=value>', 'a query parameter; repeat it', collect)
    .option('--input <file>', 'the body as JSON from a file, or - for stdin; fields override it')
    .option('-H, --header <name: value>', 'a header; repeat it', collect);
  addTargetOptions(command);

  command.optionsGroup('Answer:');
  command
    .option('--paginate', 'fetch every page of a list; print one item per line')
    .option('--slurp', 'with --paginate: print one array')
    .option('-i, --include', 'print the status and the headers first')
    .option('--silent', 'do not print the body');

  command.optionsGroup('Writing:');
  command
    .option('-n, --dry-run', 'show the request, send nothing')
    .option('--curl', 'show the request as a curl command, send nothing')
    .option('-y, --yes', 'do not ask before a DELETE request');
  return fields;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function readMethod(text: string): (typeof methods)[number] {
  const method = methods.find((known) => known === text.toUpperCase());
  if (method === undefined) throw new InvalidArgumentError(`It is one of ${methods.join(', ')}.`);
  return method;
}
