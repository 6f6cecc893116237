import './damaged-checkpoint.test.ts';
