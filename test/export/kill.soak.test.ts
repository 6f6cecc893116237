import { describe, it } from 'vitest';
import { expectToSurvive, openExportScene } from './scene.ts';

describe('an export that is killed', () => {
  it('30 times at random moments: no row is lost, and none is there twice', async () => {
    const slow = { path: '/usage/*', latency: [5, 30] as [number, number] };
    const scene = await openExportScene({ generate: { sources: 120, days: 80 }, faults: { rules: [slow] } });
    await expectToSurvive(scene, 30);
  }, 300_000);
});
