import './equal-to-api.test.ts';
