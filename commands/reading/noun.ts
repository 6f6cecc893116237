import type { Command } from '@commander-js/extra-typings';
import type { ApiObject } from '../../src/api/api-object.ts';
import type { Page, WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { allowWriteKeys, idOf } from '../../src/workspace/names/source-facts.ts';
import type { CommandEntry } from '../lazy-commands.ts';
import { openWorkspace } from './open-workspace.ts';
import { addFieldsOption, addListOptions, type ListFlags } from './output-options.ts';
import { type ListColumn, type ListSpec, printList } from './print-list.ts';
import { type Fact, printObject } from './print-object.ts';

/** One thing of the workspace as an argument: found by what a person calls it. */
export interface NamedThing {
  /** `warehouse`: as the help shows it in angle brackets. */
  readonly name: string;
  /** What it may be called: `its id or name`. */
  readonly by: string;
  readonly find: (api: WorkspaceApi, name: string) => Promise<ApiObject>;
}

interface Described {
  readonly name: string;
  /** One line in the help of the noun. */
  readonly summary: string;
  readonly description: string;
  /** What stands below the flags, without the first empty line. */
  readonly help: string;
}

interface ListDeclaration extends Described {
  /** A list of what belongs to one thing; absent for a list of the workspace. */
  readonly of?: NamedThing;
  readonly noun: ListSpec['noun'];
  readonly columns: readonly ListColumn[];
  /** `id` is that of the thing in `of`. */
  readonly pages: (api: WorkspaceApi, limit: number, id: string) => AsyncIterable<Page>;
  /** The items are sources, whose write keys may be shown. */
  readonly isOfSources?: boolean;
}

interface GetDeclaration extends Described {
  readonly thing: NamedThing;
  readonly facts: (object: ApiObject, now: Date) => readonly Fact[];
}

/** A command that lists things, as data. What has flags of its own is a command of its own. */
export function listCommand(declared: ListDeclaration): CommandEntry {
  const { name, summary, description, help, of, noun, columns, pages, isOfSources = false } = declared;
  return entry({ name, summary }, (command, app) => {
    const list = async (named: string | undefined, flags: ListFlags) => {
      const { api } = await openWorkspace(app);
      const id = of === undefined || named === undefined ? '' : idOf(await of.find(api, named));
      const text = (item: ApiObject) => {
        if (isOfSources) allowWriteKeys(app.redactor, item);
        return item.text;
      };
      await printList(app, flags, { noun, columns, text, pages: (limit) => pages(api, limit, id) });
    };
    command.description(description).addHelpText('after', `\n${help}`);
    if (of === undefined) addListOptions(command).action((flags) => list(undefined, flags));
    else addListOptions(command.argument(`<${of.name}>`, of.by)).action(list);
  });
}

/** A command that shows one thing, as data. */
export function getCommand({ name, summary, description, help, thing, facts }: GetDeclaration): CommandEntry {
  return entry({ name, summary }, (command, app) => {
    command.description(description).addHelpText('after', `\n${help}`);
    addFieldsOption(command.argument(`<${thing.name}>`, thing.by)).action(async (named, flags) => {
      const { api } = await openWorkspace(app);
      const object = await thing.find(api, named);
      await printObject(app, flags, object, facts(object, app.io.now()));
    });
  });
}

function entry(
  named: Pick<CommandEntry, 'name' | 'summary'>,
  register: (command: Command, app: App) => void,
): CommandEntry {
  return { ...named, load: async () => ({ register }) };
}
