import { STATUS_CODES } from 'node:http';
import type { HttpReply } from '../../src/api/http.ts';
import type { App } from '../../src/app.ts';
import { itemPages, type PagedCall } from '../../src/raw-call/item-pages.ts';
import { writeKeysIn } from '../../src/raw-call/write-keys.ts';
import { redactHeaders } from '../../src/redact.ts';
import { jsonArrayWriter, jsonLinesWriter } from '../../src/spec/json-array.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { parseJson } from '../../src/spec/parse-json.ts';
import { isForPerson } from '../../src/terminal/look.ts';
import { printJsonText } from '../reading/print-object.ts';
import { targetSettings } from '../target.ts';
import type { ApiFlags } from './index.ts';

/**
 * The reply on stdout, whatever its status: byte for byte, for a person laid out. Known tokens alone are masked;
 * numbers keep their digits.
 */
export async function printReply(app: App, reply: HttpReply, flags: ApiFlags): Promise<void> {
  const isSilent = flags.silent === true;
  const text = reply.body.toString('utf8');
  const isJson = parseJson(reply.body) !== undefined;
  if (!isSilent) await allowWriteKeys(app, text, flags);
  if (flags.include === true && app.globals.json) {
    const body = isSilent || text === '' ? 'null' : isJson ? text : JSON.stringify(text);
    const head = JSON.stringify({ status: reply.status, headers: redactHeaders(reply.headers) });
    return printJsonText(app, `${head.slice(0, -1)},"body":${body}}`);
  }
  if (flags.include === true) await app.print.result(headOf(reply));
  if (isSilent || reply.body.length === 0) return;
  if (!isForPerson(app.io)) return app.print.bytes(reply.body);
  await app.print.result(`${(isJson ? formatJson(text, '  ') : text).replace(/\n$/, '')}\n`);
}

/** As a server would have written it. */
function headOf({ status, headers }: HttpReply): string {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd(),
    ...Object.entries(redactHeaders(headers)).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** `--paginate`: the items of every page as they come, a line each; with `--slurp` as one array. */
export async function printPages(app: App, call: PagedCall, flags: ApiFlags): Promise<void> {
  const { slurp, silent } = flags;
  const write = (slurp === true ? jsonArrayWriter : jsonLinesWriter)(isForPerson(app.io) ? '  ' : '');
  const print = async (text: string) => {
    if (silent === true || text === '') return;
    await app.print.result(text);
  };
  for await (const { items, reply } of itemPages(call)) {
    await allowWriteKeys(app, reply, flags);
    await print(write.items(items.map((item) => formatJson(item))));
  }
  await print(write.end());
}

/**
 * The write keys that an API names as such were asked for, and are public in every browser that loads them: they
 * are not masked, unless one is a token as well.
 */
async function allowWriteKeys(app: App, text: string, flags: ApiFlags): Promise<void> {
  const keys = writeKeysIn(text);
  if (keys.length === 0) return;
  const { token, profileToken } = await targetSettings(app, flags);
  for (const key of keys) if (key !== token?.value && key !== profileToken?.value) app.redactor.allow(key);
}
