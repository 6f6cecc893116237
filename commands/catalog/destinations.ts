import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import {
  namesFact,
  namingColumns,
  optionsFact,
  standingColumns,
  textFact,
  textsFact,
  trueNamesFact,
} from './facts.ts';
import { type CatalogKind, defineKind } from './kind.ts';

const destinations: CatalogKind = {
  part: 'destinations',
  noun: 'destination',
  searched: ['name', 'slug', 'categories', 'previousNames'],
  example: { word: 'email', slug: 'actions-webhook' },
  columns: [...namingColumns, ...standingColumns],
  // All of it, with every field of every action, is what --json is for.
  facts: (entry) => [
    ...['id', 'slug', 'name', 'status'].map((field) => textFact(entry, field)),
    textsFact(entry, 'categories'),
    textFact(entry, 'description'),
    textFact(entry, 'website'),
    textsFact(entry, 'previousNames'),
    trueNamesFact(entry, 'methods', 'supportedMethods'),
    trueNamesFact(entry, 'platforms', 'supportedPlatforms'),
    namesFact(entry, 'actions'),
    optionsFact(entry),
  ],
};

export function register(command: Command, app: App): void {
  command.description('Destinations that Segment offers, the same in every workspace.');
  defineKind(command, app, destinations);
}
