import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { ApiObject } from '../../src/api/api-object.ts';
import type { Page, WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import {
  type CommandEntry,
  type CommandModule,
  defineCommands,
} from '../../src/command-tree/lazy-commands.ts';
import type { Settings } from '../../src/store/settings.ts';
import type { Fact } from '../../src/views/fact.ts';
import type { ListColumn } from '../../src/views/list-column.ts';
import { allowWriteKeys, idOf } from '../../src/workspace/names/source-facts.ts';
import { type SourceNames, sourceNames } from '../../src/workspace/names/source-names.ts';
import type { NoFlags } from '../options.ts';
import { openWorkspace } from './open-workspace.ts';
import { addFieldsOption, addListOptions, type ListFlags, listForm } from './output-options.ts';
import { type ListSpec, printList } from './print-list.ts';
import { printObject } from './print-object.ts';

/** A command that holds others. `help` stands below the list of them, without the first empty line. */
export function noun(
  entries: readonly CommandEntry[],
  { description, help }: { readonly description?: string; readonly help?: string } = {},
): CommandModule['register'] {
  return (command: Command, app: App) => {
    if (description !== undefined) command.description(description);
    if (help !== undefined) command.addHelpText('after', `\n${help}`);
    defineCommands(command, entries, app);
  };
}

/** One thing of the workspace as an argument: found by what a person calls it. */
export interface NamedThing<Thing extends ApiObject = ApiObject> {
  /** `warehouse`: as the help shows it in angle brackets. */
  readonly name: string;
  /** What it may be called: `its id or name`. */
  readonly by: string;
  readonly find: (api: WorkspaceApi, name: string) => Promise<Thing>;
}

interface Described extends Omit<CommandEntry, 'load'> {
  /** The summary as a sentence when absent. */
  readonly description?: string;
  /** What stands below the flags, without the first empty line. */
  readonly help: string;
  /** Shows sources, whose write keys may be seen. */
  readonly isOfSources?: boolean;
}

/** A call of a list as it was typed. */
interface ListCall<Flags> {
  readonly app: App;
  readonly settings: Settings;
  readonly flags: Readonly<Flags>;
  /** The first argument. */
  readonly argument: string | undefined;
}

interface ListDeclaration<Flags> extends Described {
  /** A list of what belongs to one thing; absent for a list of the workspace. */
  readonly of?: NamedThing;
  /** Adds the list's own flags, or an argument that may be left out. */
  readonly flags?: (command: Command) => { opts(): Flags };
  readonly noun: ListSpec['noun'];
  /** The columns, or what makes them with the names of sources. */
  readonly columns: readonly ListColumn[] | ((nameOf: SourceNames) => readonly ListColumn[]);
  /** `id` is that of the thing in `of`. */
  readonly pages: (
    api: WorkspaceApi,
    limit: number,
    id: string,
    call: ListCall<Flags>,
  ) => AsyncIterable<Page>;
}

/** A command that lists things, as data. */
export function listCommand<Flags extends OptionValues = NoFlags>(
  declared: ListDeclaration<Flags>,
): CommandEntry {
  const { of, flags: addFlags, noun, pages, isOfSources = false } = declared;
  return describedCommand(declared, (command, app) => {
    if (of !== undefined) command.argument(`<${of.name}>`, of.by);
    const own = addFlags?.(command);
    const output = addListOptions(command);
    output.action(async () => {
      const [argument] = command.args;
      const { api, settings } = await openWorkspace(app);
      const id = of === undefined || argument === undefined ? '' : idOf(await of.find(api, argument));
      // Without flags of its own a list is of the type that has none.
      const flags = own?.opts() ?? ({} as Flags);
      await printList(app, output.opts(), {
        noun,
        columns: await columnsOf(declared, app, api, output.opts()),
        async *pages(limit) {
          for await (const page of pages(api, limit, id, { app, settings, flags, argument })) {
            if (isOfSources) for (const source of page.items) allowWriteKeys(app.redactor, source);
            yield page;
          }
        },
      });
    });
  });
}

/** Sources have names where the list is a table for a person; elsewhere ids stay ids, and nothing is asked for. */
async function columnsOf(
  { columns }: Pick<ListDeclaration<never>, 'columns'>,
  app: App,
  api: WorkspaceApi,
  flags: ListFlags,
): Promise<readonly ListColumn[]> {
  if (typeof columns !== 'function') return columns;
  if (listForm(app, flags) !== 'table') return columns((id) => id);
  return columns(await sourceNames(api, (line) => app.print.verbose(line)));
}

interface GetDeclaration<Thing extends ApiObject> extends Described {
  readonly thing: NamedThing<Thing>;
  /** What is shown of the thing; the thing itself when absent. */
  readonly read?: (api: WorkspaceApi, thing: Thing, app: App) => Promise<ApiObject>;
  readonly facts: (shown: ApiObject, now: Date, thing: Thing) => readonly Fact[];
}

/** A command that shows one thing, as data. */
export function getCommand<Thing extends ApiObject>(declared: GetDeclaration<Thing>): CommandEntry {
  const { thing, read, facts, isOfSources = false } = declared;
  return describedCommand(declared, (command, app) => {
    addFieldsOption(command.argument(`<${thing.name}>`, thing.by)).action(async (name, flags) => {
      const { api } = await openWorkspace(app);
      const found = await thing.find(api, name);
      if (isOfSources) allowWriteKeys(app.redactor, found);
      const shown = read === undefined ? found : await read(api, found, app);
      await printObject(app, flags, shown, facts(shown, app.io.now(), found));
    });
  });
}

/** A command with its description, for what is neither a list nor one thing: `register` adds its flags and its action. */
export function describedCommand(
  { description, help, ...entry }: Described,
  register: (command: Command, app: App) => void,
): CommandEntry {
  return {
    ...entry,
    load: async () => ({
      register(command: Command, app: App) {
        if (description !== undefined) command.description(description);
        command.addHelpText('after', `\n${help}`);
        register(command, app);
      },
    }),
  };
}
