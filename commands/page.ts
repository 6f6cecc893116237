import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { registerMessageCommand } from './message/register.ts';

export function register(command: Command, app: App): void {
  registerMessageCommand(command, app, {
    type: 'page',
    description: 'Send one Page message: a page of a website that a user viewed.',
    argument: { key: 'name', name: 'name', description: 'the name of the page, the same as --name' },
    examples: [
      'segment page Pricing -u user_1 -f url=https://example.com/pricing -f title=Pricing',
      'segment page "Getting Started" --category Docs -a anon_7',
    ],
  });
}
