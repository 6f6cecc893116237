import './singer.test.ts';
