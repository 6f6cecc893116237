import { isNullText, type JsonMembers, type JsonNode, writeNode } from '../../spec/json-text.ts';
import { kindOfPlace } from '../mapping/cell.ts';
import type { MappedRecord } from '../mapping/compile.ts';
import type { Path } from '../mapping/path.ts';
import { fillIn } from './fill-in.ts';
import type { Plan, PlannedField } from './plan.ts';
import type { RecordView } from './record-view.ts';
import type { Reading } from './sources.ts';
import { valueWriter } from './value.ts';

/** A message as far as it has come. What stands in it already is stronger than what comes. */
export class Draft {
  readonly #tree: JsonMembers = new Map();
  #fault: MappedRecord['fault'];

  /** Returns the members that do not come again with the rest. */
  read({ fields, named, others, rest }: Plan, view: RecordView): readonly string[] {
    const own = rest && view.objectAt(rest);
    const isOwn = ({ yieldsTo }: PlannedField) => yieldsTo !== undefined && isThere(own?.get(yieldsTo));
    let yields = false;
    for (const field of fields) {
      if (isOwn(field)) {
        yields = true;
        continue;
      }
      const json = field.read(view);
      if (typeof json !== 'string') this.note(json.member, json.misfit);
      else if (json !== '') fillIn(this.#tree, field.path, json);
    }
    if (!yields) return named;
    return [...others, ...fields.filter((field) => !isOwn(field)).flatMap(({ members }) => members)];
  }

  put(path: Path, node: JsonNode): void {
    fillIn(this.#tree, path, node);
  }

  /** A member called so, that no rule names. */
  write(path: Path, name: string, node: JsonNode, { types, zone }: Reading): void {
    const type = types.get(name);
    const place = kindOfPlace(path);
    const isKept = type === undefined && place === 'any';
    const json = isKept ? writeNode(node) : valueWriter(place, type, zone)(node);
    if (typeof json !== 'string') this.note(name, json.misfit);
    else if (json !== '' && !fillIn(this.#tree, path, json))
      this.note(name, 'does not go in: a value and an object would stand at one place');
  }

  /** The JSON text of a member. */
  get(key: string): string | undefined {
    const node = this.#tree.get(key);
    return node === undefined ? undefined : writeNode(node);
  }

  end(): MappedRecord {
    return { text: writeNode(this.#tree), fault: this.#fault };
  }

  note(member: string, misfit: string): void {
    this.#fault ??= { code: 'cell_invalid', message: `${member} ${misfit}` };
  }
}

function isThere(node: JsonNode | undefined): boolean {
  return node !== undefined && !(typeof node === 'string' && isNullText(node));
}
