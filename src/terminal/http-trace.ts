import type { HttpTrace } from '../api/http.ts';
import { maskMembers } from '../mask-members.ts';
import { redactHeaders } from '../redact.ts';
import { escapeLine } from '../spec/escape.ts';
import type { Printer } from './printer.ts';

/** Bodies hold personal data: shown with `--debug` only, and no longer than one message may be. */
const longestBody = 32_768;

/** Prints a request as one line with `--verbose`, and its headers and small bodies with `--debug`. */
export function printTrace(
  print: Printer,
  { request, headers, sentBytes, durationMs, result }: HttpTrace,
): void {
  const milliseconds = `${Math.round(durationMs)} ms`;
  const ending =
    result instanceof Error
      ? `failed after ${milliseconds} (${result.kind}): ${result.message}`
      : `${result.status} in ${milliseconds}, received ${result.body.length} B`;
  print.verbose(escapeLine(`${request.method} ${request.url}: sent ${sentBytes} B, ${ending}`));
  printHalf(print, '>', headers, request.sensitive === true ? undefined : request.body);
  if (!(result instanceof Error))
    printHalf(print, '<', result.headers, request.sensitive === true ? undefined : result.body);
}

function printHalf(
  print: Printer,
  arrow: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array | undefined,
): void {
  for (const [name, value] of Object.entries(redactHeaders(headers)))
    print.debug(escapeLine(`${arrow} ${name}: ${value}`));
  if (body === undefined || body.length === 0) return;
  const isReadable = body.length <= longestBody && !Object.hasOwn(headers, 'content-encoding');
  print.debug(
    `${arrow} ${isReadable ? escapeLine(maskMembers(Buffer.from(body).toString('utf8'))) : `[${body.length} B]`}`,
  );
}
