import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Ajv, type AnySchema } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it, onTestFinished } from 'vitest';
import yauzl from 'yauzl';
import { environmentVariables } from '../../src/store/environment-variables.ts';
import { projectRoot } from '../helpers/imports.ts';

const readJson = (path: string) => JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));
const manifest = readJson('package.json');
const variables = new Map(
  environmentVariables.flatMap((group) => group.variables.map(([name, text]) => [name, text])),
);

/** What a schema finds wrong. */
function problems(schema: AnySchema, value: unknown): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const isValid = ajv.compile(schema);
  return isValid(value) ? [] : isValid.errors;
}

describe('server.json', () => {
  const server = readJson('server.json');
  const schema = readJson('test/fixtures/mcp/server.schema.json');
  const [npm] = server.packages;

  it('is what the registry takes', () => {
    expect(server.$schema).toBe(schema.$id);
    expect(problems(schema, server)).toEqual([]);
    expect(problems(schema, { ...server, name: 'segment' })).not.toEqual([]);
  });

  it('names this package, and this version of it', () => {
    expect(manifest.mcpName).toBe(server.name);
    expect(npm).toMatchObject({ registryType: 'npm', identifier: manifest.name, version: manifest.version });
    expect(server.version).toBe(manifest.version);
    // npx runs the only executable of a package, whatever its name.
    expect(Object.keys(manifest.bin)).toHaveLength(1);
  });

  it('names variables that the program reads, and marks those that are secret', () => {
    const named: { name: string; isSecret?: boolean }[] = npm.environmentVariables;
    expect(named.filter(({ name }) => !variables.has(name))).toEqual([]);
    const secret = named.filter(({ isSecret }) => isSecret === true).map(({ name }) => name);
    expect(secret).toEqual(named.map(({ name }) => name).filter((name) => /KEY|TOKEN/.test(name)));
  });
});

describe('mcpb/manifest.json', () => {
  const bundle = readJson('mcpb/manifest.json');
  const schema = readJson('test/fixtures/mcp/mcpb-manifest-v0.3.schema.json');
  const { env } = bundle.server.mcp_config;

  it('is what assistants take', () => {
    expect(problems(schema, bundle)).toEqual([]);
    expect(problems(schema, { ...bundle, servers: [] })).not.toEqual([]);
    expect(bundle).toMatchObject({ name: manifest.name, version: manifest.version });
    expect(bundle.compatibility.runtimes.node).toBe(manifest.engines.node);
  });

  it('asks for every setting that it passes on, with secrets hidden', () => {
    const settings: Record<string, { default?: string; sensitive?: boolean }> = bundle.user_config;
    expect(Object.values(env)).toEqual(Object.keys(settings).map((name) => `\${user_config.${name}}`));
    expect(Object.keys(env).filter((name) => !variables.has(name))).toEqual([]);
    for (const [name, setting] of Object.entries(settings)) {
      // Without a default an assistant would pass on the placeholder itself.
      expect(setting.default, name).toBeTypeOf('string');
      expect(setting.sensitive === true, name).toBe(/token/.test(name));
    }
  });

  it('starts the server out of the archive that is made of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-mcpb-'));
    const script = join(projectRoot, 'scripts', 'pack-mcpb.mjs');
    const archive = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }).trim();
    expect(readFileSync(archive).length).toBeLessThan(2_000_000);
    const unpacked = join(folder, 'unpacked');
    const names = await unzip(archive, unpacked);
    expect(names.filter((name) => name.includes('.map'))).toEqual([]);
    expect(names).toContain('manifest.json');
    for (const name of names) {
      const source = name === 'manifest.json' ? 'mcpb/manifest.json' : name;
      expect(readFileSync(join(unpacked, name)).equals(readFileSync(join(projectRoot, source))), name).toBe(
        true,
      );
    }

    const filled = (text: string) =>
      text
        .replaceAll(/\$\{user_config\.(\w+)\}/g, (_, name) => bundle.user_config[name].default)
        .replaceAll(/\$\{__dirname\}/g, unpacked);
    const { args } = bundle.server.mcp_config;
    const client = new Client({ name: 'test', version: '1.0.0' });
    onTestFinished(() => client.close());
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: args.map(filled),
        env: {
          ...Object.fromEntries(Object.entries<string>(env).map(([name, text]) => [name, filled(text)])),
          SEGMENT_CONFIG_DIR: folder,
          SEGMENT_STATE_DIR: folder,
        },
        stderr: 'ignore',
      }),
    );
    expect(client.getServerVersion()).toMatchObject({ name: 'segment', version: manifest.version });
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    expect((await client.listResources()).resources).toHaveLength(1);
  });
});

/** Unpacks an archive. Resolves to the names in it. */
async function unzip(archive: string, folder: string): Promise<string[]> {
  const zip = await yauzl.fromBufferPromise(readFileSync(archive), { lazyEntries: true });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const path = join(folder, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    writeFileSync(path, Buffer.concat(chunks));
    names.push(entry.fileName);
  }
  return names;
}
