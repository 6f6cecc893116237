import { endpointsOf } from './endpoint.ts';

const { alpha, beta, stable } = endpointsOf('public');

const functions = 'Functions';
const plugins = 'Live Plugins';

/** Functions, live plugins, Reverse ETL and dbt (docs/segment-api/public.md#functions and the two sections after it). */
export const functionEndpoints = {
  listFunctions: stable('GET /functions', 'list the functions of a resourceType', {
    list: 'functions',
    feature: functions,
    required: ['resourceType'],
    sandbox: true,
  }),
  createFunction: stable('POST /functions', 'create a function', { object: 'function', feature: functions }),
  getFunction: stable('GET /functions/{functionId}', 'show a function with its code', {
    object: 'function',
    feature: functions,
  }),
  updateFunction: stable('PATCH /functions/{functionId}', 'change a function', {
    object: 'function',
    feature: functions,
  }),
  deleteFunction: stable('DELETE /functions/{functionId}', 'delete a function', { feature: functions }),
  deployFunction: stable('POST /functions/{functionId}/deploy', 'deploy a function', {
    object: 'functionDeployment',
    feature: functions,
  }),
  listFunctionVersions: alpha('GET /functions/{functionId}/versions', 'list the versions of a function', {
    feature: functions,
  }),
  restoreFunctionVersion: alpha(
    'POST /functions/{functionId}/versions',
    'restore an older version of a function',
    { feature: functions },
  ),
  getFunctionVersion: alpha(
    'GET /functions/{functionId}/versions/{versionId}',
    'show a version of a function',
    { feature: functions },
  ),
  listInsertFunctionInstances: alpha(
    'GET /insert-function-instances',
    'list the instances of an insert function',
    { list: 'instances', feature: functions, required: ['functionId'] },
  ),
  createInsertFunctionInstance: alpha(
    'POST /insert-function-instances',
    'connect an insert function to a destination',
    { feature: functions },
  ),
  getInsertFunctionInstance: alpha(
    'GET /insert-function-instances/{instanceId}',
    'show an instance of an insert function',
    { feature: functions },
  ),
  updateInsertFunctionInstance: alpha(
    'PATCH /insert-function-instances/{instanceId}',
    'change an instance of an insert function',
    { feature: functions },
  ),
  deleteInsertFunctionInstance: alpha(
    'DELETE /insert-function-instances/{instanceId}',
    'delete an instance of an insert function',
    { feature: functions },
  ),
  getLivePlugins: alpha('GET /sources/{sourceId}/live-plugins/latest', 'show the live plugins of a source', {
    feature: plugins,
  }),
  createLivePlugins: alpha(
    'POST /sources/{sourceId}/live-plugins/create',
    'create live plugins of a source',
    { feature: plugins },
  ),
  deleteLivePlugins: alpha(
    'DELETE /sources/{sourceId}/live-plugins/delete-code',
    'delete the live plugins of a source',
    { feature: plugins },
  ),
  listReverseEtlModels: alpha('GET /reverse-etl-models', 'list the Reverse ETL models', {
    list: 'models',
    sandbox: true,
  }),
  createReverseEtlModel: alpha('POST /reverse-etl-models', 'create a Reverse ETL model', {
    object: 'reverseEtlModel',
  }),
  getReverseEtlModel: alpha('GET /reverse-etl-models/{modelId}', 'show a Reverse ETL model', {
    object: 'reverseEtlModel',
  }),
  updateReverseEtlModel: alpha('PATCH /reverse-etl-models/{modelId}', 'change a Reverse ETL model', {
    object: 'reverseEtlModel',
  }),
  deleteReverseEtlModel: alpha('DELETE /reverse-etl-models/{modelId}', 'delete a Reverse ETL model'),
  startReverseEtlSync: alpha('POST /reverse-etl-syncs', 'start a Reverse ETL sync', {
    object: 'reverseETLManualSync',
    rateLimit: '20/min',
  }),
  getReverseEtlSync: alpha(
    'GET /reverse-etl-models/{modelId}/syncs/{syncId}',
    'show the status of a Reverse ETL sync',
    { object: 'reverseETLSyncStatus', rateLimit: '250/min' },
  ),
  cancelReverseEtlSync: alpha(
    'POST /reverse-etl-models/{modelId}/syncs/{syncId}/cancel',
    'cancel a Reverse ETL sync',
  ),
  listReverseEtlSyncs: alpha(
    'GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs',
    'list the Reverse ETL syncs of a subscription',
    { list: 'syncStatuses', paging: 'flat' },
  ),
  startDbtSync: beta('POST /dbt-model-syncs/trigger', 'start a dbt sync', { rateLimit: '10/min' }),
};
