import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { namingColumns, optionsFact, standingColumns, textFact, textsFact } from './facts.ts';
import { type CatalogKind, defineKind } from './kind.ts';

const sources: CatalogKind = {
  part: 'sources',
  noun: 'source',
  searched: ['name', 'slug', 'categories'],
  example: { word: 'mobile', slug: 'javascript' },
  columns: [...namingColumns, ...standingColumns],
  facts: (entry) => [
    ...['id', 'slug', 'name', 'status'].map((field) => textFact(entry, field)),
    textsFact(entry, 'categories'),
    textFact(entry, 'description'),
    optionsFact(entry),
  ],
};

export function register(command: Command, app: App): void {
  command.description('Sources that Segment offers, the same in every workspace.');
  defineKind(command, app, sources);
}
