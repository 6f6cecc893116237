import { exitCodeTable } from '../../src/errors.ts';
import { columns, type Topic } from './topic.ts';

export const exitCodes: Topic = {
  name: 'exit-codes',
  summary: 'what each exit code means',
  text: () => `Exit codes

All commands use the same code for the same cause.

${columns(exitCodeTable.map(({ code, meaning }) => [String(code).padStart(3), meaning]))}

What a script should do:
${columns(exitCodeTable.map(({ code, advice }) => [String(code).padStart(3), advice]))}

With --json the error is one object on stderr: {"error":{"code","category","message","hint","details",
"status","requestId","retryable","exitCode"}}. Match on code, not on message.
`,
};
