import { messageTypes } from '../spec/message.ts';

const types: ReadonlySet<string> = new Set(messageTypes);
const field = /^([A-Za-z_$][\w.$-]*(?:\[\w*\])*)(:?=)/;

/**
 * The flag that was probably meant by a call of `track` and its like that commander does not take: `-p total=12`,
 * `--email a@b.c`, `email=a@b.c`. Without its value, which may be a secret.
 */
export function meantField(argv: readonly string[], problem: string): string | undefined {
  const called = argv.findIndex((word) => types.has(word));
  if (called === -1) return undefined;
  const rest = argv.slice(called + 1);
  if (problem.startsWith('too many arguments'))
    return asField(rest.find((word, at) => field.test(word) && !/^-/.test(rest[at - 1] ?? '')));
  const flag = /^unknown option '(-[^']*)'/.exec(problem)?.[1];
  if (flag === undefined) return undefined;
  const at = rest.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const next = rest[at + 1];
  if (rest[at] === flag && next !== undefined && field.test(next)) return asField(next);
  const isGiven = rest[at] !== flag || (next !== undefined && !next.startsWith('-'));
  return flag.startsWith('--') && isGiven ? asField(`${flag.slice(2)}=`) : undefined;
}

function asField(word = ''): string | undefined {
  const [, key, sign] = field.exec(word) ?? [];
  return key === undefined ? undefined : `${sign === ':=' ? '-F' : '-f'} ${key}=…`;
}
