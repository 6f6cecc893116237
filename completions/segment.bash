# bash completion for segment. Made by: segment completion bash
# To use it now: source <(segment completion bash)

# Sets commands, aliases (alias=command), flags, valued (flags that take a value) and argument for a command path.
_segment_command() {
  commands='' aliases='' flags='' valued='' argument=''
  case "$1" in
    '') commands='track identify page screen group alias batch sandbox demo auth config completion help' aliases='' flags='-V --version -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input -h --help' valued='-w --workspace --region' argument='' ;;
    'track') commands='' aliases='' flags='-u --user-id -a --anonymous-id -f -F --revenue --currency --value --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id -a --anonymous-id -f -F --revenue --currency --value --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'identify') commands='' aliases='' flags='-u --user-id -a --anonymous-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id -a --anonymous-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'page') commands='' aliases='' flags='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'screen') commands='' aliases='' flags='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'group') commands='' aliases='' flags='-u --user-id -a --anonymous-id --group-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id -a --anonymous-id --group-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'alias') commands='' aliases='' flags='-u --user-id --previous-id -a --anonymous-id --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-u --user-id --previous-id -a --anonymous-id --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region' argument='' ;;
    'batch') commands='' aliases='' flags='-n --dry-run --limit --on-invalid --rejects --set --coerce-ids --import-id --max-event-bytes --max-batch-bytes --max-batch-events --concurrency --rate --event-rate --gzip --no-gzip --request-timeout --retry-base --max-wait --linger --progress --source --write-key -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--limit --on-invalid --rejects --set --import-id --max-event-bytes --max-batch-bytes --max-batch-events --concurrency --rate --event-rate --request-timeout --retry-base --max-wait --linger --progress --source --write-key -w --workspace --region' argument='file' ;;
    'sandbox') commands='events tail wait assert snapshot diff faults stats reset' aliases='' flags='--port --host --allow-host --write-key --seed --foreign-write-key --reject-wrong-region --faults --rate-limit --event-rate-limit --ledger --strict-limits --dedup-scope --data --ready-file --exit-with-parent -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--port --host --allow-host --write-key --seed --foreign-write-key --faults --rate-limit --event-rate-limit --dedup-scope --data --ready-file -w --workspace --region' argument='' ;;
    'sandbox events') commands='' aliases='' flags='--limit --raw --ndjson --type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--limit --type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='' ;;
    'sandbox tail') commands='' aliases='' flags='--limit --after --ndjson --type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--limit --after --type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='' ;;
    'sandbox wait') commands='' aliases='' flags='--count --timeout --type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--count --timeout --type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='' ;;
    'sandbox assert') commands='' aliases='' flags='--count --min --max -f --field -F --typed-field --no-violations --type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--count --min --max -f --field -F --typed-field --type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='' ;;
    'sandbox snapshot') commands='' aliases='' flags='--force --type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='file' ;;
    'sandbox diff') commands='' aliases='' flags='--type --event -u --user-id --source --message-id --text --where --outcome --code --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--type --event -u --user-id --source --message-id --text --where --outcome --code --url -w --workspace --region' argument='' ;;
    'sandbox faults') commands='set list clear' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'sandbox faults set') commands='' aliases='' flags='--plan --fault-seed --source --path --share --first --after --every --times --status --retry-after --message --reset --truncated --hang --html --redirect --latency --drip --stores --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--plan --fault-seed --source --path --share --first --after --every --times --status --retry-after --message --reset --redirect --latency --drip --url -w --workspace --region' argument='' ;;
    'sandbox faults list') commands='' aliases='' flags='--source --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--source --url -w --workspace --region' argument='' ;;
    'sandbox faults clear') commands='' aliases='' flags='--source --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--source --url -w --workspace --region' argument='' ;;
    'sandbox stats') commands='' aliases='' flags='--source --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--source --url -w --workspace --region' argument='' ;;
    'sandbox reset') commands='' aliases='' flags='--source --url -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--source --url -w --workspace --region' argument='' ;;
    'demo') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth') commands='login status list switch rename logout token write-key' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth login') commands='' aliases='' flags='--name --with-write-key --with-token --with-profile-token --source --space-id --oauth-client-id --oauth-key-id --oauth-private-key-file --no-verify -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--name --source --space-id --oauth-client-id --oauth-key-id --oauth-private-key-file -w --workspace --region' argument='' ;;
    'auth status') commands='' aliases='' flags='--offline -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth list') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth switch') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth rename') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth logout') commands='' aliases='' flags='-y --yes -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth token') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth write-key') commands='add list remove' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth write-key add') commands='' aliases='' flags='--slug --id --default --no-verify -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='--slug --id -w --workspace --region' argument='' ;;
    'auth write-key list') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'auth write-key remove') commands='' aliases='' flags='-y --yes -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'config') commands='get set list' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'config get') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'config set') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'config list') commands='' aliases='' flags='--show-origin -h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
    'completion') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='bash zsh fish powershell' ;;
    'help') commands='' aliases='' flags='-h --help -w --workspace --region --json -q --quiet -v --verbose --debug --color --no-color --no-input' valued='-w --workspace --region' argument='' ;;
  esac
}

# Sets argument to what may follow a flag of a command: "file", or the words to choose from.
_segment_value() {
  argument=''
  case "$1 $2" in
    ' --region') argument='us eu' ;;
    'track --input') argument='file' ;;
    'track --region') argument='us eu' ;;
    'identify --input') argument='file' ;;
    'identify --region') argument='us eu' ;;
    'page --input') argument='file' ;;
    'page --region') argument='us eu' ;;
    'screen --input') argument='file' ;;
    'screen --region') argument='us eu' ;;
    'group --input') argument='file' ;;
    'group --region') argument='us eu' ;;
    'alias --input') argument='file' ;;
    'alias --region') argument='us eu' ;;
    'batch --on-invalid') argument='reject stop send' ;;
    'batch --rejects') argument='file' ;;
    'batch --region') argument='us eu' ;;
    'sandbox --seed') argument='file' ;;
    'sandbox --faults') argument='file' ;;
    'sandbox --dedup-scope') argument='all source' ;;
    'sandbox --data') argument='file' ;;
    'sandbox --ready-file') argument='file' ;;
    'sandbox --region') argument='us eu' ;;
    'sandbox events --type') argument='track identify page screen group alias' ;;
    'sandbox events --outcome') argument='stored discarded duplicate all' ;;
    'sandbox events --region') argument='us eu' ;;
    'sandbox tail --type') argument='track identify page screen group alias' ;;
    'sandbox tail --outcome') argument='stored discarded duplicate all' ;;
    'sandbox tail --region') argument='us eu' ;;
    'sandbox wait --type') argument='track identify page screen group alias' ;;
    'sandbox wait --outcome') argument='stored discarded duplicate all' ;;
    'sandbox wait --region') argument='us eu' ;;
    'sandbox assert --type') argument='track identify page screen group alias' ;;
    'sandbox assert --outcome') argument='stored discarded duplicate all' ;;
    'sandbox assert --region') argument='us eu' ;;
    'sandbox snapshot --type') argument='track identify page screen group alias' ;;
    'sandbox snapshot --outcome') argument='stored discarded duplicate all' ;;
    'sandbox snapshot --region') argument='us eu' ;;
    'sandbox diff --type') argument='track identify page screen group alias' ;;
    'sandbox diff --outcome') argument='stored discarded duplicate all' ;;
    'sandbox diff --region') argument='us eu' ;;
    'sandbox faults --region') argument='us eu' ;;
    'sandbox faults set --plan') argument='file' ;;
    'sandbox faults set --path') argument='file' ;;
    'sandbox faults set --reset') argument='before after' ;;
    'sandbox faults set --region') argument='us eu' ;;
    'sandbox faults list --region') argument='us eu' ;;
    'sandbox faults clear --region') argument='us eu' ;;
    'sandbox stats --region') argument='us eu' ;;
    'sandbox reset --region') argument='us eu' ;;
    'demo --region') argument='us eu' ;;
    'auth --region') argument='us eu' ;;
    'auth login --oauth-private-key-file') argument='file' ;;
    'auth login --region') argument='us eu' ;;
    'auth status --region') argument='us eu' ;;
    'auth list --region') argument='us eu' ;;
    'auth switch --region') argument='us eu' ;;
    'auth rename --region') argument='us eu' ;;
    'auth logout --region') argument='us eu' ;;
    'auth token --region') argument='us eu' ;;
    'auth write-key --region') argument='us eu' ;;
    'auth write-key add --region') argument='us eu' ;;
    'auth write-key list --region') argument='us eu' ;;
    'auth write-key remove --region') argument='us eu' ;;
    'config --region') argument='us eu' ;;
    'config get --region') argument='us eu' ;;
    'config set --region') argument='us eu' ;;
    'config list --region') argument='us eu' ;;
    'completion --region') argument='us eu' ;;
    'help --region') argument='us eu' ;;
  esac
}

_segment() {
  local commands aliases flags valued argument path='' word alias i cursor prefix='' after='' positional=''
  local -a words=()
  COMPREPLY=()

  # bash cuts --flag=value at the equals sign where COMP_WORDBREAKS holds one: put it together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    if [[ ${#words[@]} -gt 0 && ( "$word" == '=' || "${COMP_WORDS[i - 1]}" == '=' ) && "${words[${#words[@]} - 1]}" == --* ]]; then
      words[${#words[@]} - 1]+="$word"
    else
      words+=("$word")
    fi
  done
  [[ ${#words[@]} -eq 0 ]] && words=('')
  cursor="${words[${#words[@]} - 1]}"

  _segment_command ''
  for ((i = 0; i < ${#words[@]} - 1; i++)); do
    word="${words[i]}"
    if [[ -n "$after" ]]; then
      after=''
    elif [[ "$positional" != flags && "$word" == -- ]]; then
      positional=flags
    elif [[ "$positional" != flags && "$word" == -* ]]; then
      [[ "$word" != --*=* && " $valued " == *" $word "* ]] && after="$word"
    elif [[ -z "$positional" && ( " $commands " == *" $word "* || " $aliases" == *" $word="* ) ]]; then
      for alias in $aliases; do
        [[ "${alias%%=*}" == "$word" ]] && word="${alias#*=}"
      done
      path="${path:+$path }$word"
      _segment_command "$path"
    elif [[ -z "$positional" ]]; then
      positional=yes
    fi
  done

  if [[ -n "$after" ]]; then
    _segment_value "$path" "$after"
  elif [[ "$positional" != flags && "$cursor" == --*=* ]]; then
    _segment_value "$path" "${cursor%%=*}"
    # Where bash has cut the word itself, it wants only what comes after the sign.
    [[ "$COMP_WORDBREAKS" != *=* ]] && prefix="${cursor%%=*}="
    cursor="${cursor#*=}"
  elif [[ "$positional" != flags && "$cursor" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cursor"))
    return
  elif [[ -z "$positional" && -n "$commands" ]]; then
    argument="$commands"
  fi

  if [[ "$argument" == file ]]; then
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -P "$prefix" -- "$cursor"))
  elif [[ -n "$argument" ]]; then
    COMPREPLY=($(compgen -W "$argument" -P "$prefix" -- "$cursor"))
  fi
}

complete -F _segment segment
