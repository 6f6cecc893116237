import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'alias',
    description: 'Send one Alias message: a user has a new id. It does not merge profiles in Unify.',
    examples: [
      'segment alias --user-id user_1 --previous-id anon_7',
      'segment alias -u user_1 --previous-id anon_7 --dry-run',
    ],
  });
}
