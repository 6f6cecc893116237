import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'identify',
    description: 'Send one Identify message: who a user is. Traits are fields.',
    argument: { key: 'userId', name: 'userId', description: 'the id of the user, the same as --user-id' },
    examples: [
      'segment identify user_1 -f email=ada@example.com -f name="Ada Lovelace" -F age=36',
      'segment identify user_1 -f address[city]=London -f company.name=Analytical',
      `segment identify -a anon_7 --traits '{"plan":"free"}'`,
    ],
  });
}
