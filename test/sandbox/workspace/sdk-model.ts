import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const packageName = '@segment/public-api-sdk-typescript';
const models: Record<string, unknown> = require(packageName);
const modelFolder = join(dirname(require.resolve(packageName)), 'model');

/** What the official client's types say against a value. */
export interface Report {
  /** Required fields that were there, as `Class.field`. */
  readonly checked: Set<string>;
  /** Required fields that are missing, values of another type, and values outside their enum. */
  readonly problems: string[];
  /** Fields that this version of the client does not know, as `Class.field`. */
  readonly unknown: Set<string>;
}

/** Checks a raw answer against a class of the official client, all the way down. */
export function checkModel(value: unknown, type: string): Report {
  const report: Report = { checked: new Set(), problems: [], unknown: new Set() };
  check(value, type, type, report);
  return report;
}

function check(value: unknown, type: string, path: string, report: Report): void {
  const element = /^Array<(.+)>$/.exec(type)?.[1];
  if (element !== undefined) {
    if (!Array.isArray(value)) report.problems.push(`${path} is not a list`);
    else for (const [index, entry] of value.entries()) check(entry, element, `${path}[${index}]`, report);
    return;
  }
  if (type === 'any' || type === 'object') return;
  if (type.startsWith('{')) {
    if (!isObject(value)) report.problems.push(`${path} is not an object`);
    return;
  }
  if (type === 'string' || type === 'number' || type === 'boolean') {
    if (typeof value !== type) report.problems.push(`${path} is not a ${type}`);
    return;
  }
  const members = enumOf(type);
  if (members !== undefined) {
    if (!members.includes(value)) report.problems.push(`${path} is not one of ${members.join(', ')}`);
    return;
  }
  checkClass(value, type, path, report);
}

function checkClass(value: unknown, type: string, path: string, report: Report): void {
  const attributes = attributesOf(type);
  if (attributes === undefined) {
    report.problems.push(`${path}: the client has no class ${type}`);
    return;
  }
  if (!isObject(value)) {
    report.problems.push(`${path} is not an object`);
    return;
  }
  const shape = shapeOf(type);
  for (const { baseName, type: attributeType } of attributes) {
    const { optional = true, nullable = false } = shape.get(baseName) ?? {};
    if (!Object.hasOwn(value, baseName)) {
      if (!optional) report.problems.push(`${path}.${baseName} is missing`);
      continue;
    }
    if (!optional) report.checked.add(`${type}.${baseName}`);
    const own = value[baseName];
    if (own === null && nullable) continue;
    check(own, attributeType, `${path}.${baseName}`, report);
  }
  for (const name of Object.keys(value))
    if (!attributes.some(({ baseName }) => baseName === name)) report.unknown.add(`${type}.${name}`);
}

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

function attributesOf(type: string): readonly Attribute[] | undefined {
  const model = models[type];
  if (typeof model !== 'function' || !('getAttributeTypeMap' in model)) return undefined;
  const { getAttributeTypeMap } = model;
  // Generated code: every class of a model has this function, with this result.
  return typeof getAttributeTypeMap === 'function'
    ? (getAttributeTypeMap.call(model) as readonly Attribute[])
    : undefined;
}

/** Which fields may be missing or null: only the declarations tell. */
function shapeOf(type: string): Map<string, { optional: boolean; nullable: boolean }> {
  const file = join(modelFolder, `${type.charAt(0).toLowerCase()}${type.slice(1)}.d.ts`);
  const declared = readFileSync(file, 'utf8');
  const shape = new Map<string, { optional: boolean; nullable: boolean }>();
  for (const [, name = '', mark, rest = ''] of declared.matchAll(/^ {4}'(\w+)'(\??):(.*)$/gm))
    shape.set(name, { optional: mark === '?', nullable: rest.includes('| null') });
  return shape;
}

function enumOf(type: string): readonly unknown[] | undefined {
  const [owner = '', member] = type.split('.');
  if (member === undefined) return undefined;
  const found: unknown = Object.getOwnPropertyDescriptor(models[owner] ?? {}, member)?.value;
  return isObject(found)
    ? [...new Set(Object.values(found))].filter((entry) => typeof entry === 'string')
    : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
