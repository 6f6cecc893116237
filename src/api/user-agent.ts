/** How this program names itself to every server. */
export function userAgent(version: string): string {
  return `segment-cli/${version} node/${process.versions.node}`;
}
