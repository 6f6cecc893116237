import { isOwnOrigin } from '../host-guard.ts';
import { createRoutes, type HttpCall, Refused, type Routes } from '../http.ts';
import { readPageFile } from './page-file.ts';

/** Rule S14: its own script, style and sandbox, and nothing from anywhere else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const files = [
  ['/_', 'index.html', 'text/html; charset=utf-8'],
  ['/_/page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['/_/page.css', 'page.css', 'text/css; charset=utf-8'],
] as const;

/** The page and its two files; `folder` is where the build put them. */
export function pageRoutes(folder: string | undefined): Routes {
  const routes = createRoutes();
  for (const [path, name, type] of files) {
    routes.get(path, async (c) => {
      if (!mayOpen(c)) throw new Refused(403, 'forbidden', 'Another page may not load this.');
      const text = await readPageFile(name, folder);
      if (text === undefined)
        throw new Refused(404, 'not_built', 'The page is not part of this build. Run: npm run build');
      return c.body(text, 200, {
        'content-type': type,
        'content-security-policy': policy,
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    });
  }
  // A person who types the address means the page; a client of the Public API means its workspace.
  routes.get('/', (c, next) => {
    const isPerson = /\btext\/html\b/i.test(c.req.header('accept') ?? '');
    return isPerson && c.req.header('authorization') === undefined
      ? Promise.resolve(c.redirect('/_/'))
      : next();
  });
  return routes;
}

/**
 * The page's own requests, and whoever follows a link to it: the page holds nothing before it asks, and cannot be
 * framed. What it then asks for has to come from itself (rule S13).
 */
function mayOpen(c: HttpCall): boolean {
  const origin = c.req.header('origin');
  const isLink =
    origin === undefined &&
    c.req.header('sec-fetch-mode') === 'navigate' &&
    c.req.header('sec-fetch-dest') === 'document';
  return isLink || isOwnOrigin(c.req);
}
