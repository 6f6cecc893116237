import { STATUS_CODES } from 'node:http';
import type { HttpReply } from '../../src/api/http.ts';
import type { App } from '../../src/app.ts';
import { redactHeaders } from '../../src/redact.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { parseJson } from '../../src/spec/parse-json.ts';
import { isForPerson } from '../reading/output-options.ts';
import { printJsonText } from '../reading/print-object.ts';
import { allowWriteKeys } from './allow-write-keys.ts';
import type { ApiFlags } from './options.ts';

/**
 * The reply on stdout, whatever its status: byte for byte, for a person laid out. Known tokens alone are masked;
 * numbers are never written anew.
 */
export async function printReply(app: App, reply: HttpReply, flags: ApiFlags): Promise<void> {
  const isSilent = flags.silent === true;
  const text = reply.body.toString('utf8');
  const isJson = parseJson(reply.body) !== undefined;
  if (!isSilent) await allowWriteKeys(app, text);
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
