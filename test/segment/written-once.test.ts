import { describe, expect, it } from 'vitest';
import type { HandlersOf } from '../../src/sandbox/workspace/endpoint.ts';
import { routeTable } from '../../src/sandbox/workspace/route-table.ts';
import { endpoints } from '../../src/segment/endpoints/endpoints.ts';
import { profileRoutes } from '../../src/segment/endpoints/profiles.ts';
import { sourceEndpoints } from '../../src/segment/endpoints/sources.ts';
import * as enums from '../../src/segment/enums.ts';
import { planFeatures } from '../../src/segment/features.ts';
import { olderUsHost, regionUrls, settingsPath } from '../../src/segment/hosts.ts';
import { sandboxPort } from '../../src/spec/built-in-sandbox.ts';
import { readSources } from '../helpers/imports.ts';

/** The rows below src/segment are the first time; all else would be the second. */
const others = [...readSources('bin', 'commands', 'src')].filter(
  ([path]) => !path.startsWith('src/segment/'),
);

const hosts = [
  ...new Set([...Object.values(regionUrls).flatMap((urls) => Object.values(urls).map(hostOf)), olderUsHost]),
];
const paths = [...endpoints.map(({ path }) => path), ...Object.values(profileRoutes), settingsPath].map(
  shapeOf,
);
const { deliveryFields, ...lists } = enums;
const wordLists: readonly string[] = [
  ...Object.values(lists),
  ...Object.values(deliveryFields),
  planFeatures,
].map(keyOf);

function hostOf(url: string): string {
  return new URL(url).host;
}

/** A path without the names of its parameters, whichever way they are spelled. */
function shapeOf(path: string): string {
  return path.replace(/\$\{[^}]*\}|\{\w+\}|:\w+/g, '{}');
}

/** True for the path of an endpoint, and for one with a parameter where endpoints have words: `/v1/${type}`. */
function isPath(literal: string): boolean {
  const shape = shapeOf(literal);
  if (!/\/\w/.test(shape)) return false;
  const pattern = new RegExp(
    `^${shape.replace(/[.*+?^$|()[\]\\]/g, String.raw`\$&`).replaceAll('{}', '[^/]+')}$`,
  );
  return paths.some((path) => pattern.test(path));
}

function keyOf(words: readonly string[]): string {
  return [...words].sort().join(' ');
}

/** What a text repeats of the data, a line each. */
function repetitions(path: string, text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  const literals = [...code.matchAll(/(['"`])(?:[A-Z]+ )?(\/(?:(?!\1).)*)\1/g)].map(
    ([, , found = '']) => found,
  );
  const arrays = [...code.matchAll(/\[\s*((?:'[^']*',?\s*){2,})\]/g)].map(([, inner = '']) =>
    [...inner.matchAll(/'([^']*)'/g)].map(([, word = '']) => word),
  );
  return [
    ...hosts.filter((host) => new RegExp(`(?<![\\w.])${host.replaceAll('.', String.raw`\.`)}`).test(code)),
    ...literals.filter(isPath),
    ...arrays.filter((words) => wordLists.includes(keyOf(words))).map((words) => words.join(' ')),
    ...(new RegExp(`\\b${sandboxPort}\\b`).test(code) && path !== 'src/spec/built-in-sandbox.ts'
      ? [String(sandboxPort)]
      : []),
  ].map((found) => `${path}: ${found}`);
}

describe('what Segment is', () => {
  it('is written once: paths, hosts and enums stand in src/segment alone', () => {
    expect(others.length).toBeGreaterThan(400);
    expect(others.flatMap(([path, text]) => repetitions(path, text))).toEqual([]);
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are texts of programs
  it.each([
    ['a path with a name', 'const path = apiPath`/sources/${id}/settings`;'],
    ['a path as the router spells it', "routes.get('/sources/:sourceId', answer);"],
    ['a path as a template', "const path = '/v1/batch';"],
    ['a route', "stable('GET /users', 'list the users')"],
    ['a path of many endpoints', 'apiPath`/v1/${type}`'],
    ['a profile', 'apiPath`/v1/spaces/${s}/collections/${c}/profiles/${type}:${id}/${route}`'],
    ['a host', "const host = 'https://eu1.api.segmentapis.com/';"],
    ['an older host', "const host = 'events.segmentapis.com';"],
    ['an enum', "z.enum(['HEX', 'BASE16',\n 'BASE64', 'BASE64URL'])"],
    ['fields', "const fields = ['eventName', 'eventType', 'appVersion'] as const;"],
    ['the port', 'listen(4010)'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are texts of programs
  ])('would name %s that is written again', (_what, text) => {
    expect(repetitions('src/other.ts', text)).toHaveLength(1);
  });

  it.each([
    ['a comment', "/** https://api.segment.io, '/v1/batch' */\n// apiPath`/sources`"],
    ['a path of our own', "app.get('/_/events', answer); text.split('/')"],
    ['an example in a help text', 'const examples = `\n  $ segment api /v1/track -f userId=user_1`;'],
  ])('lets pass %s', (_what, text) => {
    expect(repetitions('src/other.ts', text)).toEqual([]);
  });
});

describe('what the sandbox answers', () => {
  it('is what the data marks', () => {
    const marked = endpoints
      .filter(({ api, sandbox }) => api === 'public' && sandbox === true)
      .map(({ path }) => path);
    expect(routeTable.map(({ path }) => path)).toEqual(marked);
  });

  it('is held by the compiler: a handler that is missing, or is there for another endpoint, is an error', () => {
    const { getSource } = sourceEndpoints;
    const answer = () => ({ data: {} });
    const whole: HandlersOf<{ getSource: typeof getSource }> = { getSource: answer };
    // @ts-expect-error the handler is missing
    const missing: HandlersOf<{ getSource: typeof getSource }> = {};
    // @ts-expect-error no endpoint of that name is answered
    const more: HandlersOf<{ getSource: typeof getSource }> = { getSource: answer, getUser: answer };
    expect([whole, missing, more].map((handlers) => Object.keys(handlers).length)).toEqual([1, 0, 2]);
  });
});
