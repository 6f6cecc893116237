import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { findSource, unknownSource } from '../../../src/store/source-setting.ts';
import { existing, tellOutcome, updateStored, workspaceToChange } from '../../stored/stored-workspace.ts';
import { confirmed } from '../logout.ts';

export function register(command: Command, app: App): void {
  command
    .argument('<source>', 'the alias, slug or id of the source')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      `
Examples:
  $ segment auth write-key remove ios
  $ segment auth write-key remove ios --yes -w prod`,
    )
    .action(async (name: string, flags: { readonly yes?: boolean }) => {
      const { name: workspaceName, workspace } = await workspaceToChange(app);
      const alias = findSource(workspace.sources, name);
      if (alias === undefined) throw unknownSource(name, workspace.sources, workspaceName);
      const question = `Forget the write key of source ${alias} in workspace ${workspaceName}?`;
      await confirmed(app, question, flags.yes === true, `segment auth write-key remove ${alias} --yes`);
      const defaultSource = await updateStored(app, (stored) => {
        const now = existing(stored, workspaceName);
        now.sources.delete(alias);
        if (now.defaultSource === alias) {
          // The last one that is left needs no choosing.
          const [first, ...others] = now.sources.keys();
          now.defaultSource = others.length === 0 ? first : undefined;
        }
        return now.defaultSource;
      });
      await tellOutcome(
        app,
        { workspace: workspaceName, source: alias, defaultSource: defaultSource ?? null },
        [
          `The write key of source ${alias} is gone from workspace ${workspaceName}.`,
          ...(workspace.defaultSource !== alias
            ? []
            : [
                defaultSource === undefined
                  ? 'There is no default source now.'
                  : `The default source is ${defaultSource}.`,
              ]),
        ],
      );
    });
}
