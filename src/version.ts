/** Put in by the build from package.json; undefined when the source is run unbuilt. */
declare const SEGMENT_CLI_VERSION: string | undefined;

/** The version that `--version`, the User-Agent and `context.library` name. */
export const version: string = typeof SEGMENT_CLI_VERSION === 'string' ? SEGMENT_CLI_VERSION : '0.0.0-source';
