import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that a log reader finds without knowing vitest: `12 passed, 0 failed`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, skipped: 0, failed: unhandledErrors.length, pending: 0 };
    for (const module of modules) {
      // A file that cannot be loaded has no tests to fail: it counts as one.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    if (counts.skipped > 0) process.stdout.write(`${counts.skipped} skipped\n`);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  }
}
