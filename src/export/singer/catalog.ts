import * as z from 'zod/mini';
import { UsageError } from '../../errors.ts';
import { isIncremental, type Stream } from '../stream.ts';
import { needStream } from '../streams.ts';
import { rowSchema } from './row-schema.ts';

/** What can be chosen, as a Singer catalog (https://hub.meltano.com/singer/spec). */
export function catalogOf(streams: readonly Stream[]): object {
  return { streams: streams.map(catalogEntry) };
}

function catalogEntry(stream: Stream): object {
  const { name, key, fields, isExtra } = stream;
  const method = isIncremental(stream) ? 'INCREMENTAL' : 'FULL_TABLE';
  const metadata = {
    inclusion: 'available',
    'selected-by-default': isExtra !== true,
    'table-key-properties': key,
    'forced-replication-method': method,
    ...(isIncremental(stream) && { 'valid-replication-keys': ['timestamp'] }),
  };
  return {
    tap_stream_id: name,
    stream: name,
    key_properties: key,
    replication_method: method,
    ...(isIncremental(stream) && { replication_key: 'timestamp' }),
    schema: rowSchema(fields).toJson(),
    metadata: [
      { breadcrumb: [], metadata },
      ...Object.keys(fields).map((field) => ({
        breadcrumb: ['properties', field],
        metadata: isNeeded(stream, field)
          ? { inclusion: 'automatic' }
          : { inclusion: 'available', 'selected-by-default': true },
      })),
    ],
  };
}

/** What names a row, or its time: without it the next run would not know where to go on. */
function isNeeded({ key }: Stream, field: string): boolean {
  return key.includes(field) || field === 'timestamp';
}

/** Whoever says nothing about a thing leaves it out, or writes null. */
const choice = z.nullish(z.boolean());

const catalogSchema = z.object({
  streams: z.array(
    z.object({
      tap_stream_id: z.string(),
      selected: choice,
      schema: z.nullish(
        z.object({
          selected: choice,
          properties: z.nullish(z.record(z.string(), z.union([z.object({ selected: choice }), z.boolean()]))),
        }),
      ),
      metadata: z.nullish(
        z.array(
          z.object({
            breadcrumb: z.array(z.string()),
            metadata: z.object({ selected: choice, 'selected-by-default': choice }),
          }),
        ),
      ),
    }),
  ),
});

type CatalogEntry = z.infer<typeof catalogSchema>['streams'][number];

/** What a catalog selects. */
export interface Selection {
  readonly streams: readonly string[];
  /** Fields that it does not, by stream. */
  readonly unwanted: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a catalog, ours or one that others have made of it. Throws UsageError for what is none, and for one that selects nothing. */
export function readCatalog(value: unknown, file: string): Selection {
  const { data } = catalogSchema.safeParse(value);
  if (data === undefined)
    throw new UsageError(`${file} is not a Singer catalog.`, {
      code: 'catalog_invalid',
      hint: 'Make one with: segment export --discover > catalog.json',
    });
  const selected = data.streams.filter(isSelected);
  if (selected.length === 0)
    throw new UsageError(`${file} selects no stream.`, {
      code: 'no_streams',
      hint: 'Set "selected": true in the metadata with the breadcrumb [] of each stream that is wanted.',
    });
  return {
    streams: selected.map(({ tap_stream_id }) => tap_stream_id),
    unwanted: new Map(selected.map((entry) => [entry.tap_stream_id, unwantedFields(entry)])),
  };
}

/** In metadata, or as older programs write it, in the entry or in its schema. */
function isSelected({ selected, schema, metadata }: CatalogEntry): boolean {
  const own = metadata?.find(({ breadcrumb }) => breadcrumb.length === 0)?.metadata;
  return own?.selected ?? selected ?? schema?.selected ?? own?.['selected-by-default'] ?? false;
}

function unwantedFields({ tap_stream_id: name, schema, metadata }: CatalogEntry): ReadonlySet<string> {
  const choices = new Map<string, boolean>();
  for (const [field, own] of Object.entries(schema?.properties ?? {}))
    if (typeof own === 'object' && typeof own.selected === 'boolean') choices.set(field, own.selected);
  for (const { breadcrumb, metadata: own } of metadata ?? []) {
    const [kind, field, ...deeper] = breadcrumb;
    const selected = own.selected ?? own['selected-by-default'];
    if (kind === 'properties' && field !== undefined && deeper.length === 0 && typeof selected === 'boolean')
      choices.set(field, selected);
  }
  const unselected = [...choices].flatMap(([field, selected]) => (selected ? [] : [field]));
  if (unselected.length === 0) return new Set();
  const stream = needStream(name);
  return new Set(unselected.filter((field) => !isNeeded(stream, field)));
}
