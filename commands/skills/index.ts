import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { changesOf, planFolders, refuseForeign, skillFacts } from '../../src/skills/plan-folders.ts';
import { skillClients } from '../../src/skills/skill-clients.ts';
import { skillScopes } from '../../src/skills/skill-folder.ts';
import { carryOut, planInstall, planUninstall, type SkillPlan } from '../../src/skills/skill-plan.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { type FlagsOf, Option } from '../options.ts';
import { describedCommand, noun } from '../reading/noun.ts';
import { ask, mustAsk, showBefore } from '../writing/ask.ts';

type SkillFlags = FlagsOf<typeof addSkillOptions>;

function addSkillOptions(command: Command) {
  return command
    .addOption(
      new Option(
        '--client <names...>',
        'the programs that read it (default: all of them); repeat it',
      ).choices(skillClients),
    )
    .addOption(
      new Option('--scope <scope>', 'for everybody in this repository, or for you in every project')
        .choices(skillScopes)
        .default('project' as const),
    )
    .option('-n, --dry-run', 'show what it would write or remove, and change nothing')
    .option('-y, --yes', 'do not ask');
}

const where = `Claude Code reads .claude/skills; Cursor, VS Code, Codex and Gemini CLI read .agents/skills: in the repository, or with
--scope user in the home folder.`;

export const register = noun(
  [
    describedCommand(
      {
        name: 'install',
        summary: 'write the skill into the folders that agents read',
        description: 'Install a skill: text that teaches coding agents how to use this program.',
        help: `${where}

Run it again after an update of this program. It never overwrites a file that you wrote or edited: it names the file, writes
nothing and exits with 9.

--json prints one object: {scope, dryRun, folders}. Each folder is {folder, clients, written, removed, kept}.

Examples:
  $ segment skills install --dry-run
  $ segment skills install --yes
  $ segment skills install --client claude --scope user --yes`,
      },
      (command, app) =>
        addSkillOptions(command).action((flags) =>
          change(app, flags, { plan: planInstall, verb: 'install' }),
        ),
    ),
    describedCommand(
      {
        name: 'uninstall',
        summary: 'remove the skill from the folders that agents read',
        help: `It removes what “segment skills install” wrote. It keeps and names the files that you edited.

Examples:
  $ segment skills uninstall --dry-run
  $ segment skills uninstall --yes
  $ segment skills uninstall --client claude --scope user --yes`,
      },
      (command, app) =>
        addSkillOptions(command).action((flags) =>
          change(app, flags, { plan: planUninstall, verb: 'uninstall' }),
        ),
    ),
  ],
  {
    help: 'The skill is a folder with a text on each task: sending, testing, debugging, backfilling, reading a workspace.',
  },
);

interface Kind {
  readonly plan: (folder: string) => SkillPlan;
  readonly verb: 'install' | 'uninstall';
}

async function change(app: App, flags: SkillFlags, { plan, verb }: Kind): Promise<void> {
  const plans = planFolders(flags, app.io, plan);
  if (verb === 'install') refuseForeign(plans);
  const changes = plans.flatMap(changesOf);
  const isWanted = changes.length > 0;
  if (isWanted) {
    const question = verb === 'install' ? 'Write these files?' : 'Remove these files?';
    const asks = mustAsk(app, flags, { question, changes });
    showBefore(app, changes.map(escapeLine), asks);
    if (asks) await ask(app, { question, changes });
    if (flags.dryRun !== true) for (const each of plans) await carryOut(each);
  }
  for (const path of plans.flatMap(({ folder, foreign }) => foreign.map((file) => `${folder}/${file}`)))
    app.print.warn(`${path} stays: this program did not write it, or it was edited.`);
  if (app.globals.json) return app.print.json(skillFacts(flags, plans));
  if (!isWanted)
    return app.print.note(
      verb === 'install' ? 'The skill is installed and up to date.' : 'The skill is not installed.',
    );
  if (flags.dryRun === true) return app.print.note('Dry run: nothing was changed.');
  const count = plural(changes.length, 'file');
  app.print.success(verb === 'install' ? `Installed the skill: ${count} changed.` : `Removed ${count}.`);
}
