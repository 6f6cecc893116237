import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { protocolsEndpoints } from '../../src/segment/endpoints/protocols.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import { findPlan } from '../../src/workspace/names/find.ts';
import { type CommandEntry, defineCommands } from '../lazy-commands.ts';
import { sourceColumns } from '../reading/columns/sources.ts';
import { getCommand, listCommand, type NamedThing } from '../reading/noun.ts';
import type { Fact } from '../reading/print-object.ts';

const plan: NamedThing = { name: 'plan', by: 'its id, slug or name', find: findPlan };

const entries: readonly CommandEntry[] = [
  { name: 'list', summary: 'list the tracking plans', load: () => import('./list.ts') },
  getCommand({
    name: 'get',
    summary: 'show one tracking plan',
    description: 'Show one tracking plan, without its rules.',
    help: `Examples:
  $ segment tracking-plans get "Web store"
  $ segment tracking-plans get tp_web_store --json`,
    thing: plan,
    facts: ({ value }, now) => {
      const text = (field: string): Fact => ({ label: field, value: stringAt(value, field) });
      const time = (label: string, field: string): Fact => ({
        label,
        value: stringAt(value, field),
        shown: relativeTime(stringAt(value, field), now),
      });
      return [
        ...['id', 'slug', 'name', 'type', 'description'].map(text),
        time('created', 'createdAt'),
        time('updated', 'updatedAt'),
      ];
    },
  }),
  { name: 'rules', summary: 'list the rules of a tracking plan', load: () => import('./rules.ts') },
  listCommand({
    name: 'sources',
    summary: 'list the sources a tracking plan is connected to',
    description: 'List the sources that a tracking plan is connected to.',
    help: `Examples:
  $ segment tracking-plans sources "Web store"
  $ segment tracking-plans sources tp_web_store --json | jq -r '.[].slug'
  $ segment tracking-plans sources tp_web_store --fields slug`,
    of: plan,
    noun: ['source', 'sources'],
    columns: sourceColumns,
    pages: pagesOf(protocolsEndpoints.listPlanSources),
    isOfSources: true,
  }),
  {
    name: 'coverage',
    summary: 'find sources without a tracking plan, and plans without sources',
    load: () => import('./coverage.ts'),
  },
];

const examples = `
Examples:
  $ segment tracking-plans list
  $ segment tracking-plans rules "Web store" --type TRACK
  $ segment tracking-plans coverage`;

export function register(command: Command, app: App): void {
  command.addHelpText('after', examples);
  defineCommands(command, entries, app);
}
