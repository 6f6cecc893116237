import './elements.test.ts';
