/** A path of src/segment as the router spells it: `/sources/:sourceId` for `/sources/{sourceId}`. */
export function honoPath(template: string): string {
  return template.replace(/\{(\w+)\}/g, ':$1');
}
