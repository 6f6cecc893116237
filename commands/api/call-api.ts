import { readQueryPairs } from '../../src/api/query.ts';
import { userAgent } from '../../src/api/user-agent.ts';
import type { App } from '../../src/app.ts';
import { openRawCall, placeholderValues } from '../../src/clients/open-raw-call.ts';
import { type CliError, OutcomeUnknownError, UsageError } from '../../src/errors.ts';
import { placeOf } from '../../src/raw-call/api-place.ts';
import { fillFrom } from '../../src/raw-call/placeholders.ts';
import { readCall, requestOf } from '../../src/raw-call/read-call.ts';
import { readPath } from '../../src/raw-call/read-path.ts';
import { curlLineOf, shownCall } from '../../src/raw-call/shown-call.ts';
import { maxSourceMegabytes, sourceReader } from '../../src/sending/read-source.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { withFieldErrors } from '../../src/workspace/changes/field-errors.ts';
import { withLookHint } from '../../src/workspace/changes/make-change.ts';
import { clientDeps } from '../reading/client-deps.ts';
import { printCurl, printDryRun } from '../show-request.ts';
import { targetSettings } from '../target.ts';
import { commandLine, confirmWrite } from '../writing/confirm-write.ts';
import type { ApiFlags } from './index.ts';
import { printPages, printReply } from './print-reply.ts';

/** Makes one call, or shows it. The answer goes to stdout before its status becomes an error. */
export async function callApi(
  app: App,
  typed: string,
  flags: ApiFlags,
  fieldFlags: readonly FieldFlag[],
): Promise<void> {
  const read = sourceReader(app.io, bodyTooLarge);
  const call = await withFieldErrors(() => readCall(flags, fieldFlags, read));
  for (const secret of call.headers.secrets) app.redactor.add(secret);
  const settings = await targetSettings(app, flags);
  const place = placeOf(flags.api ?? 'public', settings);

  const isPreview = flags.dryRun === true || flags.curl === true;
  const opened = isPreview ? undefined : await openRawCall(clientDeps(app), place, settings);
  const lookUp = place.name === 'public' ? opened?.api : undefined;
  const values = placeholderValues(settings, async () => (await app.store()).read(), lookUp);
  const onName = (name: string) =>
    app.print.note(`{source} is replaced with the id of ${name} when the request is sent.`);
  const { path, query: own } = await readPath(typed, place, fillFrom({ ...values, onName }));
  const query = [...readQueryPairs(own), ...call.query];
  const request = requestOf(call, path, query);
  if (opened === undefined) {
    const shown = { place, request, secrets: call.headers.secrets };
    if (flags.curl === true) return printCurl(app, curlLineOf(shown));
    await printDryRun(app, shownCall(shown, userAgent(app.version)));
    return app.print.note('Dry run: nothing was sent.');
  }

  if (call.method !== 'GET') {
    await confirmWrite(app, { api: opened.api, settings }, flags, {
      request,
      target: `${call.method} ${path}`,
      changes: [],
      ...(call.method === 'DELETE' ? { question: `DELETE ${path}?` } : {}),
    });
  }
  if (flags.paginate === true)
    return printPages(app, { name: place.name, api: opened.api, request, path, query }, flags);
  const full = call.body === undefined ? request : { ...request, body: { text: opened.body(call.body) } };
  try {
    const reply = await opened.api.reply(full);
    await printReply(app, reply, flags);
    const { method, url } = opened.api.prepare(full);
    const error = opened.refusal(reply, { method, url, path });
    if (error !== undefined) throw error;
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    const { readablePath } = await import('../../src/segment/endpoints/readable-path.ts');
    const which = place.name === 'public' ? [] : ['--api', place.name];
    const look = ['api', ...which, readablePath(place.name, call.method, path)];
    throw withLookHint(error, commandLine(app, look));
  }
}

function bodyTooLarge(spelling: string): CliError {
  return new UsageError(
    `${spelling} holds more than ${maxSourceMegabytes} MB, more than any request takes.`,
    { code: 'file_too_large' },
  );
}
