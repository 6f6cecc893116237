import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';

/**
 * Writes into the map of a built file what its functions are called in the source, for the stack traces of --debug:
 * `x_functions`, rows of [first line, first column, last line, last column, name], all counted from zero, an outer
 * function before those in it. A map by itself says where a call is, not in which function, and built files have short
 * names. The map is put away compressed, to `.map.br`: an eighth of its size.
 */
export function nameFunctions(path) {
  const payload = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  const map = new SourceMap(payload);
  const program = parse(readFileSync(path, 'utf8'), {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowHashBang: true,
    locations: true,
  });
  const rows = [];
  fullAncestor(program, (node, _state, ancestors) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return;
    const { start, end } = node.loc;
    const name = functionName(node, ancestors.slice(0, -1), map);
    rows.push([start.line - 1, start.column, end.line - 1, end.column, name]);
  });
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || b[2] - a[2] || b[3] - a[3]);
  // The other names, a sixth of the file, are of variables, which no stack trace mentions.
  const text = JSON.stringify({ ...payload, names: [], x_functions: rows });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  writeFileSync(`${path}.map.br`, brotliCompressSync(text, { params }));
  rmSync(`${path}.map`);
}

/** `send`, `Printer.note`, `new Printer`; empty for a function without a name. */
function functionName(node, ancestors, map) {
  const holder = ancestors.at(-1);
  const ownClass = ancestors.findLast(({ type }) => /^Class(Declaration|Expression)$/.test(type));
  const className = () => nameOf(ownClass, ancestors[ancestors.indexOf(ownClass) - 1], map);
  if (holder.type === 'MethodDefinition' && holder.kind === 'constructor') return `new ${className()}`;
  const name = nameOf(node, holder, map);
  return holder.type === 'MethodDefinition' ? `${className()}.${name}` : name;
}

/** Its own name, or that of the variable, property or method that holds it. */
function nameOf(node, holder, map) {
  const assigned = /^Assignment/.test(holder?.type) ? holder.left : undefined;
  const name = node.id ?? holder?.id ?? holder?.key ?? assigned;
  if (name?.type === 'Literal') return String(name.value);
  if (name?.type !== 'Identifier' && name?.type !== 'PrivateIdentifier') return '';
  const { line, column } = name.loc.start;
  return map.findEntry(line - 1, column).name ?? name.name;
}
