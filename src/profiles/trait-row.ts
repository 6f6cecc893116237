import type { ApiObject } from '../api/api-object.ts';
import type { Trait } from '../api/profiles/routes.ts';

/** A trait as an object with its name, because rows have no keys. */
export function traitRow({ name, text }: Trait): ApiObject {
  return {
    value: { name, value: JSON.parse(text) },
    text: `{"name":${JSON.stringify(name)},"value":${text}}`,
  };
}

/** The same of a trait whose text is `{value, source_id, updated_at}`. */
export function sourcedTraitRow(trait: Trait): ApiObject {
  const { name, text } = trait;
  // What is no such object after all is the value itself.
  if (!/^\{\s*"/.test(text)) return traitRow(trait);
  return {
    value: { name, ...JSON.parse(text) },
    text: `{"name":${JSON.stringify(name)},${text.slice(1)}`,
  };
}
