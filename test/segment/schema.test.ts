import { describe, expect, it } from 'vitest';
import { endpoints } from '../../src/segment/endpoints/endpoints.ts';
import { schemaOf } from '../../src/segment/endpoints/schema.ts';
import { taken } from '../../src/segment/endpoints/schemas.ts';

function schema(route: string) {
  const endpoint = endpoints.find(({ method, path }) => `${method} ${path}` === route);
  if (endpoint === undefined) throw new Error(`There is no ${route}.`);
  const { fields, ...known } = schemaOf(endpoint);
  const texts = fields.map(
    ({ in: place, name, type, required, repeatable, choices }) =>
      `${place} ${name}${required ? '' : '?'}: ${choices.join('|') || type}${repeatable ? '[]' : ''}`,
  );
  return { texts, ...known };
}

it('describes only endpoints that there are', () => {
  const routes = new Set(endpoints.map(({ method, path }) => `${method} ${path}`));
  expect(Object.keys(taken).filter((route) => !routes.has(route))).toEqual([]);
});

it('requires of a query what the endpoint is known to require', () => {
  for (const endpoint of endpoints) {
    const required = schemaOf(endpoint).fields.filter((field) => field.in === 'query' && field.required);
    const names = new Set(required.map(({ name }) => name.replace(/[[.].*/, '')));
    if (endpoint.api === 'public')
      expect([endpoint.path, [...names].sort()]).toEqual([
        endpoint.path,
        [...(endpoint.required ?? [])].sort(),
      ]);
  }
});

it('has each field of an endpoint once, and reads each whole', () => {
  for (const endpoint of endpoints) {
    const names = schemaOf(endpoint).fields.map(({ in: place, name }) => `${place} ${name}`);
    expect(new Set(names).size, endpoint.path).toBe(names.length);
  }
  for (const { query = '', body = '' } of Object.values(taken))
    for (const part of [query, body].join(', ').split(', '))
      expect(part).toMatch(/^$|^[\w.[\]]+\??: (?:string|boolean|number|object|date|[\w|]+)(?:\[\])?$/);
});

describe('what is known', () => {
  it.each([
    [
      'POST /sources',
      [
        'body slug: string',
        'body enabled: boolean',
        'body metadataId: string',
        'body settings?: object',
        'body disconnectAllWarehouses?: boolean',
      ],
    ],
    [
      'GET /usage/mtu/daily',
      ['query period: date', 'query pagination.count?: number', 'query pagination.cursor?: string'],
    ],
    [
      'PUT /sources/{sourceId}/labels',
      ['path sourceId: string', 'body labels[].key: string', 'body labels[].value: string'],
    ],
    ['GET /labels', []],
    ['DELETE /labels/{key}/{value}', ['path key: string', 'path value: string']],
    [
      'GET /v1/spaces/{space}/collections/users/profiles/{id_type}:{id}/traits',
      [
        'path space: string',
        'path id_type: string',
        'path id: string',
        'query class?: audience|computed_trait',
        'query include?: string',
        'query verbose?: boolean',
        'query limit?: number',
        'query next?: string',
      ],
    ],
    [
      'POST /v1/batch',
      ['body batch: message[]', 'body context?: object', 'body integrations?: object', 'body sentAt?: date'],
    ],
  ])('%s', (route, texts) => {
    expect(schema(route)).toEqual({ texts, queryKnown: true, bodyKnown: true });
  });

  it('is said not to be for what no document says', () => {
    expect(schema('POST /credentials')).toEqual({ texts: [], queryKnown: false, bodyKnown: false });
    expect(schema('PATCH /transformations/{transformationId}')).toEqual({
      texts: ['path transformationId: string'],
      queryKnown: false,
      bodyKnown: false,
    });
    expect(schema('GET /credentials')).toMatchObject({ queryKnown: false, bodyKnown: true });
  });
});
