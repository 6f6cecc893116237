/** Milliseconds between two checks. */
const interval = 250;

/** Calls back when the parent process has exited, until the returned function is called. */
export function watchParent(parentPid: () => number, onExit: () => void): () => void {
  const parent = parentPid();
  const timer = setInterval(() => {
    if (parentPid() !== parent) onExit();
  }, interval);
  return () => clearInterval(timer);
}
