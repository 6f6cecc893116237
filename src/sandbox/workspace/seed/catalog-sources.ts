import type { SeedInput } from '../read-seed.ts';
import { httpApiSource } from '../records.ts';

/** Sources that can be added: id, slug, name, category, and whether it brings object data from a cloud app. */
const rows = [
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

export const catalogSources = rows.map(([id, slug, name, category, isCloudEventSource]) => ({
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
})) satisfies NonNullable<SeedInput['catalog']>['sources'];
