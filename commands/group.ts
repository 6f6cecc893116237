import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'group',
    description: 'Send one Group message: the account a user belongs to. Traits are those of the account.',
    argument: {
      key: 'groupId',
      name: 'groupId',
      description: 'the id of the account, the same as --group-id',
    },
    examples: [
      'segment group acme -u user_1 -f name="Acme Inc" -f plan=enterprise -F employees=120',
      `segment group acme -u user_1 --traits '{"industry":"Tools"}'`,
    ],
  });
}
