# bash completion for segment. Made by: segment completion bash
# To use it now: source <(segment completion bash)

# Sets commands, aliases (alias=command), flags, valued (flags that take a value) and argument for a command path.
_segment_command() {
  commands='' aliases='' flags='' valued='' argument=''
  case "$1" in
    '') commands='track identify page screen group alias batch validate profile overview sources warehouses destinations tracking-plans violations transformations catalog usage volume delivery audit users groups spaces audiences computed-traits export api sandbox demo auth config mcp skills completion help' aliases='' flags='-V --version -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input -h --help' valued='-w --workspace --region --url --jq' argument='' ;;
    'track') commands='' aliases='' flags='-u --user-id -a --anonymous-id -f -F --revenue --currency --value --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries --follow --follow-timeout -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id -f -F --revenue --currency --value --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries --follow-timeout -w --workspace --region --url --jq' argument='' ;;
    'identify') commands='' aliases='' flags='-u --user-id -a --anonymous-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries --follow --follow-timeout -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries --follow-timeout -w --workspace --region --url --jq' argument='' ;;
    'page') commands='' aliases='' flags='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries --follow --follow-timeout -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries --follow-timeout -w --workspace --region --url --jq' argument='' ;;
    'screen') commands='' aliases='' flags='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries --follow --follow-timeout -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --name --category -f -F --properties --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries --follow-timeout -w --workspace --region --url --jq' argument='' ;;
    'group') commands='' aliases='' flags='-u --user-id -a --anonymous-id --group-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries --follow --follow-timeout -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --group-id -f -F --traits --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries --follow-timeout -w --workspace --region --url --jq' argument='' ;;
    'alias') commands='' aliases='' flags='-u --user-id --previous-id -a --anonymous-id --context --integrations --timestamp --message-id --input --source --write-key -n --dry-run --curl --force --timeout --retries -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id --previous-id -a --anonymous-id --context --integrations --timestamp --message-id --input --source --write-key --timeout --retries -w --workspace --region --url --jq' argument='' ;;
    'batch') commands='' aliases='' flags='-n --dry-run --on-invalid --rejects --limit --set --where --coerce-ids --max-event-bytes --replay --import-id --checkpoint --no-checkpoint --restart --again --shard --source --write-key --max-batch-bytes --max-batch-events --concurrency --rate --event-rate --gzip --no-gzip --request-timeout --retry-base --max-wait --linger --progress --from --table --stream --identify --explain --map --rest --types --timezone --delimiter --encoding --mapping --save-mapping --preview -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--on-invalid --rejects --limit --set --where --max-event-bytes --import-id --checkpoint --shard --source --write-key --max-batch-bytes --max-batch-events --concurrency --rate --event-rate --request-timeout --retry-base --max-wait --linger --progress --from --table --stream --map --rest --types --timezone --delimiter --encoding --mapping --save-mapping -w --workspace --region --url --jq' argument='file' ;;
    'validate') commands='' aliases='' flags='--limit --set --where --coerce-ids --max-event-bytes --replay --on-invalid --from --table --stream --identify --explain --map --rest --types --timezone --delimiter --encoding --mapping --save-mapping --preview --strict --ndjson --format --rejects --progress -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--limit --set --where --max-event-bytes --on-invalid --from --table --stream --map --rest --types --timezone --delimiter --encoding --mapping --save-mapping --format --rejects --progress -w --workspace --region --url --jq' argument='file' ;;
    'profile') commands='get traits events external-ids metadata links' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'profile get') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --limit --watch --interval --fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --limit --interval --fields -w --workspace --region --url --jq' argument='' ;;
    'profile traits') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --class --include --with-sources --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --class --include --limit -w --workspace --region --url --jq' argument='' ;;
    'profile events') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --since --until --include --exclude --sort --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --since --until --include --exclude --sort --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'profile external-ids') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --include --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --include --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'profile metadata') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --fields -w --workspace --region --url --jq' argument='' ;;
    'profile links') commands='' aliases='' flags='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-u --user-id -a --anonymous-id --email --group-id --phone --collection --space --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'overview') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'sources') commands='list get update schema destinations warehouses write-key labels' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources list') commands='' aliases='' flags='--enabled --disabled --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'sources get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'sources update') commands='' aliases='' flags='--name --slug --enable --disable --setting -n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--name --slug --setting -w --workspace --region --url --jq' argument='' ;;
    'sources schema') commands='get update' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources schema get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'sources schema update') commands='' aliases='' flags='-F -n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-F -w --workspace --region --url --jq' argument='' ;;
    'sources destinations') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'sources warehouses') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'sources write-key') commands='add remove' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources write-key add') commands='' aliases='' flags='-n --dry-run -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources write-key remove') commands='' aliases='' flags='-n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources labels') commands='list add set' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources labels list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'sources labels add') commands='' aliases='' flags='-n --dry-run -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sources labels set') commands='' aliases='' flags='--none -n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'warehouses') commands='list get sources syncs schedule connection' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'warehouses list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'warehouses get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'warehouses sources') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'warehouses syncs') commands='' aliases='' flags='--source --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'warehouses schedule') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'warehouses connection') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'destinations') commands='list get subscriptions filters delivery' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'destinations list') commands='' aliases='' flags='--enabled --disabled --source --type --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --type --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'destinations get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'destinations subscriptions') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'destinations filters') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'destinations delivery') commands='' aliases='' flags='--source --since --until --granularity --fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --since --until --granularity --fields -w --workspace --region --url --jq' argument='' ;;
    'tracking-plans') commands='list get rules sources coverage' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'tracking-plans list') commands='' aliases='' flags='--type --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--type --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'tracking-plans get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'tracking-plans rules') commands='' aliases='' flags='--type --event --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--type --event --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'tracking-plans sources') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'tracking-plans coverage') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'violations') commands='' aliases='' flags='--since --until --source --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--since --until --source --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'transformations') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'transformations list') commands='' aliases='' flags='--source --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'transformations get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'catalog') commands='sources destinations warehouses' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'catalog sources') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'catalog sources list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'catalog sources get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'catalog destinations') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'catalog destinations list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'catalog destinations get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'catalog warehouses') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'catalog warehouses list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'catalog warehouses get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'usage') commands='api-calls mtu' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'usage api-calls') commands='' aliases='' flags='--by --period --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--by --period --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'usage mtu') commands='' aliases='' flags='--by --period --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--by --period --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'volume') commands='' aliases='' flags='--since --until --granularity --by --source --event --type --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--since --until --granularity --by --source --event --type --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'delivery') commands='' aliases='' flags='--source --destination --step --since --until --granularity --by --event --type --reason --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --destination --step --since --until --granularity --by --event --type --reason --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'audit') commands='' aliases='' flags='--since --until --type --resource --resource-type --actor --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--since --until --type --resource --resource-type --actor --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'users') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'users list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'users get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'groups') commands='list get users' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'groups list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'groups get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'groups users') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'spaces') commands='list get' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'spaces list') commands='' aliases='' flags='--fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields --limit -w --workspace --region --url --jq' argument='' ;;
    'spaces get') commands='' aliases='' flags='--fields -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--fields -w --workspace --region --url --jq' argument='' ;;
    'audiences') commands='list' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'audiences list') commands='' aliases='' flags='--space --search --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--space --search --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'computed-traits') commands='list' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'computed-traits list') commands='' aliases='' flags='--space --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--space --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'export') commands='' aliases='' flags='--list --exclude --out --format --since --state --full -n --dry-run --discover --catalog --config -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--exclude --out --format --since --state --full --catalog --config -w --workspace --region --url --jq' argument='sources destinations warehouses source_connected_destinations source_connected_warehouses destination_subscriptions destination_delivery_metrics_summary audit_events users groups transformations catalog_sources catalog_destinations catalog_warehouses usage_api_calls_per_source_daily usage_api_calls_workspace_daily usage_mtu_per_source_daily usage_mtu_workspace_daily tracking_plans tracking_plan_rules tracking_plan_sources source_schema_settings functions reverse_etl_models labels spaces audiences computed_traits event_volume_daily delivery_daily' ;;
    'api') commands='ls' aliases='' flags='--api -X --method -f -F --query --input -H --header --source --write-key --paginate --slurp -i --include --silent -n --dry-run --curl -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--api -X --method -f -F --query --input -H --header --source --write-key -w --workspace --region --url --jq' argument='' ;;
    'api ls') commands='' aliases='' flags='--api --schema --fields --ndjson --csv --no-csv-guard --limit --all -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--api --fields --limit -w --workspace --region --url --jq' argument='' ;;
    'sandbox') commands='events tail wait assert snapshot diff faults stats reset' aliases='' flags='--port --host --allow-host --write-key --seed --foreign-write-key --reject-wrong-region --faults --rate-limit --event-rate-limit --ledger --strict-limits --dedup-scope --data --ready-file --exit-with-parent -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--port --host --allow-host --write-key --seed --foreign-write-key --faults --rate-limit --event-rate-limit --dedup-scope --data --ready-file -w --workspace --region --url --jq' argument='' ;;
    'sandbox events') commands='' aliases='' flags='--limit --raw --ndjson --type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--limit --type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='' ;;
    'sandbox tail') commands='' aliases='' flags='--limit --after --ndjson --type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--limit --after --type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='' ;;
    'sandbox wait') commands='' aliases='' flags='--count --timeout --type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--count --timeout --type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='' ;;
    'sandbox assert') commands='' aliases='' flags='--count --min --max -f --field -F --typed-field --no-violations --type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--count --min --max -f --field -F --typed-field --type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='' ;;
    'sandbox snapshot') commands='' aliases='' flags='--force --type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='file' ;;
    'sandbox diff') commands='' aliases='' flags='--type --event -u --user-id --source --message-id --text --where --outcome --code -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--type --event -u --user-id --source --message-id --text --where --outcome --code -w --workspace --region --url --jq' argument='' ;;
    'sandbox faults') commands='set list clear' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'sandbox faults set') commands='' aliases='' flags='--plan --fault-seed --source --path --share --first --after --every --times --status --retry-after --message --reset --truncated --hang --html --redirect --latency --drip --stores -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--plan --fault-seed --source --path --share --first --after --every --times --status --retry-after --message --reset --redirect --latency --drip -w --workspace --region --url --jq' argument='' ;;
    'sandbox faults list') commands='' aliases='' flags='--source -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source -w --workspace --region --url --jq' argument='' ;;
    'sandbox faults clear') commands='' aliases='' flags='--source -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source -w --workspace --region --url --jq' argument='' ;;
    'sandbox stats') commands='' aliases='' flags='--source -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source -w --workspace --region --url --jq' argument='' ;;
    'sandbox reset') commands='' aliases='' flags='--source -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source -w --workspace --region --url --jq' argument='' ;;
    'demo') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth') commands='login status list switch rename logout token write-key' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth login') commands='' aliases='' flags='--name --with-write-key --with-token --with-profile-token --source --space-id --oauth-client-id --oauth-key-id --oauth-private-key-file --no-verify -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--name --source --space-id --oauth-client-id --oauth-key-id --oauth-private-key-file -w --workspace --region --url --jq' argument='' ;;
    'auth status') commands='' aliases='' flags='--offline -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth list') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth switch') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='workspace' ;;
    'auth rename') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='workspace' ;;
    'auth logout') commands='' aliases='' flags='-y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='workspace' ;;
    'auth token') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth write-key') commands='add list remove' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth write-key add') commands='' aliases='' flags='--slug --id --default --no-verify -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--slug --id -w --workspace --region --url --jq' argument='' ;;
    'auth write-key list') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'auth write-key remove') commands='' aliases='' flags='-y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'config') commands='get set list' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'config get') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='workspace region source space-id tracking-plan output tracking-url profile-url api-url oauth-url cdn-url' ;;
    'config set') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='workspace region source space-id output' ;;
    'config list') commands='' aliases='' flags='--show-origin -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'mcp') commands='' aliases='' flags='--source --allow-writes --toolsets --print-config -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--source --toolsets --print-config -w --workspace --region --url --jq' argument='' ;;
    'skills') commands='install uninstall' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'skills install') commands='' aliases='' flags='--client --scope -n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--client --scope -w --workspace --region --url --jq' argument='' ;;
    'skills uninstall') commands='' aliases='' flags='--client --scope -n --dry-run -y --yes -h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='--client --scope -w --workspace --region --url --jq' argument='' ;;
    'completion') commands='' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='bash zsh fish powershell' ;;
    'help') commands='track identify page screen group alias batch validate profile overview sources warehouses destinations tracking-plans violations transformations catalog usage volume delivery audit users groups spaces audiences computed-traits export api sandbox demo auth config mcp skills completion environment exit-codes fields formatting' aliases='' flags='-h --help -w --workspace --region --url --json --jq -q --quiet -v --verbose --debug --color --no-color --no-cache --no-input' valued='-w --workspace --region --url --jq' argument='' ;;
    'help track') commands='' aliases='' flags='' valued='' argument='' ;;
    'help identify') commands='' aliases='' flags='' valued='' argument='' ;;
    'help page') commands='' aliases='' flags='' valued='' argument='' ;;
    'help screen') commands='' aliases='' flags='' valued='' argument='' ;;
    'help group') commands='' aliases='' flags='' valued='' argument='' ;;
    'help alias') commands='' aliases='' flags='' valued='' argument='' ;;
    'help batch') commands='' aliases='' flags='' valued='' argument='' ;;
    'help validate') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile') commands='get traits events external-ids metadata links' aliases='' flags='' valued='' argument='' ;;
    'help profile get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile traits') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile events') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile external-ids') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile metadata') commands='' aliases='' flags='' valued='' argument='' ;;
    'help profile links') commands='' aliases='' flags='' valued='' argument='' ;;
    'help overview') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources') commands='list get update schema destinations warehouses write-key labels' aliases='' flags='' valued='' argument='' ;;
    'help sources list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources update') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources schema') commands='get update' aliases='' flags='' valued='' argument='' ;;
    'help sources schema get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources schema update') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources destinations') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources warehouses') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources write-key') commands='add remove' aliases='' flags='' valued='' argument='' ;;
    'help sources write-key add') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources write-key remove') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources labels') commands='list add set' aliases='' flags='' valued='' argument='' ;;
    'help sources labels list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources labels add') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sources labels set') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses') commands='list get sources syncs schedule connection' aliases='' flags='' valued='' argument='' ;;
    'help warehouses list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses sources') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses syncs') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses schedule') commands='' aliases='' flags='' valued='' argument='' ;;
    'help warehouses connection') commands='' aliases='' flags='' valued='' argument='' ;;
    'help destinations') commands='list get subscriptions filters delivery' aliases='' flags='' valued='' argument='' ;;
    'help destinations list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help destinations get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help destinations subscriptions') commands='' aliases='' flags='' valued='' argument='' ;;
    'help destinations filters') commands='' aliases='' flags='' valued='' argument='' ;;
    'help destinations delivery') commands='' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans') commands='list get rules sources coverage' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans rules') commands='' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans sources') commands='' aliases='' flags='' valued='' argument='' ;;
    'help tracking-plans coverage') commands='' aliases='' flags='' valued='' argument='' ;;
    'help violations') commands='' aliases='' flags='' valued='' argument='' ;;
    'help transformations') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help transformations list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help transformations get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog') commands='sources destinations warehouses' aliases='' flags='' valued='' argument='' ;;
    'help catalog sources') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help catalog sources list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog sources get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog destinations') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help catalog destinations list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog destinations get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog warehouses') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help catalog warehouses list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help catalog warehouses get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help usage') commands='api-calls mtu' aliases='' flags='' valued='' argument='' ;;
    'help usage api-calls') commands='' aliases='' flags='' valued='' argument='' ;;
    'help usage mtu') commands='' aliases='' flags='' valued='' argument='' ;;
    'help volume') commands='' aliases='' flags='' valued='' argument='' ;;
    'help delivery') commands='' aliases='' flags='' valued='' argument='' ;;
    'help audit') commands='' aliases='' flags='' valued='' argument='' ;;
    'help users') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help users list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help users get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help groups') commands='list get users' aliases='' flags='' valued='' argument='' ;;
    'help groups list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help groups get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help groups users') commands='' aliases='' flags='' valued='' argument='' ;;
    'help spaces') commands='list get' aliases='' flags='' valued='' argument='' ;;
    'help spaces list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help spaces get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help audiences') commands='list' aliases='' flags='' valued='' argument='' ;;
    'help audiences list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help computed-traits') commands='list' aliases='' flags='' valued='' argument='' ;;
    'help computed-traits list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help export') commands='' aliases='' flags='' valued='' argument='' ;;
    'help api') commands='ls' aliases='' flags='' valued='' argument='' ;;
    'help api ls') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox') commands='events tail wait assert snapshot diff faults stats reset' aliases='' flags='' valued='' argument='' ;;
    'help sandbox events') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox tail') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox wait') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox assert') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox snapshot') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox diff') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox faults') commands='set list clear' aliases='' flags='' valued='' argument='' ;;
    'help sandbox faults set') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox faults list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox faults clear') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox stats') commands='' aliases='' flags='' valued='' argument='' ;;
    'help sandbox reset') commands='' aliases='' flags='' valued='' argument='' ;;
    'help demo') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth') commands='login status list switch rename logout token write-key' aliases='' flags='' valued='' argument='' ;;
    'help auth login') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth status') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth switch') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth rename') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth logout') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth token') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth write-key') commands='add list remove' aliases='' flags='' valued='' argument='' ;;
    'help auth write-key add') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth write-key list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help auth write-key remove') commands='' aliases='' flags='' valued='' argument='' ;;
    'help config') commands='get set list' aliases='' flags='' valued='' argument='' ;;
    'help config get') commands='' aliases='' flags='' valued='' argument='' ;;
    'help config set') commands='' aliases='' flags='' valued='' argument='' ;;
    'help config list') commands='' aliases='' flags='' valued='' argument='' ;;
    'help mcp') commands='' aliases='' flags='' valued='' argument='' ;;
    'help skills') commands='install uninstall' aliases='' flags='' valued='' argument='' ;;
    'help skills install') commands='' aliases='' flags='' valued='' argument='' ;;
    'help skills uninstall') commands='' aliases='' flags='' valued='' argument='' ;;
    'help completion') commands='' aliases='' flags='' valued='' argument='' ;;
    'help environment') commands='' aliases='' flags='' valued='' argument='' ;;
    'help exit-codes') commands='' aliases='' flags='' valued='' argument='' ;;
    'help fields') commands='' aliases='' flags='' valued='' argument='' ;;
    'help formatting') commands='' aliases='' flags='' valued='' argument='' ;;
  esac
}

# Sets argument to what may follow a flag of a command: "file", "workspace", or the words to choose from.
_segment_value() {
  argument=''
  case "$1 $2" in
    ' -w' | ' --workspace') argument='workspace' ;;
    ' --region') argument='us eu' ;;
    'track --input') argument='file' ;;
    'track -w' | 'track --workspace') argument='workspace' ;;
    'track --region') argument='us eu' ;;
    'identify --input') argument='file' ;;
    'identify -w' | 'identify --workspace') argument='workspace' ;;
    'identify --region') argument='us eu' ;;
    'page --input') argument='file' ;;
    'page -w' | 'page --workspace') argument='workspace' ;;
    'page --region') argument='us eu' ;;
    'screen --input') argument='file' ;;
    'screen -w' | 'screen --workspace') argument='workspace' ;;
    'screen --region') argument='us eu' ;;
    'group --input') argument='file' ;;
    'group -w' | 'group --workspace') argument='workspace' ;;
    'group --region') argument='us eu' ;;
    'alias --input') argument='file' ;;
    'alias -w' | 'alias --workspace') argument='workspace' ;;
    'alias --region') argument='us eu' ;;
    'batch --on-invalid') argument='reject stop send' ;;
    'batch --rejects') argument='file' ;;
    'batch --checkpoint') argument='file' ;;
    'batch --from') argument='csv tsv segment-archive segment-warehouse rudderstack mixpanel amplitude ga4 posthog singer' ;;
    'batch --rest') argument='properties traits context none' ;;
    'batch --mapping') argument='file' ;;
    'batch --save-mapping') argument='file' ;;
    'batch -w' | 'batch --workspace') argument='workspace' ;;
    'batch --region') argument='us eu' ;;
    'validate --on-invalid') argument='reject' ;;
    'validate --from') argument='csv tsv segment-archive segment-warehouse rudderstack mixpanel amplitude ga4 posthog singer' ;;
    'validate --rest') argument='properties traits context none' ;;
    'validate --mapping') argument='file' ;;
    'validate --save-mapping') argument='file' ;;
    'validate --format') argument='github' ;;
    'validate --rejects') argument='file' ;;
    'validate -w' | 'validate --workspace') argument='workspace' ;;
    'validate --region') argument='us eu' ;;
    'profile -w' | 'profile --workspace') argument='workspace' ;;
    'profile --region') argument='us eu' ;;
    'profile get --collection') argument='users accounts' ;;
    'profile get -w' | 'profile get --workspace') argument='workspace' ;;
    'profile get --region') argument='us eu' ;;
    'profile traits --collection') argument='users accounts' ;;
    'profile traits --class') argument='audience computed_trait' ;;
    'profile traits -w' | 'profile traits --workspace') argument='workspace' ;;
    'profile traits --region') argument='us eu' ;;
    'profile events --collection') argument='users accounts' ;;
    'profile events --sort') argument='asc desc' ;;
    'profile events -w' | 'profile events --workspace') argument='workspace' ;;
    'profile events --region') argument='us eu' ;;
    'profile external-ids --collection') argument='users accounts' ;;
    'profile external-ids -w' | 'profile external-ids --workspace') argument='workspace' ;;
    'profile external-ids --region') argument='us eu' ;;
    'profile metadata --collection') argument='users accounts' ;;
    'profile metadata -w' | 'profile metadata --workspace') argument='workspace' ;;
    'profile metadata --region') argument='us eu' ;;
    'profile links --collection') argument='users accounts' ;;
    'profile links -w' | 'profile links --workspace') argument='workspace' ;;
    'profile links --region') argument='us eu' ;;
    'overview -w' | 'overview --workspace') argument='workspace' ;;
    'overview --region') argument='us eu' ;;
    'sources -w' | 'sources --workspace') argument='workspace' ;;
    'sources --region') argument='us eu' ;;
    'sources list -w' | 'sources list --workspace') argument='workspace' ;;
    'sources list --region') argument='us eu' ;;
    'sources get -w' | 'sources get --workspace') argument='workspace' ;;
    'sources get --region') argument='us eu' ;;
    'sources update -w' | 'sources update --workspace') argument='workspace' ;;
    'sources update --region') argument='us eu' ;;
    'sources schema -w' | 'sources schema --workspace') argument='workspace' ;;
    'sources schema --region') argument='us eu' ;;
    'sources schema get -w' | 'sources schema get --workspace') argument='workspace' ;;
    'sources schema get --region') argument='us eu' ;;
    'sources schema update -w' | 'sources schema update --workspace') argument='workspace' ;;
    'sources schema update --region') argument='us eu' ;;
    'sources destinations -w' | 'sources destinations --workspace') argument='workspace' ;;
    'sources destinations --region') argument='us eu' ;;
    'sources warehouses -w' | 'sources warehouses --workspace') argument='workspace' ;;
    'sources warehouses --region') argument='us eu' ;;
    'sources write-key -w' | 'sources write-key --workspace') argument='workspace' ;;
    'sources write-key --region') argument='us eu' ;;
    'sources write-key add -w' | 'sources write-key add --workspace') argument='workspace' ;;
    'sources write-key add --region') argument='us eu' ;;
    'sources write-key remove -w' | 'sources write-key remove --workspace') argument='workspace' ;;
    'sources write-key remove --region') argument='us eu' ;;
    'sources labels -w' | 'sources labels --workspace') argument='workspace' ;;
    'sources labels --region') argument='us eu' ;;
    'sources labels list -w' | 'sources labels list --workspace') argument='workspace' ;;
    'sources labels list --region') argument='us eu' ;;
    'sources labels add -w' | 'sources labels add --workspace') argument='workspace' ;;
    'sources labels add --region') argument='us eu' ;;
    'sources labels set -w' | 'sources labels set --workspace') argument='workspace' ;;
    'sources labels set --region') argument='us eu' ;;
    'warehouses -w' | 'warehouses --workspace') argument='workspace' ;;
    'warehouses --region') argument='us eu' ;;
    'warehouses list -w' | 'warehouses list --workspace') argument='workspace' ;;
    'warehouses list --region') argument='us eu' ;;
    'warehouses get -w' | 'warehouses get --workspace') argument='workspace' ;;
    'warehouses get --region') argument='us eu' ;;
    'warehouses sources -w' | 'warehouses sources --workspace') argument='workspace' ;;
    'warehouses sources --region') argument='us eu' ;;
    'warehouses syncs -w' | 'warehouses syncs --workspace') argument='workspace' ;;
    'warehouses syncs --region') argument='us eu' ;;
    'warehouses schedule -w' | 'warehouses schedule --workspace') argument='workspace' ;;
    'warehouses schedule --region') argument='us eu' ;;
    'warehouses connection -w' | 'warehouses connection --workspace') argument='workspace' ;;
    'warehouses connection --region') argument='us eu' ;;
    'destinations -w' | 'destinations --workspace') argument='workspace' ;;
    'destinations --region') argument='us eu' ;;
    'destinations list -w' | 'destinations list --workspace') argument='workspace' ;;
    'destinations list --region') argument='us eu' ;;
    'destinations get -w' | 'destinations get --workspace') argument='workspace' ;;
    'destinations get --region') argument='us eu' ;;
    'destinations subscriptions -w' | 'destinations subscriptions --workspace') argument='workspace' ;;
    'destinations subscriptions --region') argument='us eu' ;;
    'destinations filters -w' | 'destinations filters --workspace') argument='workspace' ;;
    'destinations filters --region') argument='us eu' ;;
    'destinations delivery --granularity') argument='minute hour day' ;;
    'destinations delivery -w' | 'destinations delivery --workspace') argument='workspace' ;;
    'destinations delivery --region') argument='us eu' ;;
    'tracking-plans -w' | 'tracking-plans --workspace') argument='workspace' ;;
    'tracking-plans --region') argument='us eu' ;;
    'tracking-plans list --type') argument='LIVE ENGAGE PROPERTY_LIBRARY RULE_LIBRARY TEMPLATE' ;;
    'tracking-plans list -w' | 'tracking-plans list --workspace') argument='workspace' ;;
    'tracking-plans list --region') argument='us eu' ;;
    'tracking-plans get -w' | 'tracking-plans get --workspace') argument='workspace' ;;
    'tracking-plans get --region') argument='us eu' ;;
    'tracking-plans rules --type') argument='TRACK IDENTIFY GROUP PAGE SCREEN COMMON' ;;
    'tracking-plans rules -w' | 'tracking-plans rules --workspace') argument='workspace' ;;
    'tracking-plans rules --region') argument='us eu' ;;
    'tracking-plans sources -w' | 'tracking-plans sources --workspace') argument='workspace' ;;
    'tracking-plans sources --region') argument='us eu' ;;
    'tracking-plans coverage -w' | 'tracking-plans coverage --workspace') argument='workspace' ;;
    'tracking-plans coverage --region') argument='us eu' ;;
    'violations -w' | 'violations --workspace') argument='workspace' ;;
    'violations --region') argument='us eu' ;;
    'transformations -w' | 'transformations --workspace') argument='workspace' ;;
    'transformations --region') argument='us eu' ;;
    'transformations list -w' | 'transformations list --workspace') argument='workspace' ;;
    'transformations list --region') argument='us eu' ;;
    'transformations get -w' | 'transformations get --workspace') argument='workspace' ;;
    'transformations get --region') argument='us eu' ;;
    'catalog -w' | 'catalog --workspace') argument='workspace' ;;
    'catalog --region') argument='us eu' ;;
    'catalog sources -w' | 'catalog sources --workspace') argument='workspace' ;;
    'catalog sources --region') argument='us eu' ;;
    'catalog sources list -w' | 'catalog sources list --workspace') argument='workspace' ;;
    'catalog sources list --region') argument='us eu' ;;
    'catalog sources get -w' | 'catalog sources get --workspace') argument='workspace' ;;
    'catalog sources get --region') argument='us eu' ;;
    'catalog destinations -w' | 'catalog destinations --workspace') argument='workspace' ;;
    'catalog destinations --region') argument='us eu' ;;
    'catalog destinations list -w' | 'catalog destinations list --workspace') argument='workspace' ;;
    'catalog destinations list --region') argument='us eu' ;;
    'catalog destinations get -w' | 'catalog destinations get --workspace') argument='workspace' ;;
    'catalog destinations get --region') argument='us eu' ;;
    'catalog warehouses -w' | 'catalog warehouses --workspace') argument='workspace' ;;
    'catalog warehouses --region') argument='us eu' ;;
    'catalog warehouses list -w' | 'catalog warehouses list --workspace') argument='workspace' ;;
    'catalog warehouses list --region') argument='us eu' ;;
    'catalog warehouses get -w' | 'catalog warehouses get --workspace') argument='workspace' ;;
    'catalog warehouses get --region') argument='us eu' ;;
    'usage -w' | 'usage --workspace') argument='workspace' ;;
    'usage --region') argument='us eu' ;;
    'usage api-calls --by') argument='day source' ;;
    'usage api-calls -w' | 'usage api-calls --workspace') argument='workspace' ;;
    'usage api-calls --region') argument='us eu' ;;
    'usage mtu --by') argument='day source' ;;
    'usage mtu -w' | 'usage mtu --workspace') argument='workspace' ;;
    'usage mtu --region') argument='us eu' ;;
    'volume --granularity') argument='minute hour day' ;;
    'volume --by') argument='event type source' ;;
    'volume --type') argument='track identify page screen group alias' ;;
    'volume -w' | 'volume --workspace') argument='workspace' ;;
    'volume --region') argument='us eu' ;;
    'delivery --step') argument='received failed-on-ingest filtered-at-source filtered-at-destination failed successful' ;;
    'delivery --granularity') argument='minute hour day' ;;
    'delivery --by') argument='event type app-version reason subscription activation audience space' ;;
    'delivery --type') argument='track identify page screen group alias' ;;
    'delivery -w' | 'delivery --workspace') argument='workspace' ;;
    'delivery --region') argument='us eu' ;;
    'audit -w' | 'audit --workspace') argument='workspace' ;;
    'audit --region') argument='us eu' ;;
    'users -w' | 'users --workspace') argument='workspace' ;;
    'users --region') argument='us eu' ;;
    'users list -w' | 'users list --workspace') argument='workspace' ;;
    'users list --region') argument='us eu' ;;
    'users get -w' | 'users get --workspace') argument='workspace' ;;
    'users get --region') argument='us eu' ;;
    'groups -w' | 'groups --workspace') argument='workspace' ;;
    'groups --region') argument='us eu' ;;
    'groups list -w' | 'groups list --workspace') argument='workspace' ;;
    'groups list --region') argument='us eu' ;;
    'groups get -w' | 'groups get --workspace') argument='workspace' ;;
    'groups get --region') argument='us eu' ;;
    'groups users -w' | 'groups users --workspace') argument='workspace' ;;
    'groups users --region') argument='us eu' ;;
    'spaces -w' | 'spaces --workspace') argument='workspace' ;;
    'spaces --region') argument='us eu' ;;
    'spaces list -w' | 'spaces list --workspace') argument='workspace' ;;
    'spaces list --region') argument='us eu' ;;
    'spaces get -w' | 'spaces get --workspace') argument='workspace' ;;
    'spaces get --region') argument='us eu' ;;
    'audiences -w' | 'audiences --workspace') argument='workspace' ;;
    'audiences --region') argument='us eu' ;;
    'audiences list -w' | 'audiences list --workspace') argument='workspace' ;;
    'audiences list --region') argument='us eu' ;;
    'computed-traits -w' | 'computed-traits --workspace') argument='workspace' ;;
    'computed-traits --region') argument='us eu' ;;
    'computed-traits list -w' | 'computed-traits list --workspace') argument='workspace' ;;
    'computed-traits list --region') argument='us eu' ;;
    'export --exclude') argument='sources destinations warehouses source_connected_destinations source_connected_warehouses destination_subscriptions destination_delivery_metrics_summary audit_events users groups transformations catalog_sources catalog_destinations catalog_warehouses usage_api_calls_per_source_daily usage_api_calls_workspace_daily usage_mtu_per_source_daily usage_mtu_workspace_daily tracking_plans tracking_plan_rules tracking_plan_sources source_schema_settings functions reverse_etl_models labels spaces audiences computed_traits event_volume_daily delivery_daily' ;;
    'export --out') argument='file' ;;
    'export --format') argument='ndjson csv parquet duckdb singer' ;;
    'export --state') argument='file' ;;
    'export --full') argument='sources destinations warehouses source_connected_destinations source_connected_warehouses destination_subscriptions destination_delivery_metrics_summary audit_events users groups transformations catalog_sources catalog_destinations catalog_warehouses usage_api_calls_per_source_daily usage_api_calls_workspace_daily usage_mtu_per_source_daily usage_mtu_workspace_daily tracking_plans tracking_plan_rules tracking_plan_sources source_schema_settings functions reverse_etl_models labels spaces audiences computed_traits event_volume_daily delivery_daily' ;;
    'export --catalog') argument='file' ;;
    'export --config') argument='file' ;;
    'export -w' | 'export --workspace') argument='workspace' ;;
    'export --region') argument='us eu' ;;
    'api --api') argument='public profile tracking' ;;
    'api --input') argument='file' ;;
    'api -w' | 'api --workspace') argument='workspace' ;;
    'api --region') argument='us eu' ;;
    'api ls --api') argument='public profile tracking' ;;
    'api ls -w' | 'api ls --workspace') argument='workspace' ;;
    'api ls --region') argument='us eu' ;;
    'sandbox --seed') argument='file' ;;
    'sandbox --faults') argument='file' ;;
    'sandbox --dedup-scope') argument='all source' ;;
    'sandbox --data') argument='file' ;;
    'sandbox --ready-file') argument='file' ;;
    'sandbox -w' | 'sandbox --workspace') argument='workspace' ;;
    'sandbox --region') argument='us eu' ;;
    'sandbox events --type') argument='track identify page screen group alias' ;;
    'sandbox events --outcome') argument='stored discarded duplicate refused all' ;;
    'sandbox events -w' | 'sandbox events --workspace') argument='workspace' ;;
    'sandbox events --region') argument='us eu' ;;
    'sandbox tail --type') argument='track identify page screen group alias' ;;
    'sandbox tail --outcome') argument='stored discarded duplicate refused all' ;;
    'sandbox tail -w' | 'sandbox tail --workspace') argument='workspace' ;;
    'sandbox tail --region') argument='us eu' ;;
    'sandbox wait --type') argument='track identify page screen group alias' ;;
    'sandbox wait --outcome') argument='stored discarded duplicate all' ;;
    'sandbox wait -w' | 'sandbox wait --workspace') argument='workspace' ;;
    'sandbox wait --region') argument='us eu' ;;
    'sandbox assert --type') argument='track identify page screen group alias' ;;
    'sandbox assert --outcome') argument='stored discarded duplicate all' ;;
    'sandbox assert -w' | 'sandbox assert --workspace') argument='workspace' ;;
    'sandbox assert --region') argument='us eu' ;;
    'sandbox snapshot --type') argument='track identify page screen group alias' ;;
    'sandbox snapshot --outcome') argument='stored discarded duplicate all' ;;
    'sandbox snapshot -w' | 'sandbox snapshot --workspace') argument='workspace' ;;
    'sandbox snapshot --region') argument='us eu' ;;
    'sandbox diff --type') argument='track identify page screen group alias' ;;
    'sandbox diff --outcome') argument='stored discarded duplicate all' ;;
    'sandbox diff -w' | 'sandbox diff --workspace') argument='workspace' ;;
    'sandbox diff --region') argument='us eu' ;;
    'sandbox faults -w' | 'sandbox faults --workspace') argument='workspace' ;;
    'sandbox faults --region') argument='us eu' ;;
    'sandbox faults set --plan') argument='file' ;;
    'sandbox faults set --reset') argument='before after' ;;
    'sandbox faults set -w' | 'sandbox faults set --workspace') argument='workspace' ;;
    'sandbox faults set --region') argument='us eu' ;;
    'sandbox faults list -w' | 'sandbox faults list --workspace') argument='workspace' ;;
    'sandbox faults list --region') argument='us eu' ;;
    'sandbox faults clear -w' | 'sandbox faults clear --workspace') argument='workspace' ;;
    'sandbox faults clear --region') argument='us eu' ;;
    'sandbox stats -w' | 'sandbox stats --workspace') argument='workspace' ;;
    'sandbox stats --region') argument='us eu' ;;
    'sandbox reset -w' | 'sandbox reset --workspace') argument='workspace' ;;
    'sandbox reset --region') argument='us eu' ;;
    'demo -w' | 'demo --workspace') argument='workspace' ;;
    'demo --region') argument='us eu' ;;
    'auth -w' | 'auth --workspace') argument='workspace' ;;
    'auth --region') argument='us eu' ;;
    'auth login --name') argument='workspace' ;;
    'auth login --oauth-private-key-file') argument='file' ;;
    'auth login -w' | 'auth login --workspace') argument='workspace' ;;
    'auth login --region') argument='us eu' ;;
    'auth status -w' | 'auth status --workspace') argument='workspace' ;;
    'auth status --region') argument='us eu' ;;
    'auth list -w' | 'auth list --workspace') argument='workspace' ;;
    'auth list --region') argument='us eu' ;;
    'auth switch -w' | 'auth switch --workspace') argument='workspace' ;;
    'auth switch --region') argument='us eu' ;;
    'auth rename -w' | 'auth rename --workspace') argument='workspace' ;;
    'auth rename --region') argument='us eu' ;;
    'auth logout -w' | 'auth logout --workspace') argument='workspace' ;;
    'auth logout --region') argument='us eu' ;;
    'auth token -w' | 'auth token --workspace') argument='workspace' ;;
    'auth token --region') argument='us eu' ;;
    'auth write-key -w' | 'auth write-key --workspace') argument='workspace' ;;
    'auth write-key --region') argument='us eu' ;;
    'auth write-key add -w' | 'auth write-key add --workspace') argument='workspace' ;;
    'auth write-key add --region') argument='us eu' ;;
    'auth write-key list -w' | 'auth write-key list --workspace') argument='workspace' ;;
    'auth write-key list --region') argument='us eu' ;;
    'auth write-key remove -w' | 'auth write-key remove --workspace') argument='workspace' ;;
    'auth write-key remove --region') argument='us eu' ;;
    'config -w' | 'config --workspace') argument='workspace' ;;
    'config --region') argument='us eu' ;;
    'config get -w' | 'config get --workspace') argument='workspace' ;;
    'config get --region') argument='us eu' ;;
    'config set -w' | 'config set --workspace') argument='workspace' ;;
    'config set --region') argument='us eu' ;;
    'config list -w' | 'config list --workspace') argument='workspace' ;;
    'config list --region') argument='us eu' ;;
    'mcp --print-config') argument='claude cursor vscode codex gemini' ;;
    'mcp -w' | 'mcp --workspace') argument='workspace' ;;
    'mcp --region') argument='us eu' ;;
    'skills -w' | 'skills --workspace') argument='workspace' ;;
    'skills --region') argument='us eu' ;;
    'skills install --client') argument='claude cursor vscode codex gemini' ;;
    'skills install --scope') argument='project user' ;;
    'skills install -w' | 'skills install --workspace') argument='workspace' ;;
    'skills install --region') argument='us eu' ;;
    'skills uninstall --client') argument='claude cursor vscode codex gemini' ;;
    'skills uninstall --scope') argument='project user' ;;
    'skills uninstall -w' | 'skills uninstall --workspace') argument='workspace' ;;
    'skills uninstall --region') argument='us eu' ;;
    'completion -w' | 'completion --workspace') argument='workspace' ;;
    'completion --region') argument='us eu' ;;
    'help -w' | 'help --workspace') argument='workspace' ;;
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

  [[ "$argument" == workspace ]] && argument="sandbox $(SEGMENT_OUTPUT=text command segment auth list 2>/dev/null | cut -f1)"
  if [[ "$argument" == file ]]; then
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -P "$prefix" -- "$cursor"))
  elif [[ -n "$argument" ]]; then
    COMPREPLY=($(compgen -W "$argument" -P "$prefix" -- "$cursor"))
  fi
}

complete -F _segment segment
