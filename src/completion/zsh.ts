import {
  type ArgumentNode,
  type CommandNode,
  type FlagNode,
  listWorkspaces,
  visibleCommands,
} from './tree.ts';

/** A zsh script that works sourced and, as a file called `_segment`, from a folder of `fpath`. */
export function renderZsh(root: CommandNode): string {
  return `#compdef segment
# zsh completion for segment. Made by: segment completion zsh
# To use it now: source <(segment completion zsh)

_segment_workspaces() {
  local -a workspaces=(sandbox \${(f)"$(${listWorkspaces})"})
  compadd -a workspaces
}

${visibleCommands(root).map(commandFunction).join('\n\n')}

if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _segment "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _segment segment
fi
`;
}

function commandFunction(command: CommandNode): string {
  const specs = command.flags.map(flagSpec);
  return command.commands.length === 0 ? leaf(command, specs) : branch(command, specs);
}

function leaf(command: CommandNode, specs: readonly string[]): string {
  return `${functionName(command)}() {
  _arguments -s -S ${lines([...specs, ...command.arguments.map(argumentSpec)])}
}`;
}

function branch(command: CommandNode, specs: readonly string[]): string {
  const children = command.commands.filter(({ hidden }) => !hidden);
  const described = children.map(
    ({ name, summary }) => `    ${quote(`${name}:${summary.replaceAll(':', String.raw`\:`)}`)}`,
  );
  const cases = children.map(
    (child) => `        ${[child.name, ...child.aliases].join('|')}) ${functionName(child)} ;;`,
  );
  return `${functionName(command)}() {
  local curcontext="$curcontext" context state state_descr line
  typeset -A opt_args
  local -a commands=(
${described.join('\n')}
  )
  _arguments -s -S -C ${lines([...specs, "'1: :->command'", "'*:: :->rest'"])}
  case $state in
    command) _describe -t commands 'command' commands ;;
    rest)
      case $words[1] in
${cases.join('\n')}
      esac ;;
  esac
}`;
}

function lines(specs: readonly string[]): string {
  return specs.map((spec) => `\\\n    ${spec}`).join(' ');
}

function functionName({ path }: CommandNode): string {
  return path === '' ? '_segment' : `_segment_${path.replaceAll(/[^A-Za-z0-9]/g, '_')}`;
}

/** `-w+` and `--workspace=` take the value in the same word or in the next. */
function flagSpec({ short, long, description, value, valueKind, choices }: FlagNode): string {
  const text = `[${description.replaceAll(/[[\]\\]/g, String.raw`\$&`)}]`;
  if (value === null) {
    const names = [short, long].filter((name) => name !== null);
    const exclusive = names.length > 1 ? `'(${names.join(' ')})'{${names.join(',')}}` : names.join('');
    return `${exclusive}${quote(text)}`;
  }
  const names = [short === null ? null : `${short}+`, long === null ? null : `${long}=`].filter(
    (name) => name !== null,
  );
  // Fields and their like may be given many times; a star on every flag with a value is the simple truth for all.
  const repeated = names.length > 1 ? `'*'{${names.join(',')}}` : `'*'${names.join('')}`;
  return `${repeated}${quote(`${text}:${label(value)}:${action(valueKind, choices)}`)}`;
}

function argumentSpec({ name, variadic, required, valueKind, choices }: ArgumentNode): string {
  const place = variadic ? '*:' : required ? ':' : '::';
  return quote(`${place}${label(name)}:${action(valueKind, choices)}`);
}

function label(name: string): string {
  return name.replaceAll(/[:\\]/g, ' ');
}

function action(kind: FlagNode['valueKind'], choices: readonly string[]): string {
  if (kind === 'file') return '_files';
  if (kind === 'workspace') return '_segment_workspaces';
  return kind === 'choice' ? `(${choices.join(' ')})` : ' ';
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
