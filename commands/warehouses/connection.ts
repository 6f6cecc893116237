import type { Command } from 'commander';
import { stringAt } from '../../src/api/api-object.ts';
import { dataOf } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { warehouseEndpoints } from '../../src/segment/endpoints/warehouses.ts';
import { findWarehouse } from '../../src/workspace/names/find.ts';
import { openWorkspace } from '../reading/open-workspace.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { printObject } from '../reading/print-object.ts';

const examples = `
Prints CONNECTED or FAILED, and exits with 0 either way.

Examples:
  $ segment warehouses connection "Reporting DB"
  $ test "$(segment warehouses connection postgres --fields connectionState)" = CONNECTED`;

export function register(command: Command, app: App): void {
  command
    .description('Show whether Segment can reach a warehouse.')
    .argument('<warehouse>', 'its id, name or type')
    .addHelpText('after', examples)
    .action(async (said: string, flags: ObjectFlags) => {
      const { api } = await openWorkspace(app);
      const { value } = await findWarehouse(api, said);
      const connection = await dataOf(api, warehouseEndpoints.getConnectionState, {
        params: { warehouseId: stringAt(value, 'id') },
        member: 'connectionState',
      });
      await printObject(app, flags, connection, [
        { label: 'warehouse', value: stringAt(value, 'settings.name') || stringAt(value, 'id') },
        { label: 'connection', value: stringAt(connection.value, 'connectionState') },
      ]);
    });
  addFieldsOption(command);
}
