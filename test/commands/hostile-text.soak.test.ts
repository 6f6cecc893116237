import './hostile-text.test.ts';
