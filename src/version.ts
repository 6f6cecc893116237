/** Put in by the build from package.json; undefined when the source is run unbuilt. */
declare const SEGMENT_CLI_VERSION: string | undefined;
declare const SEGMENT_CLI_BUGS: string | undefined;

/** The version that `--version`, the User-Agent and `context.library` name. */
export const version: string = typeof SEGMENT_CLI_VERSION === 'string' ? SEGMENT_CLI_VERSION : '0.0.0-source';

/** Where a person reports a crash: `bugs` of package.json, or '' where that names no address. */
export const bugsUrl: string = typeof SEGMENT_CLI_BUGS === 'string' ? SEGMENT_CLI_BUGS : '';
