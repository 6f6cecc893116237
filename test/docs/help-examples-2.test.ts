import { testHelps } from './examples.ts';

await testHelps(1, 2);
