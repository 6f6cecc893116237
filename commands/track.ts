import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'track',
    description: 'Send one Track message: something a user did.',
    argument: { key: 'event', name: 'event', description: 'what happened, e.g. "Order Completed"' },
    examples: [
      'segment track "Order Completed" -u user_1 --revenue 49.90 --currency EUR',
      'segment track Signup -a anon_7 -f plan=pro -F seats=5 -f tags[]=new -f tags[]=web',
      `segment track "Trial Ended" -u user_1 --properties '{"plan":"team"}' --timestamp 2h`,
      'segment track Signup -u user_1 --dry-run',
    ],
  });
}
