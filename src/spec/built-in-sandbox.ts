/** The workspace that is built in and only ever reaches this machine (docs/sandbox.md). */
export const sandboxName = 'sandbox';
/** The write key of its one source: public, for it opens nothing else, so it is never masked. */
export const sandboxWriteKey = 'sandboxsandboxsandboxsandboxsand';
/** Where a sandbox listens unless told otherwise (docs/sandbox.md). */
export const sandboxPort = 4010;
export const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
