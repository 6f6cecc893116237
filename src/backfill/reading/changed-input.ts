import { StateError } from '../../errors.ts';

/** The error for an input that is not the one a checkpoint speaks of (rule R7). */
export function changed(name: string, reason: string): StateError {
  const what = name === '-' ? 'stdin' : name;
  return new StateError(`${what} has changed since the run that was interrupted: ${reason}.`, {
    code: 'input_changed',
    details: ['Nothing was sent: resuming would skip or repeat lines.'],
    hint: 'Put the input back as it was and run the same command again, or start over with --restart.',
  });
}
