import type { Endpoint } from '../segment/endpoints/endpoint.ts';
import type { EndpointSchema } from '../segment/endpoints/schema.ts';
import type { Style } from './style.ts';

/** An endpoint with what it takes below it, a line for each field. */
export function schemaLines(
  { endpoint, fields, queryKnown, bodyKnown }: EndpointSchema & { readonly endpoint: Endpoint },
  { dim }: Pick<Style, 'dim'>,
): string {
  const width = Math.max(0, ...fields.map(({ name }) => name.length));
  const lines = fields.map(({ in: place, name, type, required, repeatable, choices }) => {
    const kind = choices.length > 0 ? choices.join('|') : type;
    const need = required ? '' : dim('  optional');
    return `        ${dim(place.padEnd(5))}  ${name.padEnd(width)}  ${kind}${repeatable ? '[]' : ''}${need}`;
  });
  const unknown = [...(queryKnown ? [] : ['query']), ...(bodyKnown ? [] : ['body'])];
  return [
    `${endpoint.method.padEnd(6)}  ${endpoint.path}`,
    `        ${dim(endpoint.summary)}`,
    ...lines,
    ...unknown.map((place) => `        ${dim(place.padEnd(5))}  ${dim('not documented')}`),
    '',
  ].join('\n');
}
