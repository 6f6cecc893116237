import { type CommandNode, type FlagNode, listWorkspaces, visibleCommands } from './tree.ts';

/**
 * A bash script that needs nothing but bash: the bash-completion package is missing on many machines,
 * and macOS still ships bash 3.2.
 */
export function renderBash(root: CommandNode): string {
  const commands = visibleCommands(root);
  return `# bash completion for segment. Made by: segment completion bash
# To use it now: source <(segment completion bash)

# Sets commands, aliases (alias=command), flags, valued (flags that take a value) and argument for a command path.
_segment_command() {
  commands='' aliases='' flags='' valued='' argument=''
  case "$1" in
${commands.map(commandCase).join('\n')}
  esac
}

# Sets argument to what may follow a flag of a command: "file", "workspace", or the words to choose from.
_segment_value() {
  argument=''
  case "$1 $2" in
${commands.flatMap(valueCases).join('\n')}
  esac
}

_segment() {
  local commands aliases flags valued argument path='' word alias i cursor prefix='' after='' positional=''
  local -a words=()
  COMPREPLY=()

  # bash cuts --flag=value at the equals sign where COMP_WORDBREAKS holds one: put it together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ \${#words[@]} -gt 0 && ( "$word" == '=' || "\${COMP_WORDS[i - 1]}" == '=' ) && "\${words[\${#words[@]} - 1]}" == --* ]]; then
      words[\${#words[@]} - 1]+="$word"
    else
      words+=("$word")
    fi
  done
  [[ \${#words[@]} -eq 0 ]] && words=('')
  cursor="\${words[\${#words[@]} - 1]}"

  _segment_command ''
  for ((i = 0; i < \${#words[@]} - 1; i++)); do
    word="\${words[i]}"
    if [[ -n "$after" ]]; then
      after=''
    elif [[ "$positional" != flags && "$word" == -- ]]; then
      positional=flags
    elif [[ "$positional" != flags && "$word" == -* ]]; then
      [[ "$word" != --*=* && " $valued " == *" $word "* ]] && after="$word"
    elif [[ -z "$positional" && ( " $commands " == *" $word "* || " $aliases" == *" $word="* ) ]]; then
      for alias in $aliases; do
        [[ "\${alias%%=*}" == "$word" ]] && word="\${alias#*=}"
      done
      path="\${path:+$path }$word"
      _segment_command "$path"
    elif [[ -z "$positional" ]]; then
      positional=yes
    fi
  done

  if [[ -n "$after" ]]; then
    _segment_value "$path" "$after"
  elif [[ "$positional" != flags && "$cursor" == --*=* ]]; then
    _segment_value "$path" "\${cursor%%=*}"
    # Where bash has cut the word itself, it wants only what comes after the sign.
    [[ "$COMP_WORDBREAKS" != *=* ]] && prefix="\${cursor%%=*}="
    cursor="\${cursor#*=}"
  elif [[ "$positional" != flags && "$cursor" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cursor"))
    return
  elif [[ -z "$positional" && -n "$commands" ]]; then
    argument="$commands"
  fi

  [[ "$argument" == workspace ]] && argument="sandbox $(${listWorkspaces})"
  if [[ "$argument" == file ]]; then
    compopt -o filenames 2>/dev/null
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -P "$prefix" -- "$cursor"))
  elif [[ -n "$argument" ]]; then
    COMPREPLY=($(compgen -W "$argument" -P "$prefix" -- "$cursor"))
  fi
}

complete -F _segment segment
`;
}

function commandCase({ path, commands, flags, arguments: args }: CommandNode): string {
  const children = commands.filter(({ hidden }) => !hidden);
  const [first] = args;
  const argument = first === undefined ? '' : wordsOf(first);
  const fields = [
    `commands='${children.map(({ name }) => name).join(' ')}'`,
    `aliases='${children.flatMap(({ name, aliases }) => aliases.map((alias) => `${alias}=${name}`)).join(' ')}'`,
    `flags='${flags.flatMap(spellings).join(' ')}'`,
    `valued='${flags
      .filter(({ value }) => value !== null)
      .flatMap(spellings)
      .join(' ')}'`,
    `argument='${argument}'`,
  ];
  return `    '${path}') ${fields.join(' ')} ;;`;
}

function valueCases({ path, flags }: CommandNode): string[] {
  return flags.flatMap((flag) => {
    if (wordsOf(flag) === '') return [];
    const patterns = spellings(flag).map((name) => `'${path} ${name}'`);
    return [`    ${patterns.join(' | ')}) argument='${wordsOf(flag)}' ;;`];
  });
}

/** `file` and `workspace` stand for what the shell itself looks up. */
function wordsOf({ valueKind, choices }: Pick<FlagNode, 'valueKind' | 'choices'>): string {
  return valueKind === 'file' || valueKind === 'workspace' ? valueKind : choices.join(' ');
}

function spellings({ short, long }: FlagNode): string[] {
  return [short, long].filter((name) => name !== null);
}
