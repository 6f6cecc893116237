import { testHelps } from './examples.ts';

await testHelps();
