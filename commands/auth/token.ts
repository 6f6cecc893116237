import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { AuthError } from '../../src/errors.ts';
import { regionUrls } from '../../src/segment/hosts.ts';

export function register(command: Command, app: App): void {
  command
    .addHelpText(
      'after',
      `
Prints the active Public API token and nothing else.

Examples:
  $ curl -H "Authorization: Bearer $(segment auth token)" ${regionUrls.us.api}/
  $ SEGMENT_TOKEN=$(segment auth token -w prod) terraform plan`,
    )
    .action(async () => {
      const { token, workspace } = await app.settings();
      if (token === undefined) {
        const where = workspace === undefined ? '' : ` in workspace ${workspace.value}`;
        throw new AuthError(`There is no Public API token${where}.`, {
          code: 'token_missing',
          hint: 'Store one with: segment auth login --with-token < token.txt, or set SEGMENT_TOKEN.',
        });
      }
      const indent = app.io.stdout.isTTY === true ? 2 : 0;
      const json = JSON.stringify({ token: token.value }, null, indent);
      await app.print.secret(`${app.globals.json ? json : token.value}\n`);
    });
}
