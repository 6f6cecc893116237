import { useState } from 'preact/hooks';
import { resetSandbox } from './control.ts';
import { Dialog } from './dialog.tsx';

interface ResetProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before everything is forgotten. */
export function ResetDialog({ onDone, onClose }: ResetProps) {
  const [problem, setProblem] = useState<string>();
  const reset = () => {
    resetSandbox().then(onDone, (error: unknown) =>
      setProblem(error instanceof Error ? error.message : 'The sandbox does not answer.'),
    );
  };
  return (
    <Dialog title="Forget everything?" onClose={onClose}>
      <p>
        The sandbox drops every message, count and messageId it holds, for everyone who uses it. This cannot
        be undone.
      </p>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="buttons">
        <button type="button" class="button" onClick={onClose}>
          Keep them
        </button>
        <button type="button" class="button danger" onClick={reset}>
          Forget everything
        </button>
      </p>
    </Dialog>
  );
}
