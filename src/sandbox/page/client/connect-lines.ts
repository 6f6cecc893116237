import { messagePaths } from '../../../segment/message-paths.ts';
import { sandboxWriteKey } from '../../../spec/built-in-sandbox.ts';

/** The lines that point a client at this sandbox. */
export interface ConnectLines {
  readonly name: string;
  readonly code: string;
}

/** One for each kind of client; `origin` is the sandbox's own. */
export function connectLines(origin: string): readonly ConnectLines[] {
  const host = origin.replace(/^https?:\/\//, '');
  return [
    {
      name: 'Node',
      code: `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: '${sandboxWriteKey}',
  host: '${origin}',
  flushAt: 1,
});`,
    },
    {
      name: 'Browser',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load(
  { writeKey: '${sandboxWriteKey}', cdnURL: '${origin}' },
  { integrations: { 'Segment.io': { apiHost: '${host}/v1', protocol: 'http' } } },
);`,
    },
    {
      name: 'Python',
      code: `import segment.analytics as analytics

analytics.write_key = '${sandboxWriteKey}'
analytics.host = '${origin}'`,
    },
    {
      name: 'Go',
      code: `client, err := analytics.NewWithConfig("${sandboxWriteKey}", analytics.Config{
  Endpoint: "${origin}",
})`,
    },
    {
      name: 'curl',
      code: `curl ${origin}${messagePaths.track} -u ${sandboxWriteKey}: \\
  -H 'content-type: application/json' \\
  -d '{"event":"Signed Up","userId":"user_1"}'`,
    },
    { name: 'segment', code: `segment track "Signed Up" -u user_1 -f plan=pro --url ${origin}` },
  ];
}
