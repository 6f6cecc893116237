import { StateError, systemErrorCode, systemReason } from '../../errors.ts';
import { type OwnerLock, type OwnProcess, takeLock } from '../../files/owner-lock.ts';
import { moveAside } from '../../spec/shell-word.ts';

/** Locks the checkpoint at a path for this process. Throws StateError while another one has it. */
export function lockJob(path: string, owner: OwnProcess): OwnerLock {
  const lockPath = `${path}.lock`;
  let outcome: ReturnType<typeof takeLock>;
  try {
    outcome = takeLock(lockPath, owner);
  } catch (error) {
    throw cannotWriteCheckpoint(path, error);
  }
  if (outcome.kind === 'taken') return outcome.lock;
  if (outcome.kind === 'stuck')
    throw new StateError(`The lock ${lockPath} cannot be taken over: ${outcome.reason}.`, {
      code: 'job_locked',
      hint: `Move it away: ${moveAside(lockPath)}`,
    });
  const { owner: other, remote } = outcome;
  const where = remote ? ` on ${other.host}` : '';
  throw new StateError(`This job is running already (process ${other.pid}${where}).`, {
    code: 'job_locked',
    details: ['Two concurrent runs would send its lines twice.'],
    retryable: true,
    hint: remote
      ? 'Wait for it to end. If it was killed: its lock is free a minute after that; run the same command then.'
      : 'Wait for it to end, or end it: the next run resumes where it stopped.',
  });
}

/** The lock was taken over while this process held it. */
export function lockLost(path: string): StateError {
  return new StateError(`Another process has taken over this job (${path}).`, {
    code: 'job_lock_lost',
    hint: 'It resumes where this one stops. That happens when this machine slept or the clock jumped.',
  });
}

export function cannotWriteCheckpoint(path: string, error: unknown): StateError {
  const isFull = systemErrorCode(error) === 'ENOSPC';
  const reason = isFull ? 'the disk is full' : systemReason(error);
  return new StateError(`The checkpoint ${path} cannot be written: ${reason}.`, {
    code: 'checkpoint_unwritable',
    hint: isFull
      ? 'Free some space and run the same command again.'
      : 'Name another folder in SEGMENT_STATE_DIR, another file with --checkpoint FILE, or do without with --no-checkpoint.',
    cause: error,
  });
}
