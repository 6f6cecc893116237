import type { App } from '../src/app.ts';
import { formatJson } from '../src/spec/json-text.ts';

/** A request that is shown instead of sent. */
interface PreviewRequest {
  /** Default POST. */
  readonly method?: string;
  readonly url: string;
  /** With credentials left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Compact JSON; undefined for a request without a body. */
  readonly body: string | undefined;
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
  await app.print.result(`${lines.join('\n')}\n`);
}

/** `--curl`: the line alone, or as `curl` of an object. */
export async function printCurl(app: App, line: string): Promise<void> {
  await (app.globals.json ? app.print.json({ curl: line }) : app.print.result(`${line}\n`));
}
