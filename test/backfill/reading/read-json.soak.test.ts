import './read-json.test.ts';
