import { testHelps } from './examples.ts';

await testHelps(0, 2);
