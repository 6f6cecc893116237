import type { SeedInput } from '../read-seed.ts';

const rows = [
  ['55d3d3aea3c', 'postgres', 'Postgres', ['hostname', 'port', 'database', 'username', 'password']],
  ['aea3c55dsz', 'redshift', 'Redshift', ['hostname', 'port', 'database', 'username', 'password']],
  ['CgKTNsRuUe', 'snowflake', 'Snowflake', ['account', 'database', 'warehouse', 'username', 'password']],
  ['WcjBCzUGff', 'bigquery', 'BigQuery', ['project', 'location', 'credentials']],
  ['LdQrTtVxJm', 'databricks', 'Databricks', ['hostname', 'httpPath', 'catalog', 'password']],
  ['RZbZHnUcNW', 'azuresqldw', 'Azure SQL Data Warehouse', ['hostname', 'database', 'username', 'password']],
  ['rKrnRBfcVs', 'db2', 'Db2 Warehouse', ['hostname', 'port', 'database', 'username', 'password']],
] as const;

export const catalogWarehouses = rows.map(([id, slug, name, options]) => ({
  id,
  slug,
  name,
  description: `Loads data into ${name}.`,
  logos: { default: `https://example.com/logos/${slug}.svg`, mark: '', alt: '' },
  options: options.map((option) => ({ name: option, type: 'string', required: true })),
})) satisfies NonNullable<SeedInput['catalog']>['warehouses'];
