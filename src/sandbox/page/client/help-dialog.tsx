import { Dialog } from './dialog.tsx';

/** Every key, as the page and the help tell of it. */
const keys: readonly (readonly [string, string])[] = [
  ['j  or  ↓', 'the next message, an older one'],
  ['k  or  ↑', 'the message before, a newer one'],
  ['Enter', 'go to the details of the message'],
  ['Esc', 'close the details'],
  ['/', 'filter by text'],
  ['p', 'pause, or go live again'],
  ['y', 'copy the message as a curl line'],
  ['?', 'this list'],
];

interface HelpProps {
  readonly hasKeys: boolean;
  readonly onKeys: (hasKeys: boolean) => void;
  readonly onClose: () => void;
}

export function HelpDialog({ hasKeys, onKeys, onClose }: HelpProps) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <table class="keys">
        <tbody>
          {keys.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="check">
        <input
          type="checkbox"
          checked={hasKeys}
          onChange={({ currentTarget }) => onKeys(currentTarget.checked)}
        />{' '}
        Single letters are keys
      </label>
      <p class="buttons">
        <button type="button" class="button strong" onClick={onClose}>
          Close
        </button>
      </p>
    </Dialog>
  );
}
