import { messagePaths } from '../../../segment/message-paths.ts';
import { sandboxUrl, sandboxWriteKey } from '../../../spec/built-in-sandbox.ts';
import type { MessageType } from '../../../spec/message.ts';
import type { Call, Sent } from './call.ts';
import { hasUnseen, writeJson } from './exact-json.ts';

/** A word as every POSIX shell reads it: nothing inside the quotes means anything to it. */
export function quoteShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The message as curl sends it. The write key is the sandbox's own unless the shell knows another. */
export function curlLine({ message, type }: Sent, origin: string): string {
  const { type: _inThePath, ...rest } = message;
  // A path names the type, so a message whose type no path has goes in a batch.
  const path = messagePaths[type ?? 'batch'];
  return [
    `curl ${quoteShell(`${origin}${path}`)}`,
    `-u "\${SEGMENT_WRITE_KEY:-${sandboxWriteKey}}:"`,
    "-H 'content-type: application/json'",
    `-d ${quoteShell(writeJson(type === undefined ? { batch: [message] } : rest))}`,
  ].join(' \\\n  ');
}

/** The message as this program sends it; `isSound` is false for one it would rather not send. */
export function segmentLine({ message, call }: Sent, origin: string, isSound: boolean): string {
  const prefix = origin === sandboxUrl ? '' : `SEGMENT_SANDBOX_URL=${quoteShell(origin)} `;
  // Words go to the terminal as they are; what it would act on has to travel as JSON, escaped.
  if (call === undefined || wordsOf(call).some(hasUnseen)) {
    const send = isSound ? '' : ' --on-invalid send';
    return `printf '%s\\n' ${quoteShell(writeJson(message))} | ${prefix}segment batch - -w sandbox${send}`;
  }
  const { type } = call;
  const isTraits = type === 'identify' || type === 'group';
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['-u', type === 'identify' ? undefined : call.userId],
    ['-a', call.anonymousId],
    ['--previous-id', call.previousId],
    ['--category', call.category],
    [isTraits ? '--traits' : '--properties', type === 'alias' ? undefined : objectText(call.fields)],
    ['--context', objectText(call.context)],
    ['--integrations', objectText(call.integrations)],
    ['--timestamp', call.timestamp],
  ];
  const word = mainWord[type](call);
  const parts = [
    `${prefix}segment ${type}`,
    ...(word === undefined || word.startsWith('-') ? [] : [quoteShell(word)]),
    ...flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quoteShell(value)}`])),
    '-w sandbox',
    ...(isSound ? [] : ['--force']),
    // A word that starts like a flag must not be taken for one.
    ...(word?.startsWith('-') === true ? [`-- ${quoteShell(word)}`] : []),
  ];
  return parts.join(' ');
}

/** A line that fails a test unless such a message came. */
export function assertLine({ type, call }: Sent, origin: string, code: string | undefined): string {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--type', type],
    ['--event', call?.event],
    ['-u', call?.userId ?? call?.anonymousId],
    ['--outcome', code === undefined ? undefined : 'discarded'],
    ['--code', code],
  ];
  const words = flags.flatMap(([flag, value]) =>
    value === undefined || hasUnseen(value) ? [] : [`${flag} ${quoteShell(value)}`],
  );
  const url = origin === sandboxUrl ? [] : [`--url ${quoteShell(origin)}`];
  return ['segment sandbox assert', ...words, ...url].join(' ');
}

/** The one word a command takes without a flag. */
const mainWord: { readonly [Type in MessageType]: (call: Call) => string | undefined } = {
  track: ({ event }) => event,
  identify: ({ userId }) => userId,
  page: ({ name }) => name,
  screen: ({ name }) => name,
  group: ({ groupId }) => groupId,
  alias: () => undefined,
};

function wordsOf(call: Call): string[] {
  const { userId, anonymousId, event, name, category, groupId, previousId, timestamp } = call;
  return [userId, anonymousId, event, name, category, groupId, previousId, timestamp].filter(
    (word) => word !== undefined,
  );
}

function objectText(object: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return object === undefined || Object.keys(object).length === 0 ? undefined : writeJson(object);
}
