import { expect, it } from 'vitest';
import { runChild } from '../helpers/child.ts';

it('what is rejected and nobody waits for ends no process that listens, and ends one that stopped listening', async () => {
  const child = (rest: string) =>
    runChild(`
      import { processIo } from './src/terminal/io.ts';
      const forget = processIo().onUnhandled((reason) => console.log('heard', reason.message));
      Promise.reject(new Error('one'));
      setTimeout(() => { ${rest} }, 10);
    `);
  expect(await child("console.log('still here')")).toMatchObject({
    code: 0,
    stdout: 'heard one\nstill here\n',
  });
  expect(await child("forget(); Promise.reject(new Error('two'))")).toMatchObject({
    code: 1,
    stdout: 'heard one\n',
  });
});
