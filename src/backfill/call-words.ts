import { CliError, withHint } from '../errors.ts';
import { plainShellWord } from '../spec/shell-word.ts';
import type { InputOptions } from './reading/open-inputs.ts';

/** What a call names its workspace by. */
interface Named {
  readonly workspace?: string | undefined;
  readonly url?: string | undefined;
}

/** The flags of a call that a line to paste has to repeat. */
interface RepeatedFlags extends Omit<InputOptions, 'maxEventBytes' | 'linger'> {
  readonly shard?: string;
  readonly importId?: string;
  readonly dryRun?: boolean;
  readonly preview?: boolean;
}

/** Where messages go, and what makes them of rows and lines: each flag with a space before it. */
export function makingWords({ workspace, url }: Named, flags: RepeatedFlags): string {
  const { map = [], types = [], rest, timezone, mapping, set, coerceIds } = flags;
  return [
    recordWords(flags),
    ...map.map((value) => word('--map', value)),
    ...types.map((value) => word('--types', value)),
    word('--rest', rest),
    word('--timezone', timezone),
    word('--mapping', mapping),
    ...[...set].map(([key, json]) =>
      word('--set', json.startsWith('"') ? `${key}=${JSON.parse(json)}` : `${key}:=${json}`),
    ),
    coerceIds === true ? ' --coerce-ids' : '',
    flags.replay === true ? ' --replay' : '',
    word('--workspace', workspace),
    word('--url', url),
  ].join('');
}

/** What makes messages of the records of another tool, also of those that stand in a rejects file. A table is none there. */
function recordWords({ from, table, stream, identify }: RepeatedFlags): string {
  if (from === undefined || from === 'csv' || from === 'tsv') return '';
  const named = [word('--from', from), word('--table', table), word('--stream', stream)].join('');
  return identify === true ? `${named} --identify` : named;
}

/**
 * The error, its command to paste with the flags of this call: without them it would send what this call only looks at,
 * or send other messages.
 */
export function inOwnWords(error: unknown, named: Named, flags: RepeatedFlags): unknown {
  if (!(error instanceof CliError) || !/^(?:input_kind|zstd)_unsupported$/.test(error.code)) return error;
  // A hint may be a sentence, too.
  if (!error.hint?.includes('segment batch ') || error.hint.includes('  # ')) return error;
  const { where, delimiter, encoding, shard, importId, limit, dryRun, preview } = flags;
  const words = [
    makingWords(named, flags),
    word('--where', where),
    word('--delimiter', delimiter),
    word('--encoding', encoding),
    word('--shard', shard),
    word('--import-id', importId),
    word('--limit', Number.isFinite(limit) ? String(limit) : undefined),
    dryRun === true ? ' --dry-run' : '',
    preview === true ? ' --preview' : '',
  ].join('');
  return withHint(error, `${error.hint}${words}`);
}

function word(flag: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${flag} ${plainShellWord(value)}`;
}
