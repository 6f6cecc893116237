import { formatJson } from '../spec/json-text.ts';

/** A request that is shown instead of sent. */
export interface PreviewRequest {
  /** Default POST. */
  readonly method?: string;
  readonly url: string;
  /** With credentials left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Compact JSON; undefined for a request without a body. */
  readonly body: string | undefined;
}

export function previewJson({ method = 'POST', url, headers, body }: PreviewRequest, indent: string): string {
  const head = JSON.stringify({ dryRun: true, method, url, headers });
  return formatJson(`${head.slice(0, -1)},"body":${body ?? 'null'}}`, indent);
}

/** As it goes over the wire, its body laid out. */
export function previewText({ method = 'POST', url, headers, body }: PreviewRequest): string {
  return [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', formatJson(body, '  ')]),
  ].join('\n');
}
