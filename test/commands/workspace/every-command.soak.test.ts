import './every-command.test.ts';
