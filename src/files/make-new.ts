import { constants } from 'node:fs';

/** What follows the name of a file that is being written. */
export const unfinishedSuffix = '.unfinished';

/** Windows has no such flag as the last, and O_EXCL refuses a link by itself. */
export const makeNew =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
