import { type JsonMembers, type JsonNode, writeNode } from '../../spec/json-text.ts';
import { kindOfPlace } from '../mapping/cell.ts';
import type { MappedRecord } from '../mapping/compile.ts';
import type { Path } from '../mapping/path.ts';
import { fillIn } from './fill-in.ts';
import type { RecordView } from './record-view.ts';
import type { ReadField, Reading } from './sources.ts';
import { valueWriter } from './value.ts';

/** A message as far as it has come. What stands in it already is stronger than what comes. */
export class Draft {
  readonly #tree: JsonMembers = new Map();
  #fault: MappedRecord['fault'];

  read(fields: readonly { readonly path: Path; readonly read: ReadField }[], view: RecordView): void {
    for (const { path, read } of fields) {
      const json = read(view);
      if (typeof json !== 'string') this.note(json.member, json.misfit);
      else if (json !== '') fillIn(this.#tree, path, json);
    }
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
    else if (json !== '') this.put(path, json);
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
