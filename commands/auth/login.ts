import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { verifyLogin } from '../../src/clients/verify-login.ts';
import { serviceUrls } from '../../src/store/service-urls.ts';
import { clientWorld } from '../reading/client-world.ts';
import { tellOutcome } from '../stored/stored-workspace.ts';
import { addWorkspace } from './add-workspace.ts';
import { type LoginFlags, readLoginRequest } from './login-request.ts';

export function register(command: Command, app: App): void {
  command
    .option('--name <workspace>', 'what to call the workspace here (default: “default”)')
    .option('--with-write-key', 'read the write key of a source from stdin')
    .option('--with-token', 'read a Public API token from stdin')
    .option('--with-profile-token', 'read a Profile API token from stdin')
    .option('--source <alias>', 'what to call the source of the write key (default: “default”)')
    .option('--space-id <id>', 'the space that the Profile API token belongs to')
    .option('--oauth-client-id <id>', 'OAuth: the id of the application')
    .option('--oauth-key-id <id>', 'OAuth: the id of its key')
    .option(
      '--oauth-private-key-file <file>',
      'OAuth: the private key as a PEM file; only its path is stored',
    )
    .option('--no-verify', 'store it without checking it with Segment')
    .addHelpText(
      'after',
      `
At a terminal, asks for what is missing. A secret is never the value of a flag, because it would show in
the list of processes. One secret is read from stdin per call; call again to add another.

Examples:
  $ segment auth login
  $ segment auth login --name prod --region eu --source web --with-write-key < write-key.txt
  $ echo "$TOKEN" | segment auth login --name prod --with-token
  $ segment auth login --name prod --space-id spa_123 --with-profile-token < token.txt`,
    )
    .action(async (flags: LoginFlags) => {
      const request = await readLoginRequest(app, flags);
      const urls = serviceUrls(app.io.env, request.region);
      const verified =
        flags.verify === false ? undefined : await verifyLogin(clientWorld(app), urls, request);
      const outcome = await addWorkspace(app, request, verified);
      await tellOutcome(app, outcome.result, outcome.lines);
    });
}
