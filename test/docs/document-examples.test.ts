import { testDocuments } from './examples.ts';

testDocuments();
