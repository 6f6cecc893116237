import { batch } from './batch.ts';
import { environment } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { fields } from './fields.ts';
import { formatting } from './formatting.ts';
import type { Topic } from './topic.ts';

/** Every topic of `segment help`, in the order in which they are listed. */
export const topics: readonly Topic[] = [environment, exitCodes, fields, formatting, batch];
