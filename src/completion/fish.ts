import { type CommandNode, type FlagNode, listWorkspaces, visibleCommands } from './tree.ts';

/** A fish script; conditions ask one function where in the command tree the cursor is. */
export function renderFish(root: CommandNode): string {
  const commands = visibleCommands(root);
  return `# fish completion for segment. Made by: segment completion fish
# To use it now: segment completion fish | source

# Prints the command path before the cursor, e.g. "auth login"; a flag's value is no command.
function __segment_path
    set -l words (commandline -opc)
    set -e words[1]
    set -l path ''
    set -l skip 0
    for word in $words
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case '--'
                break
            case '--*=*'
            case '-*'
                set -l valued
                switch $path
${commands.map(valuedCase).join('\n')}
                end
                contains -- $word $valued; and set skip 1
            case '*'
                set -l children
                switch $path
${commands
  .filter((command) => command.commands.length > 0)
  .map(childrenCase)
  .join('\n')}
                end
                contains -- $word $children; or break
                set path (string trim -- "$path $word")
                switch $path
${commands.flatMap(aliasCases).join('\n')}
                end
        end
    end
    echo $path
end

function __segment_at
    test (__segment_path) = "$argv"
end

function __segment_workspaces
    echo sandbox
    ${listWorkspaces}
end

complete -c segment -f
${commands.flatMap(completions).join('\n')}
`;
}

function valuedCase({ path, flags }: CommandNode): string {
  const names = flags
    .filter(({ value }) => value !== null)
    .flatMap(({ short, long }) => [short, long].filter((name) => name !== null));
  return `                    case ${quote(path)}\n                        set valued ${names.join(' ')}`;
}

function childrenCase({ path, commands }: CommandNode): string {
  const names = commands.flatMap(({ name, aliases, hidden }) => (hidden ? [] : [name, ...aliases]));
  return `                    case ${quote(path)}\n                        set children ${names.join(' ')}`;
}

function aliasCases({ path, commands }: CommandNode): string[] {
  return commands.flatMap(({ name, aliases }) =>
    aliases.map((alias) => {
      const from = `${path} ${alias}`.trim();
      return `                    case ${quote(from)}\n                        set path ${quote(`${path} ${name}`.trim())}`;
    }),
  );
}

function completions({ path, commands, flags, arguments: args }: CommandNode): string[] {
  const at = `complete -c segment -n ${quote(`__segment_at ${path === '' ? "''" : quote(path)}`)}`;
  return [
    ...commands
      .filter(({ hidden }) => !hidden)
      .map(({ name, summary }) => `${at} -a ${name} -d ${quote(summary)}`),
    ...args.slice(0, 1).flatMap(({ valueKind, choices }) => {
      if (valueKind === 'file') return [`${at} -F`];
      const words = wordsOf({ valueKind, choices });
      return words === undefined ? [] : [`${at} -a ${words}`];
    }),
    ...flags.map((flag) => `${at} ${flagWords(flag)}`),
  ];
}

function flagWords({ short, long, description, value, valueKind, choices }: FlagNode): string {
  const words = [];
  if (short !== null) words.push(`-s ${short.slice(1)}`);
  if (long !== null) words.push(`-l ${long.slice(2)}`);
  if (value !== null) words.push(valueKind === 'file' ? '-r -F' : '-x');
  const offered = wordsOf({ valueKind, choices });
  if (offered !== undefined) words.push(`-a ${offered}`);
  words.push(`-d ${quote(description)}`);
  return words.join(' ');
}

/** What to choose from, as a word of fish. */
function wordsOf({ valueKind, choices }: Pick<FlagNode, 'valueKind' | 'choices'>): string | undefined {
  if (valueKind === 'workspace') return quote('(__segment_workspaces)');
  return valueKind === 'choice' ? quote(choices.join(' ')) : undefined;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
