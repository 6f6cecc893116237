/**
 * undici parses HTTP in WebAssembly, and V8 goes on optimising that long after one reply has been read;
 * the process waits for it. The quick compiler alone halves such a run (docs/performance.md), and would slow a long one.
 */
export async function useQuickCompiler(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--liftoff-only');
}
