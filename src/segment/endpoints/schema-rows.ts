import type { Endpoint } from './endpoint.ts';
import { endpointRow } from './endpoints.ts';
import type { EndpointSchema } from './schema.ts';

type Described = EndpointSchema & { readonly endpoint: Endpoint };
type Row = Readonly<Record<string, unknown>>;

/** An endpoint with what it takes as its members. */
export function schemaRow({ endpoint, fields, ...known }: Described): Row {
  const [body, parameters] = [true, false].map((isBody) =>
    fields.filter((one) => (one.in === 'body') === isBody),
  );
  return { ...endpointRow(endpoint), parameters, body, ...known };
}

/** A row for each field, and for each place of which nothing is known. */
export function fieldRows({ endpoint: { method, path }, fields, ...known }: Described): Row[] {
  const unknown = [...(known.queryKnown ? [] : ['query']), ...(known.bodyKnown ? [] : ['body'])];
  return [
    ...fields.map(({ choices, repeatable, required, ...field }) => ({
      ...{ method, path, ...field, type: `${field.type}${repeatable ? '[]' : ''}` },
      ...{ required: required ? 'required' : '', choices: choices.join('|') },
    })),
    ...unknown.map((place) => ({ method, path, in: place, type: 'unknown' })),
  ];
}
