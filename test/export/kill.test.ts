import { describe, it } from 'vitest';
import { expectToSurvive, openExportScene } from './scene.ts';

describe('an export that is killed', () => {
  it('3 times at random moments: no row is lost, and none is there twice', async () => {
    await expectToSurvive(await openExportScene(), 3);
  });
});
