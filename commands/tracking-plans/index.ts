import { type ApiObject, type JsonObject, valueAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import { listOf, pagesOf } from '../../src/api/workspace/client.ts';
import { protocolsEndpoints } from '../../src/segment/endpoints/protocols.ts';
import { ruleTypes, trackingPlanTypes } from '../../src/segment/enums.ts';
import { isSameName } from '../../src/spec/same-name.ts';
import { sourceColumns, textColumn, timeColumn, wholeColumn } from '../../src/views/columns.ts';
import { textFact, timeFact } from '../../src/views/facts.ts';
import { filterPages } from '../../src/workspace/computed-pages.ts';
import { findPlan } from '../../src/workspace/names/find.ts';
import { namesInRule } from '../../src/workspace/rules.ts';
import { choiceOption } from '../reading/flag-values.ts';
import { getCommand, listCommand, type NamedThing, noun } from '../reading/noun.ts';

const listRules = pagesOf(protocolsEndpoints.listRules);
const plan: NamedThing = { name: 'plan', by: 'its id, slug or name', find: findPlan };

export const register = noun(
  [
    listCommand({
      name: 'list',
      summary: 'list the tracking plans',
      description: 'List the tracking plans of the workspace.',
      help: `Examples:
  $ segment tracking-plans list
  $ segment tracking-plans list --type LIVE
  $ segment tracking-plans list --jq '.[].name'`,
      flags: (command) =>
        command.addOption(choiceOption('--type <type>', 'only plans of this type', trackingPlanTypes)),
      noun: ['tracking plan', 'tracking plans'],
      columns: [
        wholeColumn('id'),
        textColumn('name'),
        wholeColumn('type'),
        timeColumn('updated', 'updatedAt'),
      ],
      pages: (api, limit, _id, { flags: { type } }) =>
        listOf(api, protocolsEndpoints.listTrackingPlans, { query: { type }, limit }),
    }),
    getCommand({
      name: 'get',
      summary: 'show one tracking plan',
      description: 'Show one tracking plan, without its rules.',
      help: `Examples:
  $ segment tracking-plans get "Web store"
  $ segment tracking-plans get tp_web_store --json`,
      thing: plan,
      facts: ({ value }, now) => [
        ...['id', 'slug', 'name', 'type', 'description'].map((field) => textFact(value, field)),
        timeFact(value, 'created', 'createdAt', now),
        timeFact(value, 'updated', 'updatedAt', now),
      ],
    }),
    listCommand({
      name: 'rules',
      summary: 'list the rules of a tracking plan',
      description: 'List the rules of a tracking plan. --json includes the JSON Schema of each rule.',
      help: `Examples:
  $ segment tracking-plans rules "Web store"
  $ segment tracking-plans rules "Web store" --type TRACK --event "Order Completed" --json
  $ segment tracking-plans rules tp_web_store --ndjson > rules.ndjson`,
      of: plan,
      flags: (command) =>
        command
          .addOption(choiceOption('--type <type>', 'only rules of this type', ruleTypes))
          .option('--event <name>', 'only rules of the event with exactly this name'),
      noun: ['rule', 'rules'],
      // Common, Identify and Group rules have no event (docs/segment-api/public.md#tracking-plans).
      columns: [
        wholeColumn('type'),
        textColumn('event', 'key'),
        { header: 'version', whole: true, cell: (_rule, text) => numberText(text, 'version') },
        { header: 'required', cell: (rule) => namesInRule(rule).required.join(', ') },
        { header: 'properties', cell: (rule) => namesInRule(rule).properties.join(', ') },
      ],
      pages(api, limit, id, { flags: { type, event } }) {
        if (type === undefined && event === undefined) return listRules(api, limit, id);
        // The API has no parameter for either.
        const has = (rule: JsonObject, field: string, wanted: string | undefined) =>
          wanted === undefined || isSameName(valueAt(rule, field), wanted);
        const isWanted = ({ value }: ApiObject) => has(value, 'type', type) && has(value, 'key', event);
        return filterPages(listRules(api, undefined, id), isWanted, limit);
      },
    }),
    listCommand({
      name: 'sources',
      summary: 'list the sources a tracking plan is connected to',
      description: 'List the sources that a tracking plan is connected to.',
      help: `Examples:
  $ segment tracking-plans sources "Web store"
  $ segment tracking-plans sources tp_web_store --jq '.[].slug'
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
  ],
  {
    help: `Examples:
  $ segment tracking-plans list
  $ segment tracking-plans rules "Web store" --type TRACK
  $ segment tracking-plans coverage`,
  },
);
