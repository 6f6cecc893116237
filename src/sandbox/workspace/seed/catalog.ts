import type { SeedInput } from '../read-seed.ts';
import { httpApiSource } from '../records.ts';

type Catalog = NonNullable<SeedInput['catalog']>;
type Destinations = NonNullable<Catalog['destinations']>;

/** Sources that can be added: id, slug, name, category, and whether it brings object data from a cloud app. */
const sourceRows = [
  ['IqDTy1TpoU', 'javascript', 'Javascript', 'Website', false],
  [httpApiSource, 'http-api', 'HTTP API', 'Server', false],
  ['lrjAZWAy0V', 'node.js', 'Node.js', 'Server', false],
  ['8b3RsGZmTq', 'python', 'Python', 'Server', false],
  ['tW1g5zVq3D', 'go', 'Go', 'Server', false],
  ['UBrsG9RVzw', 'ios', 'Apple', 'Mobile', false],
  ['B0X0QmvMny', 'android', 'Android', 'Mobile', false],
  ['YhPRkdmTt4', 'react-native', 'React Native', 'Mobile', false],
  ['xVqBQg5n7z', 'stripe', 'Stripe', 'Payments', true],
  ['nM6v3ZbJ2y', 'zendesk', 'Zendesk', 'Helpdesk', true],
  ['qR2pH8kWf1', 'warehouse-postgres', 'Postgres (Reverse ETL)', 'Reverse ETL', false],
] as const;

const sources: Catalog['sources'] = sourceRows.map(([id, slug, name, category, isCloudEventSource]) => ({
  id,
  slug,
  name,
  description: `Sends data from ${name}.`,
  logos: { default: `https://example.com/logos/${slug}.svg`, mark: null, alt: null },
  categories: [category],
  isCloudEventSource,
  options: isCloudEventSource
    ? [{ name: 'apiKey', type: 'string', required: true, description: 'The key of the account.' }]
    : [],
}));

export const webhookDestination = '614a3c7d791c91c41bae7599';
export const webhookAction = 'nFPnRozhz1mh4Gbx4MLvT5';
export const analyticsDestination = '54521fd725e721e32a72eebb';
export const emailDestination = '60ad61f9ff47a16b8fb7b5d9';

const everyMethod = { pageview: true, identify: true, alias: true, track: true, group: true };
const trackTrigger = 'type = "track"';

/** The ones that the workspace uses, in full. */
const usedDestinations: Destinations = [
  {
    id: webhookDestination,
    slug: 'actions-webhook',
    name: 'Webhook (Actions)',
    description: 'Posts each message to a URL.',
    website: 'https://example.com/webhook',
    logos: { default: 'https://example.com/logos/webhook.svg', mark: null, alt: null },
    categories: ['Raw Data'],
    components: [{ type: 'SERVER', code: 'https://example.com/webhook', owner: 'SEGMENT' }],
    supportedFeatures: { cloudModeInstances: 'MULTIPLE', deviceModeInstances: 'NONE', replay: true },
    supportedMethods: everyMethod,
    supportedPlatforms: { browser: true, server: true, mobile: true, warehouse: true },
    options: [
      {
        name: 'sharedSecret',
        type: 'password',
        required: false,
        label: 'Shared Secret',
        description: 'Signs the body when it is set.',
        defaultValue: '',
      },
    ],
    actions: [
      {
        id: webhookAction,
        slug: 'send',
        name: 'Send',
        description: 'Send the message.',
        platform: 'CLOUD',
        defaultTrigger: null,
        fields: [
          {
            id: 'fLdWebhookUrl',
            sortOrder: 0,
            fieldKey: 'url',
            label: 'URL',
            type: 'STRING',
            description: 'Where to post to.',
            required: true,
          },
          {
            id: 'fLdWebhookMethod',
            sortOrder: 1,
            fieldKey: 'method',
            label: 'Method',
            type: 'STRING',
            required: true,
            defaultValue: 'POST',
            choices: [
              { label: 'POST', value: 'POST' },
              { label: 'PUT', value: 'PUT' },
            ],
          },
        ],
      },
    ],
    presets: [
      { actionId: webhookAction, name: 'Send all Track messages', fields: {}, trigger: trackTrigger },
    ],
    supportedRegions: ['us-west-2', 'eu-west-1'],
    regionEndpoints: ['US', 'EU'],
  },
  {
    id: analyticsDestination,
    slug: 'example-analytics',
    name: 'Example Analytics',
    description: 'Charts and funnels.',
    website: 'https://example.com/analytics',
    previousNames: ['Example Insights'],
    categories: ['Analytics'],
    components: [{ type: 'BROWSER', code: 'https://example.com/analytics.js', owner: 'PARTNER' }],
    supportedFeatures: {
      cloudModeInstances: 'SINGLE',
      deviceModeInstances: 'SINGLE',
      browserUnbundling: true,
      browserUnbundlingPublic: true,
    },
    supportedMethods: everyMethod,
    supportedPlatforms: { browser: true, server: true, mobile: false },
    options: [
      { name: 'apiKey', type: 'string', required: true, label: 'API Key' },
      { name: 'trackAllPages', type: 'boolean', required: false, defaultValue: false },
      { name: 'groups', type: 'text-map', required: false, defaultValue: {} },
    ],
    contacts: [{ name: 'Ann', email: 'ann@example.com', role: 'VP of Engineering', isPrimary: true }],
    partnerOwned: true,
  },
  {
    id: emailDestination,
    slug: 'example-email',
    name: 'Example Email',
    description: 'Campaigns.',
    website: 'https://example.com/email',
    status: 'PUBLIC_BETA',
    categories: ['Email Marketing'],
    supportedFeatures: { cloudModeInstances: '1', deviceModeInstances: '0' },
    supportedMethods: { ...everyMethod, pageview: false },
    supportedPlatforms: { server: true },
    options: [{ name: 'apiKey', type: 'string', required: true }],
  },
];

/** More of them, so that lists have something to page through. */
const otherDestinations: Destinations = [
  ['54521fd525e721e32a72ee01', 'example-ads', 'Example Ads', 'Advertising'],
  ['54521fd525e721e32a72ee02', 'example-crm', 'Example CRM', 'CRM'],
  ['54521fd525e721e32a72ee03', 'example-support', 'Example Support', 'Livechat'],
  ['54521fd525e721e32a72ee04', 'example-surveys', 'Example Surveys', 'Surveys'],
  ['54521fd525e721e32a72ee05', 'example-attribution', 'Example Attribution', 'Attribution'],
].map(([id = '', slug = '', name = '', category = '']) => ({
  id,
  slug,
  name,
  website: `https://example.com/${slug}`,
  categories: [category],
  supportedMethods: everyMethod,
  supportedPlatforms: { server: true, browser: false, mobile: false },
}));

const warehouseRows = [
  ['55d3d3aea3c', 'postgres', 'Postgres', ['hostname', 'port', 'database', 'username', 'password']],
  ['aea3c55dsz', 'redshift', 'Redshift', ['hostname', 'port', 'database', 'username', 'password']],
  ['CgKTNsRuUe', 'snowflake', 'Snowflake', ['account', 'database', 'warehouse', 'username', 'password']],
  ['WcjBCzUGff', 'bigquery', 'BigQuery', ['project', 'location', 'credentials']],
  ['LdQrTtVxJm', 'databricks', 'Databricks', ['hostname', 'httpPath', 'catalog', 'password']],
  ['RZbZHnUcNW', 'azuresqldw', 'Azure SQL Data Warehouse', ['hostname', 'database', 'username', 'password']],
  ['rKrnRBfcVs', 'db2', 'Db2 Warehouse', ['hostname', 'port', 'database', 'username', 'password']],
] as const;

const warehouses: Catalog['warehouses'] = warehouseRows.map(([id, slug, name, options]) => ({
  id,
  slug,
  name,
  description: `Loads data into ${name}.`,
  logos: { default: `https://example.com/logos/${slug}.svg`, mark: '', alt: '' },
  options: options.map((option) => ({ name: option, type: 'string', required: true })),
}));

export const catalog: Catalog = {
  sources,
  destinations: [...usedDestinations, ...otherDestinations],
  warehouses,
};
