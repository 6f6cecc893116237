import './validate-agreement.test.ts';
