import fc from 'fast-check';

/**
 * Cases that are made at random are the same in each run, so that a run fails for what was changed and not for what
 * was drawn. `FC_SEED=7 npm test` draws others, and a failure names the seed it was drawn with.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
