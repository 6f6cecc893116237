import type { Command } from 'commander';
import { type ApiObject, objectsIn, stringAt, textAt, valueAt } from '../../src/api/api-object.ts';
import { numberText } from '../../src/api/numbers.ts';
import { dataOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { warehouseEndpoints } from '../../src/segment/endpoints/warehouses.ts';
import { isListText } from '../../src/spec/json-text.ts';
import { findWarehouse } from '../../src/workspace/names/find.ts';
import { enabledOf } from '../reading/columns/enabled.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';
import { spareCalls, sparingHelp } from './spare-calls.ts';

const examples = `${sparingHelp}

Examples:
  $ segment warehouses schedule "Reporting DB"
  $ segment warehouses schedule postgres --json`;

export function register(command: Command, app: App): void {
  command
    .description('Show the hours at which a warehouse syncs.')
    .argument('<warehouse>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findWarehouse(api, said);
      const schedule = await dataOf(await spareCalls(app, api), warehouseEndpoints.getSyncSchedule, {
        params: { warehouseId: stringAt(value, 'id') },
        member: 'enabled',
      });
      await printObject(app, flags, schedule, [
        { label: 'warehouse', value: stringAt(value, 'settings.name') || stringAt(value, 'id') },
        { label: 'enabled', value: enabledOf(schedule.value) },
        { label: 'times', value: timesOf(schedule) },
        { label: 'timezone', value: stringAt(schedule.value, 'schedule.timezone') },
      ]);
    });
  addFieldsOption(command);
}

/** The hours that are switched on, as a clock shows them. */
function timesOf({ text }: ApiObject): string {
  const times = textAt(text, 'schedule', 'times');
  if (times === undefined || !isListText(times)) return '';
  return objectsIn(times)
    .filter((time) => valueAt(time.value, 'enabled') === true)
    .map((time) => `${(numberText(time.text, 'hourOfDay') || '??').padStart(2, '0')}:00`)
    .join(', ');
}
