import type { Endpoint } from './endpoint.ts';
import { taken } from './schemas.ts';

/** One thing that a call may or must say. */
export interface Field {
  /** `track.allowUnplannedEvents`, `labels[].key`: where it stands in the body or the query. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly type: 'string' | 'boolean' | 'number' | 'object' | 'date' | 'message';
  readonly required: boolean;
  /** True for a list. */
  readonly repeatable: boolean;
  /** The values there are; empty where there is no such list. */
  readonly choices: readonly string[];
}

/** What is known of what an endpoint takes. */
export interface EndpointSchema {
  readonly fields: readonly Field[];
  /** False where nothing says what the query takes beside what is listed. */
  readonly queryKnown: boolean;
  /** False where nothing says what the body is; true without fields where there is none. */
  readonly bodyKnown: boolean;
}

/** What an endpoint takes, as far as the documents of its API say so. */
export function schemaOf(endpoint: Endpoint): EndpointSchema {
  const { api, method, path, takes, sandbox } = endpoint;
  const { query, body } = taken[`${method} ${path}`] ?? {};
  const hasNoBody = method === 'GET' || method === 'DELETE';
  const message = takes === undefined ? undefined : messages[takes];
  const fields = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Field => ({ name, in: 'path', ...plain })),
    ...fieldsOf(query ?? '', 'query'),
    ...fieldsOf(pagingOf(endpoint), 'query'),
    ...fieldsOf(body ?? message ?? '', 'body'),
  ];
  return {
    fields,
    // What the sandbox answers was looked up when that was written.
    queryKnown: query !== undefined || sandbox === true || body !== undefined || api === 'tracking',
    bodyKnown: hasNoBody || body !== undefined || message !== undefined,
  };
}

const plain = { type: 'string', required: true, repeatable: false, choices: [] } as const;

/** Lists go on by these (docs/segment-api/public.md#pagination). */
function pagingOf({ api, method, list, paging }: Endpoint): string {
  if (api !== 'public' || method !== 'GET' || list === undefined || paging === 'none') return '';
  const names = paging === 'flat' ? ['count', 'cursor'] : ['pagination.count', 'pagination.cursor'];
  return `${names[0]}?: number, ${names[1]}?: string`;
}

const common = 'context?: object, integrations?: object, timestamp?: date, messageId?: string';
const whoAndCommon = `userId?: string, anonymousId?: string, ${common}`;

/** Bodies of the Tracking API (docs/segment-api/tracking.md); of userId and anonymousId one is needed. */
const messages: Readonly<Partial<Record<NonNullable<Endpoint['takes']>, string>>> = {
  track: `event: string, properties?: object, ${whoAndCommon}`,
  identify: `traits?: object, ${whoAndCommon}`,
  page: `name?: string, category?: string, properties?: object, ${whoAndCommon}`,
  screen: `name?: string, category?: string, properties?: object, ${whoAndCommon}`,
  group: `groupId: string, traits?: object, ${whoAndCommon}`,
  alias: `userId: string, previousId: string, ${common}`,
  batch: 'batch: message[], context?: object, integrations?: object, sentAt?: date',
};

/** `slug: string, kinds?: A|B[]` as fields. */
function fieldsOf(text: string, place: Field['in']): Field[] {
  return [...text.matchAll(/([\w.[\]]+)(\?)?: ([^,]+)/g)].map(([, name = '', optional, kind = '']) => {
    const type = kind.replace(/\[\]$/, '');
    const isChoice = !types.includes(type);
    return {
      name,
      in: place,
      // Words that stand for themselves are strings.
      type: isChoice ? 'string' : (type as Field['type']),
      required: optional === undefined,
      repeatable: type !== kind,
      choices: isChoice ? type.split('|') : [],
    };
  });
}

const types: readonly string[] = ['string', 'boolean', 'number', 'object', 'date', 'message'];
