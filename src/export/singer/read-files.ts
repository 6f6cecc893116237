import { UsageError } from '../../errors.ts';
import type { OpenFrom } from '../../files/open-path.ts';
import type { SingerConfig } from './read-config.ts';

/** Flags of a call that a runner of Singer taps makes. */
interface SingerFlags {
  readonly format: string;
  readonly out?: string;
  readonly config?: string;
  readonly catalog?: string;
  /** The older name of the catalog. */
  readonly properties?: string;
}

/** What the files say that a runner of Singer taps hands over. */
export interface SingerFiles extends Partial<SingerConfig> {
  /** The streams that are selected; undefined without a catalog. */
  readonly streams?: readonly string[];
  readonly unwanted?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads what `--catalog` and `--config` name. Throws UsageError for what cannot be used, also beside other flags. */
export async function readSingerFiles(
  from: OpenFrom,
  names: readonly string[],
  { format, out, config, catalog, properties = catalog }: SingerFlags,
): Promise<SingerFiles> {
  if (format !== 'singer') {
    if (config === undefined && properties === undefined) return {};
    throw conflict('--catalog and --config are for Singer.', 'Add: --format singer');
  }
  if (out !== undefined && out !== '-')
    throw conflict('--format singer prints to stdout.', 'Leave out --out, and pipe it into a Singer target.');
  if (properties !== undefined && names.length > 0)
    throw conflict('Streams are named, and a catalog selects some.', 'Choose one: names or --catalog.');
  const { readJsonFile } = await import('./read-json-file.ts');
  const { readCatalog } = await import('./catalog.ts');
  const { readSingerConfig } = await import('./read-config.ts');
  return {
    ...(config !== undefined && readSingerConfig(await readJsonFile(from, '--config', config), config)),
    ...(properties !== undefined &&
      readCatalog(await readJsonFile(from, '--catalog', properties), properties)),
  };
}

function conflict(message: string, hint: string): UsageError {
  return new UsageError(message, { code: 'flags_conflict', hint });
}
