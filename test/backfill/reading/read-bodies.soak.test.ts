import './read-bodies.test.ts';
