import './jq.test.ts';
