import type { Command } from 'commander';
import { type ApiObject, stringAt, valueAt } from '../../src/api/api-object.ts';
import { pagesOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { protocolsEndpoints } from '../../src/segment/endpoints/protocols.ts';
import { ruleTypes } from '../../src/segment/enums.ts';
import { isSameName } from '../../src/spec/same-name.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { findPlan } from '../../src/workspace/names/find.ts';
import { choiceOption } from '../reading/choice-option.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addListOptions, type ListFlags } from '../reading/output-options.ts';
import { printList } from '../reading/print-list.ts';
import { ruleColumns } from './rule-columns.ts';

const examples = `
Examples:
  $ segment tracking-plans rules "Web store"
  $ segment tracking-plans rules "Web store" --type TRACK --event "Order Completed" --json
  $ segment tracking-plans rules tp_web_store --ndjson > rules.ndjson`;

const listRules = pagesOf(protocolsEndpoints.listRules);

type RuleFlags = ListFlags & { readonly type?: string; readonly event?: string };

export function register(command: Command, app: App): void {
  command
    .description('List the rules of a tracking plan: with --json each with its JSON Schema.')
    .argument('<plan>', 'its id, slug or name')
    .addOption(choiceOption('--type <type>', 'only rules of this type', ruleTypes))
    .option('--event <name>', 'only rules of the event with exactly this name')
    .addHelpText('after', examples)
    .action(async (said: string, flags: RuleFlags) => {
      const { api } = await openWorkspace(app);
      const id = stringAt((await findPlan(api, said)).value, 'id');
      const isFiltered = flags.type !== undefined || flags.event !== undefined;
      await printList(app, flags, {
        noun: ['rule', 'rules'],
        columns: ruleColumns,
        pages: (limit) =>
          isFiltered
            ? filterPages(listRules(api, undefined, id), isWanted(flags), limit)
            : listRules(api, limit, id),
      });
    });
  addListOptions(command);
}

/** The API has no parameter for either. */
function isWanted({ type, event }: RuleFlags): (rule: ApiObject) => boolean {
  return ({ value }) =>
    (type === undefined || isSameName(valueAt(value, 'type'), type)) &&
    (event === undefined || isSameName(valueAt(value, 'key'), event));
}
