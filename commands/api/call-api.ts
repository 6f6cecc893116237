import type { HttpReply } from '../../src/api/http.ts';
import type { SentRequest } from '../../src/api/json-api.ts';
import { readQueryPairs, writeQueryPairs } from '../../src/api/query-pairs.ts';
import { isHtml } from '../../src/api/refusal.ts';
import type { App } from '../../src/app.ts';
import { type CliError, TemporaryError, UsageError } from '../../src/errors.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { maxSourceMegabytes, sourceReader } from '../message/read-source.ts';
import { confirmWrite } from '../writing/confirm-write.ts';
import { placeOf } from './api-place.ts';
import { type OpenApi, openApi } from './open-api.ts';
import type { ApiFlags } from './options.ts';
import { fillFrom } from './placeholders.ts';
import { previewCall, printCurl } from './preview.ts';
import { printPages } from './print-pages.ts';
import { printReply } from './print-reply.ts';
import { readCall, requestOf } from './read-call.ts';
import { readPath } from './read-path.ts';

/** Makes one call, or shows it. The answer goes to stdout before its status becomes an error. */
export async function callApi(
  app: App,
  said: string,
  flags: ApiFlags,
  fieldFlags: readonly FieldFlag[],
): Promise<void> {
  const call = await readCall(flags, fieldFlags, sourceReader(app.io, bodyTooLarge));
  for (const secret of call.headers.secrets) app.redactor.add(secret);
  const context = await app.context({ source: flags.source, writeKey: flags.writeKey });
  const place = placeOf(flags.api ?? 'public', context);

  const isPreview = flags.dryRun === true || flags.curl === true;
  const opened = isPreview ? undefined : await openApi(app, place, flags);
  const lookUp = place.name === 'public' ? opened?.api : undefined;
  const { path, query: own } = await readPath(said, place, fillFrom(app, context, lookUp));
  const query = [...readQueryPairs(own), ...call.query];
  const request = requestOf(call, `${path}${writeQueryPairs(query)}`);
  if (opened === undefined) {
    const show = flags.curl === true ? printCurl : previewCall;
    return show(app, place, request, call.headers.secrets);
  }

  if (call.method !== 'GET') {
    await confirmWrite(app, { api: opened.api, context }, flags, {
      request,
      target: `${call.method} ${path}`,
      changes: [],
      ...(call.method === 'DELETE' ? { question: `DELETE ${path}?` } : {}),
    });
  }
  if (flags.paginate === true) return printPages(app, { place, opened, request, path, query }, flags);
  const full = call.body === undefined ? request : { ...request, body: { text: opened.body(call.body) } };
  const reply = await opened.api.reply(full);
  await printReply(app, reply, flags);
  const { method, url } = opened.api.prepare(full);
  const error = errorOf(opened, reply, { method, url, path });
  if (error !== undefined) throw error;
}

/** A page for a browser is no answer of an API, whatever its status. */
function errorOf({ refusal }: OpenApi, reply: HttpReply, request: SentRequest): CliError | undefined {
  const { status } = reply;
  if (status < 200 || status > 299 || !isHtml(reply)) return refusal(reply, request);
  return new TemporaryError(
    `${new URL(request.url).host} answered ${status} with a web page instead of JSON: a login portal or proxy in between.`,
    {
      code: 'reply_not_json',
      hint: 'Check the network for a login page, and the URL with --verbose.',
      status,
    },
  );
}

function bodyTooLarge(spelling: string): CliError {
  return new UsageError(
    `${spelling} holds more than ${maxSourceMegabytes} MB, more than any request takes.`,
    {
      code: 'file_too_large',
    },
  );
}
