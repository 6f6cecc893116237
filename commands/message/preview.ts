import type { App } from '../../src/app.ts';
import { redactHeaders } from '../../src/redact.ts';
import { formatJson } from '../../src/spec/json-text.ts';

/** A request that is shown instead of sent. */
export interface PreviewRequest {
  /** Default POST. */
  readonly method?: string;
  readonly url: string;
  /** With credentials left out: {@link previewHeaders}. */
  readonly headers: Readonly<Record<string, string>>;
  /** Compact JSON; undefined for a request without a body. */
  readonly body: string | undefined;
}

/** The headers of a single send. The credential's value never gets here, only its kind. */
export function previewHeaders(oauth: boolean, version: string): Record<string, string> {
  return redactHeaders({
    authorization: oauth ? 'Bearer token' : 'Basic key',
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': `segment-cli/${version} node/${process.versions.node}`,
  });
}

/** `--dry-run`: method, URL, headers and body on stdout. Numbers keep their digits, also with `--json`. */
export async function printDryRun(
  app: App,
  { method = 'POST', url, headers, body }: PreviewRequest,
): Promise<void> {
  const isTerminal = app.io.stdout.isTTY === true;
  if (app.globals.json) {
    const head = JSON.stringify({ dryRun: true, method, url, headers });
    await app.print.result(
      `${formatJson(`${head.slice(0, -1)},"body":${body ?? 'null'}}`, isTerminal ? '  ' : '')}\n`,
    );
    return;
  }
  const lines = [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', formatJson(body, '  ')]),
  ];
  await printRequest(app, lines.join('\n'));
}

/** Exact in a pipe; on a terminal JSON means the same with `\\u009d` for that character. */
export function printRequest(app: App, text: string): Promise<void> {
  return app.print.result(`${text}\n`);
}

/** The request as one line for a POSIX shell, with variables in place of credentials. */
export function curlLine({
  url,
  body,
  oauth,
  publicKey,
}: {
  readonly url: string;
  readonly body: string;
  readonly oauth: boolean;
  /** A write key that is no secret, the sandbox's: written out, so that the line works as it is. */
  readonly publicKey: string | undefined;
}): string {
  const basic = `-u "${publicKey ?? '$SEGMENT_WRITE_KEY'}:"`;
  const credential = oauth ? '-H "Authorization: Bearer $SEGMENT_ACCESS_TOKEN"' : basic;
  const data = oauth ? `'{"writeKey":"'"$SEGMENT_WRITE_KEY"'",'${shellWord(body.slice(1))}` : shellWord(body);
  return `curl -X POST ${shellWord(url)} ${credential} -H 'Content-Type: application/json' --data-raw ${data}`;
}

/** Text as one word of a POSIX shell: nothing inside single quotes is special but the quote itself. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
