import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'screen',
    description: 'Send one Screen message: a screen of an app that a user viewed.',
    argument: { key: 'name', name: 'name', description: 'the name of the screen, the same as --name' },
    examples: [
      'segment screen Checkout -u user_1 -F items=3',
      `segment screen Home -a anon_7 --context '{"device":{"type":"ios"}}'`,
    ],
  });
}
