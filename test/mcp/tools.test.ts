import { describe, expect, it } from 'vitest';
import { listedTool } from '../../src/mcp/listed-tool.ts';
import { allTools, toolsOf } from '../../src/mcp/tools.ts';
import { readToolsets } from '../../src/mcp/toolsets.ts';

// What makes a tool hard to choose or to call, found in the table itself.

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
}

interface Listed {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema: Schema;
  readonly annotations: Readonly<Record<string, boolean>>;
}

const listed: readonly Listed[] = allTools.map((tool) => JSON.parse(JSON.stringify(listedTool(tool))));

/** The names by which Segment's tools are known already. */
const known = /^SEGMENT_[A-Z_]+$/;
const verbs = /^(?:assert|call|count|find|judge|list|look|read|search|send|show|test|update|wait)_[a-z_]+$/;
/** What nobody can promise: an acknowledgement says nothing about destinations. */
const promises = /\b(?:deliver(?:s|ed)?|guarantee[sd]?|always|never fails|ensures?|arrives?|makes sure)\b/i;

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z’'-]+/g) ?? [];
const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+(?=[A-Z])/);

/** Everything that is wrong with a list of tools, a line each. */
function findFaults(tools: readonly Listed[]): string[] {
  const faults: string[] = [];
  const beginnings = new Map<string, string>();
  for (const tool of tools) {
    const { name, title, description, inputSchema, outputSchema, annotations } = tool;
    const say = (fault: string) => void faults.push(`${name}: ${fault}`);
    if (name.length > 45) say('its name is longer than 45 characters');
    if (!known.test(name) && !verbs.test(name)) say('its name does not begin with a verb');
    if (title === '') say('it has no title');
    const beginning = wordsOf(description).slice(0, 10).join(' ');
    const other = beginnings.get(beginning);
    if (other !== undefined) say(`its description begins as that of ${other}`);
    beginnings.set(beginning, name);
    const sentences = sentencesOf(description);
    if (sentences.length > 3) say(`its description has ${sentences.length} sentences`);
    if (!/\b(?:use it|when|after|before|to answer)\b/i.test(description)) say('nothing says when to use it');
    if (!/\breturns\b/i.test(description)) say('nothing says what comes back');
    if (promises.test(description.replace(/\bdelivery\b/gi, ''))) say('it promises what it cannot know');
    for (const [parameter, schema] of Object.entries(inputSchema.properties ?? {})) {
      if ((schema.description ?? '').length < 8) say(`nothing says what ${parameter} is for`);
      if (schema.enum === undefined && /\bone of\b.*,/i.test(schema.description ?? ''))
        say(`${parameter} lists its values in prose`);
    }
    if (inputSchema.type !== 'object') say('its input is no object');
    if (Object.keys(outputSchema.properties ?? {}).length === 0) say('its output is not declared');
    for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'])
      if (annotations[hint] === undefined) say(`${hint} is missing`);
    if (annotations.readOnlyHint && annotations.destructiveHint) say('it reads only and destroys');
  }
  for (const [at, one] of tools.entries())
    for (const other of tools.slice(at + 1))
      if (commonShare(one.description, other.description) > 0.8)
        faults.push(`${one.name} and ${other.name}: they are described in the same words`);
  return faults;
}

/** The share of the words of the shorter description that the other has as well. */
function commonShare(one: string, other: string): number {
  const [fewer = new Set<string>(), more = new Set<string>()] = [one, other]
    .map((text) => new Set(wordsOf(text)))
    .sort((a, b) => a.size - b.size);
  return [...fewer].filter((word) => more.has(word)).length / fewer.size;
}

describe('the tools', () => {
  it('are well named, described and annotated', () => {
    expect(findFaults(listed)).toEqual([]);
  });

  it('are few, and short to read for a client that reads all of them', () => {
    expect(listed.length).toBeLessThanOrEqual(26);
    expect(Buffer.byteLength(JSON.stringify({ tools: listed }))).toBeLessThanOrEqual(28 * 1024);
  });

  it('have the names that people know', () => {
    const names = listed.map(({ name }) => name);
    for (const name of ['TRACK', 'IDENTIFY', 'PAGE', 'SCREEN', 'GROUP', 'ALIAS', 'BATCH'])
      expect(names).toContain(`SEGMENT_${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(allTools.filter(({ writes }) => writes))(
    '$name says in its schema how a preview is confirmed',
    (tool) => {
      expect(listedTool(tool).inputSchema).toMatchObject({ properties: { confirm: {} } });
    },
  );

  it.each(allTools)('$name takes no workspace, credential, region or URL', (tool) => {
    const parameters = Object.keys(tool.input.shape);
    expect(parameters.filter((name) => /workspace|writeKey|token|secret|region|^url$/i.test(name))).toEqual(
      [],
    );
  });

  it('would be found out', () => {
    const [good] = listed;
    if (good === undefined) throw new Error('there is no tool');
    const bad = {
      name: `profile_${'x'.repeat(45)}`,
      title: '',
      description: 'One. Two. Three. It is always delivered.',
      inputSchema: { type: 'object', properties: { kind: { description: 'One of a, b, c.' }, id: {} } },
      outputSchema: {},
      annotations: { readOnlyHint: true, destructiveHint: true, idempotentHint: true },
    };
    expect(
      findFaults([good, { ...good, name: 'read_it' }, bad]).map((fault) => fault.split(': ')[1]),
    ).toEqual([
      `its description begins as that of ${good.name}`,
      'its name is longer than 45 characters',
      'its name does not begin with a verb',
      'it has no title',
      'its description has 4 sentences',
      'nothing says when to use it',
      'nothing says what comes back',
      'it promises what it cannot know',
      'kind lists its values in prose',
      'nothing says what id is for',
      'its output is not declared',
      'openWorldHint is missing',
      'it reads only and destroys',
      'they are described in the same words',
    ]);
  });
});

describe('the toolsets', () => {
  const names = (text: string | undefined, allowWrites: boolean, sandbox = true) =>
    toolsOf(readToolsets(text), { allowWrites, sandbox }).map(({ name }) => name);
  const having = (test: (tool: (typeof allTools)[number]) => boolean) =>
    allTools.filter(test).map(({ name }) => name);

  it('hold nothing that writes unless writing is allowed, in the sandbox too', () => {
    expect(names(undefined, false)).toEqual(having(({ writes }) => !writes));
    expect(names('send,lookup,sandbox', true)).toEqual(allTools.map(({ name }) => name));
  });

  it('are chosen one by one, each also without what writes', () => {
    expect(names('send', true)).toEqual(having(({ toolset }) => toolset === 'send'));
    expect(names('send:read-only, lookup', true)).toEqual(
      having(({ toolset, writes }) => toolset === 'lookup' || (toolset === 'send' && !writes)),
    );
  });

  it('of the sandbox belong to a server of the sandbox', () => {
    expect(names('sandbox', true, false)).toEqual([]);
  });

  it.each(['', 'sends', 'send:write', 'send:read-only:x', 'send,,lookup'])('are refused as “%s”', (text) => {
    expect(() => readToolsets(text)).toThrow(/is no toolset/);
  });
});
