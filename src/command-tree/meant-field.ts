import { fieldsInto } from '../spec/compose-message.ts';
import { type MessageType, messageTypes } from '../spec/message.ts';

const field = /^([A-Za-z_$][\w.$-]*(?:\[\w*\])*)(:?=)/;
const object = /^\s*\{[\s\S]*\}\s*$/;
const isFlag = (word = '') => word.startsWith('-');

/**
 * What was probably meant by a call that commander does not take, as a hint; `guess` is commander's own. A value is left
 * out, as it may be a secret.
 */
export function meantFlag(
  argv: readonly string[],
  problem: string,
  guess: string | undefined,
): string | undefined {
  const called = argv.findIndex(
    (word) => !isFlag(word) && (isFileCommand(word) || asType(word) !== undefined),
  );
  const [word = '', ...rest] = argv.slice(Math.max(0, called));
  const type = asType(word);
  const flag = /^unknown option '(-[^']*)'/.exec(problem)?.[1];
  if (flag === undefined) {
    if (!problem.startsWith('too many arguments')) return guess;
    return type === undefined ? flagOfArgument(argv) : meantArgument(type, rest);
  }
  if (isFileCommand(word) && fileFlags.has(flag)) return `Files are arguments: segment ${word} FILE`;
  if (type === undefined) return guess;
  const given = valueAfter(rest, flag);
  const field =
    given === undefined
      ? undefined
      : isObject(given)
        ? asObject(type, given)
        : asField(rest.includes(flag) ? given : '');
  // Objects are what `--property plan=pro` is nearest to, and a field is none.
  if (guess !== undefined)
    return field !== undefined && /--(?:properties|traits)/.test(guess) ? field : guess;
  const isGiven = given !== undefined && !isFlag(given) && flag.startsWith('--');
  return field ?? (isGiven ? asField(`${flag.slice(2)}=`) : undefined);
}

/** Commands that choose by a flag what others choose by an argument. */
const choosers: ReadonlyMap<string, string> = new Map([
  ['violations', '--source …'],
  ['delivery', '--source …'],
  ['volume', '--source …'],
  ['audiences', '--space …'],
  ['computed-traits', '--space …'],
]);

/** `violations web_store`, `api GET /sources`. */
function flagOfArgument(argv: readonly string[]): string | undefined {
  const method = argv.includes('api')
    ? argv.find((word) => /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(word))
    : undefined;
  const chooser = argv.map((word) => choosers.get(word)).find((flag) => flag !== undefined);
  const meant = method === undefined ? chooser : `-X ${method}`;
  return meant === undefined ? undefined : `Did you mean: ${meant}`;
}

/** What other programs call a file that they read. */
const fileFlags: ReadonlySet<string> = new Set(['-f', '-i', '--file', '--files', '--input']);

function isFileCommand(word: string): boolean {
  return word === 'batch' || word === 'validate';
}

function asType(word: string): MessageType | undefined {
  return messageTypes.find((type) => type === word);
}

/** `plan=pro`, `{"plan":"pro"}`, a name without quotes, or an id where none is taken. */
function meantArgument(type: MessageType, rest: readonly string[]): string | undefined {
  const isArgument = (_: string, at: number) => !isFlag(rest[at - 1]);
  const words = rest.filter(isArgument);
  const fields = asField(words.find((word) => field.test(word))) ?? asObject(type, words.find(isObject));
  if (fields !== undefined) return fields;
  if (type === 'alias') return 'The ids are flags: --user-id NEW --previous-id OLD';
  if (type === 'identify') return undefined;
  const id = 'The id of a user is a flag: --user-id ID';
  return type === 'group' ? id : `Put a name of several words in quotes. ${id}`;
}

/** What comes after a flag: `-p total=12`, `--email=a@b.c`. */
function valueAfter(rest: readonly string[], flag: string): string | undefined {
  const at = rest.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  return rest[at] === flag ? rest[at + 1] : rest[at]?.slice(flag.length + 1);
}

function asField(word = ''): string | undefined {
  const [, key, sign] = field.exec(word) ?? [];
  return key === undefined ? undefined : `Did you mean: ${sign === ':=' ? '-F' : '-f'} ${key}=…`;
}

function isObject(word: string): boolean {
  return object.test(word);
}

function asObject(type: MessageType, word: string | undefined): string | undefined {
  const into = fieldsInto(type);
  return word === undefined || into === undefined ? undefined : `Did you mean: --${into} '{…}'`;
}
