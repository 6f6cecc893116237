import type { Command } from '@commander-js/extra-typings';
import { stringAt } from '../../src/api/api-object.ts';
import type { App } from '../../src/app.ts';
import { namingColumns, optionsFact, textFact } from './facts.ts';
import { type CatalogKind, defineKind } from './kind.ts';

/** Warehouses have neither status nor categories (docs/segment-api/public.md#shared-objects). */
const warehouses: CatalogKind = {
  part: 'warehouses',
  noun: 'warehouse',
  searched: ['name', 'slug'],
  example: { word: 'data', slug: 'postgres' },
  columns: [...namingColumns, { header: 'description', cell: (entry) => stringAt(entry, 'description') }],
  facts: (entry) => [
    ...['id', 'slug', 'name', 'description'].map((field) => textFact(entry, field)),
    optionsFact(entry),
  ],
};

export function register(command: Command, app: App): void {
  command.description('Warehouses that Segment offers, the same in every workspace.');
  defineKind(command, app, warehouses);
}
