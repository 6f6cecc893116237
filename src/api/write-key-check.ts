import * as z from 'zod/mini';
import { settingsPath } from '../segment/hosts.ts';
import { parseJson } from '../spec/parse-json.ts';
import { type Region, regionOfHost } from '../spec/region.ts';
import { fillPath } from './api-path.ts';
import { type Http, TransportError } from './http.ts';

export type WriteKeyCheck =
  | {
      readonly kind: 'known';
      /** The source's slug, where the reply tells it. */
      readonly name: string | undefined;
      /** Where its messages belong; undefined when the reply does not say. */
      readonly region: Region | undefined;
      readonly apiHost: string | undefined;
    }
  | { readonly kind: 'unknown' }
  /** No answer either way: offline, a proxy, another server. */
  | { readonly kind: 'unchecked'; readonly reason: string; readonly hint?: string | undefined };

const checkTimeoutMs = 10_000;

/**
 * Asks the settings route whether a write key exists and where its source lives. Ingestion answers 200
 * to any key, so this is the only cheap way to find a mistyped key or a wrong region (docs/segment-api/tracking.md#endpoints).
 */
export async function checkWriteKey(
  http: Http,
  { cdnUrl, writeKey }: { readonly cdnUrl: string; readonly writeKey: string },
): Promise<WriteKeyCheck> {
  const url = `${cdnUrl}${fillPath(settingsPath, { writeKey })}`;
  try {
    const { status, body } = await http.send({
      method: 'GET',
      url,
      timeoutMs: checkTimeoutMs,
      sensitive: true,
    });
    if (status === 404) return { kind: 'unknown' };
    if (status !== 200) return { kind: 'unchecked', reason: `${new URL(cdnUrl).host} answered ${status}` };
    return readSettings(body, new URL(cdnUrl).host);
  } catch (error) {
    if (error instanceof TransportError && error.kind !== 'aborted')
      return { kind: 'unchecked', reason: error.message, hint: error.hint };
    throw error;
  }
}

/** The part of the reply that matters; Segment adds to it as it likes (docs/segment-api/tracking.md#endpoints). */
const settingsReply = z.looseObject({
  slug: z.optional(z.string()),
  name: z.optional(z.string()),
  integrations: z.looseObject({
    'Segment.io': z.optional(z.looseObject({ apiHost: z.optional(z.string()) })),
  }),
});

function readSettings(body: Buffer, host: string): WriteKeyCheck {
  const { success, data } = settingsReply.safeParse(parseJson(body));
  if (!success) return { kind: 'unchecked', reason: `${host} did not answer with the settings of a source` };
  const apiHost = data.integrations['Segment.io']?.apiHost;
  return {
    kind: 'known',
    name: data.slug ?? data.name,
    region: apiHost === undefined ? undefined : regionOfHost(apiHost),
    apiHost,
  };
}
