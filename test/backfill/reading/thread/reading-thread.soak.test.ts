import './reading-thread.test.ts';
