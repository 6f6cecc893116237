import { join } from 'node:path';
import { StateError } from '../../errors.ts';
import { type OwnProcess, takeLock } from '../../files/owner-lock.ts';
import { fileWord, moveAside } from '../../spec/shell-word.ts';

export const lockName = 'owner.json';

/**
 * Makes this process the only one that writes to the folder until the returned function is called. Takes over
 * from one that was killed; throws StateError while another one lives.
 */
export function takeFolder(folder: string, process: OwnProcess): () => void {
  const path = join(folder, lockName);
  const outcome = takeLock(path, process);
  if (outcome.kind === 'taken') return outcome.lock.release;
  if (outcome.kind === 'stuck')
    throw new StateError(`The lock ${path} cannot be taken over: ${outcome.reason}.`, {
      code: 'data_folder_taken',
      hint: `Move it away: ${moveAside(path)}`,
    });
  const { owner, remote } = outcome;
  const where = remote ? ` on ${owner.host}` : '';
  throw new StateError(`Another sandbox records into ${folder} (process ${owner.pid}${where}).`, {
    code: 'data_folder_taken',
    hint: remote
      ? `If it is not running any more: rm ${fileWord(path)}`
      : 'End it first, or give --data another folder.',
  });
}
