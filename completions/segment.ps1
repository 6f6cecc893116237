# PowerShell completion for segment. Made by: segment completion powershell
# To use it now: segment completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName segment -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $tree = @{
        '' = @{
            Commands = @(
                @{ Name = 'track'; Aliases = @(); Tip = 'send one Track message: what a user did' }
                @{ Name = 'identify'; Aliases = @(); Tip = 'send one Identify message: who a user is' }
                @{ Name = 'page'; Aliases = @(); Tip = 'send one Page message: what a user viewed on the web' }
                @{ Name = 'screen'; Aliases = @(); Tip = 'send one Screen message: what a user viewed in an app' }
                @{ Name = 'group'; Aliases = @(); Tip = 'send one Group message: what account a user belongs to' }
                @{ Name = 'alias'; Aliases = @(); Tip = 'send one Alias message: two ids of the same user' }
                @{ Name = 'batch'; Aliases = @(); Tip = 'send messages from files or stdin: NDJSON, JSON, CSV' }
                @{ Name = 'validate'; Aliases = @(); Tip = 'check files as batch would, and send nothing' }
                @{ Name = 'profile'; Aliases = @(); Tip = 'look up the profile of a user or an account' }
                @{ Name = 'overview'; Aliases = @(); Tip = 'show the whole workspace on one screen' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list sources, change settings, labels and write keys' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list warehouses, syncs, schedules and connections' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list destinations, subscriptions, filters and delivery' }
                @{ Name = 'tracking-plans'; Aliases = @(); Tip = 'list tracking plans, their rules and sources' }
                @{ Name = 'violations'; Aliases = @(); Tip = 'show tracking plan violations' }
                @{ Name = 'transformations'; Aliases = @(); Tip = 'list transformations and what they change' }
                @{ Name = 'catalog'; Aliases = @(); Tip = 'list the integrations that Segment offers' }
                @{ Name = 'usage'; Aliases = @(); Tip = 'show API calls and monthly tracked users' }
                @{ Name = 'volume'; Aliases = @(); Tip = 'show how many messages arrived over time' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'show which messages were filtered, failed or succeeded' }
                @{ Name = 'audit'; Aliases = @(); Tip = 'show who changed what in the workspace' }
                @{ Name = 'users'; Aliases = @(); Tip = 'list the users of the workspace' }
                @{ Name = 'groups'; Aliases = @(); Tip = 'list the user groups of the workspace' }
                @{ Name = 'spaces'; Aliases = @(); Tip = 'list the spaces of the workspace' }
                @{ Name = 'audiences'; Aliases = @(); Tip = 'list the audiences of a space' }
                @{ Name = 'computed-traits'; Aliases = @(); Tip = 'list the computed traits of a space' }
                @{ Name = 'export'; Aliases = @(); Tip = 'copy a workspace into files, then only what is new' }
                @{ Name = 'api'; Aliases = @(); Tip = 'call any endpoint of Segment’’s APIs' }
                @{ Name = 'sandbox'; Aliases = @(); Tip = 'run a local Segment for development and tests' }
                @{ Name = 'demo'; Aliases = @(); Tip = 'watch a backfill into a sandbox; no account needed' }
                @{ Name = 'auth'; Aliases = @(); Tip = 'log in, switch workspaces, store write keys' }
                @{ Name = 'config'; Aliases = @(); Tip = 'read and change settings' }
                @{ Name = 'mcp'; Aliases = @(); Tip = 'give these functions to an AI assistant (MCP server)' }
                @{ Name = 'skills'; Aliases = @(); Tip = 'teach coding agents how to use this program' }
                @{ Name = 'completion'; Aliases = @(); Tip = 'print a completion script for your shell' }
                @{ Name = 'help'; Aliases = @(); Tip = 'show help for a command or a topic' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-V', '--version'); Valued = $false; Choices = @(); Tip = 'print the version' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
            )
        }
        'track' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'one of the properties, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--revenue'); Valued = $true; Choices = @(); Tip = 'properties.revenue, always a number' }
                @{ Names = @('--currency'); Valued = $true; Choices = @(); Tip = 'properties.currency, an ISO 4217 code' }
                @{ Names = @('--value'); Valued = $true; Choices = @(); Tip = 'properties.value, always a number' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until it appears in the profile; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long --follow waits (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'identify' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'one of the traits, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--traits'); Valued = $true; Choices = @(); Tip = 'traits as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until it appears in the profile; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long --follow waits (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'page' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('--name'); Valued = $true; Choices = @(); Tip = 'the name of the page, the same as the argument' }
                @{ Names = @('--category'); Valued = $true; Choices = @(); Tip = 'the category of the page' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'one of the properties, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until it appears in the profile; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long --follow waits (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'screen' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('--name'); Valued = $true; Choices = @(); Tip = 'the name of the screen, the same as the argument' }
                @{ Names = @('--category'); Valued = $true; Choices = @(); Tip = 'the category of the screen' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'one of the properties, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until it appears in the profile; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long --follow waits (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'group' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'the id of the account, the same as the argument' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'one of the traits, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--traits'); Valued = $true; Choices = @(); Tip = 'traits as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until it appears in the profile; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long --follow waits (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'alias' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'the new id' }
                @{ Names = @('--previous-id'); Valued = $true; Choices = @(); Tip = 'the id used so far' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'an id for a user who is not known yet' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id by which Segment recognises duplicates (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even if Segment would reject or drop it' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'time limit for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'retries after the first try (default: 3)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'batch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'read and validate every line, send nothing' }
                @{ Names = @('--on-invalid'); Valued = $true; Choices = @('reject', 'stop', 'send'); Tip = 'what to do with an invalid line (default: reject); if given, input that is not JSON is read, too' }
                @{ Names = @('--rejects'); Valued = $true; Choices = @(); Tip = 'file for rejected lines (- is stdout), created with the first one' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'stop after this many lines; blank and filtered lines do not count' }
                @{ Names = @('--set'); Valued = $true; Choices = @(); Tip = 'a top-level field for lines that lack it, e.g. type=track' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'only messages that match, in the filter language of Segment’’s destinations' }
                @{ Names = @('--coerce-ids'); Valued = $false; Choices = @(); Tip = 'turn ids that are numbers into strings' }
                @{ Names = @('--max-event-bytes'); Valued = $true; Choices = @(); Tip = 'reject a larger message' }
                @{ Names = @('--replay'); Valued = $false; Choices = @(); Tip = 'resend messages exported from Segment or RudderStack: remove the fields they added, and the old messageId' }
                @{ Names = @('--import-id'); Valued = $true; Choices = @(); Tip = 'derive messageIds from this id instead of the first line' }
                @{ Names = @('--checkpoint'); Valued = $true; Choices = @(); Tip = 'file for the checkpoint (files have one by default)' }
                @{ Names = @('--no-checkpoint'); Valued = $false; Choices = @(); Tip = 'neither write nor read a checkpoint' }
                @{ Names = @('--restart'); Valued = $false; Choices = @(); Tip = 'start over and ignore the checkpoint of an interrupted run' }
                @{ Names = @('--again'); Valued = $false; Choices = @(); Tip = 'send a finished input again, even after more than a day' }
                @{ Names = @('--shard'); Valued = $true; Choices = @(); Tip = 'send part k of n, split by user; auto reads k and n from the array job' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('--max-batch-bytes'); Valued = $true; Choices = @(); Tip = 'largest request body' }
                @{ Names = @('--max-batch-events'); Valued = $true; Choices = @(); Tip = 'most messages in a request' }
                @{ Names = @('--concurrency'); Valued = $true; Choices = @(); Tip = 'concurrent requests' }
                @{ Names = @('--rate'); Valued = $true; Choices = @(); Tip = 'requests per second (default: 50 on Segment’’s hosts)' }
                @{ Names = @('--event-rate'); Valued = $true; Choices = @(); Tip = 'messages per second' }
                @{ Names = @('--gzip'); Valued = $false; Choices = @(); Tip = 'compress requests (the default on Segment’’s hosts)' }
                @{ Names = @('--no-gzip'); Valued = $false; Choices = @(); Tip = 'do not compress requests' }
                @{ Names = @('--request-timeout'); Valued = $true; Choices = @(); Tip = 'time limit for one request' }
                @{ Names = @('--retry-base'); Valued = $true; Choices = @(); Tip = 'first wait before a retry; doubles, with jitter' }
                @{ Names = @('--max-wait'); Valued = $true; Choices = @(); Tip = 'stop after this long without a successful request' }
                @{ Names = @('--linger'); Valued = $true; Choices = @(); Tip = 'send a partial batch of a slow pipe after this long' }
                @{ Names = @('--progress'); Valued = $true; Choices = @(); Tip = 'auto, plain, none, or a time between lines' }
                @{ Names = @('--from'); Valued = $true; Choices = @('csv', 'tsv', 'segment-archive', 'segment-warehouse', 'rudderstack', 'mixpanel', 'amplitude', 'ga4', 'posthog', 'singer'); Tip = 'read a table (files called .csv or .tsv are read as one anyway), or an export of another tool' }
                @{ Names = @('--table'); Valued = $true; Choices = @(); Tip = 'with --from segment-warehouse: the table that the rows come from' }
                @{ Names = @('--stream'); Valued = $true; Choices = @(); Tip = 'with --from singer: the stream to read' }
                @{ Names = @('--identify'); Valued = $false; Choices = @(); Tip = 'also send an Identify for what a record says about its user' }
                @{ Names = @('--explain'); Valued = $false; Choices = @(); Tip = 'show how --from turns records into messages, and stop' }
                @{ Names = @('--map'); Valued = $true; Choices = @(); Tip = 'the column that a field of the message comes from, e.g. userId=Email; path:=JSON is the same for all rows; repeat it' }
                @{ Names = @('--rest'); Valued = $true; Choices = @('properties', 'traits', 'context', 'none'); Tip = 'where the other columns go (default: properties, or traits of identify and group)' }
                @{ Names = @('--types'); Valued = $true; Choices = @(); Tip = 'what a column holds: string, number, boolean, date, json, epoch-s, epoch-ms, epoch-us; repeat it' }
                @{ Names = @('--timezone'); Valued = $true; Choices = @(); Tip = 'time zone of times without one: Europe/Oslo, +01:00' }
                @{ Names = @('--delimiter'); Valued = $true; Choices = @(); Tip = 'what separates two cells: tab, semicolon, … (default: found in the header)' }
                @{ Names = @('--encoding'); Valued = $true; Choices = @(); Tip = 'encoding of the text, e.g. windows-1252 or utf-16 (default: utf-8)' }
                @{ Names = @('--mapping'); Valued = $true; Choices = @(); Tip = 'read the mapping from this file; flags override it' }
                @{ Names = @('--save-mapping'); Valued = $true; Choices = @(); Tip = 'save the mapping of this call to this file' }
                @{ Names = @('--preview'); Valued = $false; Choices = @(); Tip = 'show the messages that --limit rows become (default: 3), send nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'validate' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'stop after this many lines; blank and filtered lines do not count' }
                @{ Names = @('--set'); Valued = $true; Choices = @(); Tip = 'a top-level field for lines that lack it, e.g. type=track' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'only messages that match, in the filter language of Segment’’s destinations' }
                @{ Names = @('--coerce-ids'); Valued = $false; Choices = @(); Tip = 'turn ids that are numbers into strings' }
                @{ Names = @('--max-event-bytes'); Valued = $true; Choices = @(); Tip = 'reject a larger message' }
                @{ Names = @('--replay'); Valued = $false; Choices = @(); Tip = 'check messages exported from Segment without the fields it added' }
                @{ Names = @('--on-invalid'); Valued = $true; Choices = @('reject'); Tip = 'also read input that is not JSON' }
                @{ Names = @('--from'); Valued = $true; Choices = @('csv', 'tsv', 'segment-archive', 'segment-warehouse', 'rudderstack', 'mixpanel', 'amplitude', 'ga4', 'posthog', 'singer'); Tip = 'read a table (files called .csv or .tsv are read as one anyway), or an export of another tool' }
                @{ Names = @('--table'); Valued = $true; Choices = @(); Tip = 'with --from segment-warehouse: the table that the rows come from' }
                @{ Names = @('--stream'); Valued = $true; Choices = @(); Tip = 'with --from singer: the stream to read' }
                @{ Names = @('--identify'); Valued = $false; Choices = @(); Tip = 'also send an Identify for what a record says about its user' }
                @{ Names = @('--explain'); Valued = $false; Choices = @(); Tip = 'show how --from turns records into messages, and stop' }
                @{ Names = @('--map'); Valued = $true; Choices = @(); Tip = 'the column that a field of the message comes from, e.g. userId=Email; path:=JSON is the same for all rows; repeat it' }
                @{ Names = @('--rest'); Valued = $true; Choices = @('properties', 'traits', 'context', 'none'); Tip = 'where the other columns go (default: properties, or traits of identify and group)' }
                @{ Names = @('--types'); Valued = $true; Choices = @(); Tip = 'what a column holds: string, number, boolean, date, json, epoch-s, epoch-ms, epoch-us; repeat it' }
                @{ Names = @('--timezone'); Valued = $true; Choices = @(); Tip = 'time zone of times without one: Europe/Oslo, +01:00' }
                @{ Names = @('--delimiter'); Valued = $true; Choices = @(); Tip = 'what separates two cells: tab, semicolon, … (default: found in the header)' }
                @{ Names = @('--encoding'); Valued = $true; Choices = @(); Tip = 'encoding of the text, e.g. windows-1252 or utf-16 (default: utf-8)' }
                @{ Names = @('--mapping'); Valued = $true; Choices = @(); Tip = 'read the mapping from this file; flags override it' }
                @{ Names = @('--save-mapping'); Valued = $true; Choices = @(); Tip = 'save the mapping of this call to this file' }
                @{ Names = @('--preview'); Valued = $false; Choices = @(); Tip = 'show the messages that --limit rows become (default: 3), send nothing' }
                @{ Names = @('--strict'); Valued = $false; Choices = @(); Tip = 'exit with 3 if there are warnings, too' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per finding, as they are found' }
                @{ Names = @('--format'); Valued = $true; Choices = @('github'); Tip = 'print annotations for this CI system' }
                @{ Names = @('--rejects'); Valued = $true; Choices = @(); Tip = 'write invalid lines to this file, as batch does' }
                @{ Names = @('--progress'); Valued = $true; Choices = @(); Tip = 'auto, plain, none, or a time between lines' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'show all of a profile on one screen' }
                @{ Name = 'traits'; Aliases = @(); Tip = 'list the traits of a user or an account' }
                @{ Name = 'events'; Aliases = @(); Tip = 'list what a user did, newest first' }
                @{ Name = 'external-ids'; Aliases = @(); Tip = 'list the external ids of a profile' }
                @{ Name = 'metadata'; Aliases = @(); Tip = 'show when a profile was created and last changed' }
                @{ Name = 'links'; Aliases = @(); Tip = 'list the accounts of a user, or the users of an account' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many of the latest events, from the last 14 days' }
                @{ Names = @('--watch'); Valued = $false; Choices = @(); Tip = 'keep running and show changes' }
                @{ Names = @('--interval'); Valued = $true; Choices = @(); Tip = 'how often --watch checks (default: 5s)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile traits' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--class'); Valued = $true; Choices = @('audience', 'computed_trait'); Tip = 'only traits that Segment computed' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'only these traits: email,plan' }
                @{ Names = @('--with-sources'); Valued = $false; Choices = @(); Tip = 'with the source of each value and when it was set' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'only events with these names, separated by commas' }
                @{ Names = @('--exclude'); Valued = $true; Choices = @(); Tip = 'all events except those with these names' }
                @{ Names = @('--sort'); Valued = $true; Choices = @('asc', 'desc'); Tip = 'by time: desc, the newest first, or asc' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile external-ids' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'only ids of these types: user_id,email' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile metadata' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'profile links' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail address; prefer an id, as addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'the collection to search' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID or the stored one)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'overview' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one source' }
                @{ Name = 'update'; Aliases = @(); Tip = 'change the name, slug or settings; enable or disable' }
                @{ Name = 'schema'; Aliases = @(); Tip = 'show or change how violations are handled' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list the destinations of a source' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list the warehouses of a source' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add or remove a write key' }
                @{ Name = 'labels'; Aliases = @(); Tip = 'list, add or replace the labels of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--enabled'); Valued = $false; Choices = @(); Tip = 'only those that are enabled' }
                @{ Names = @('--disabled'); Valued = $false; Choices = @(); Tip = 'only those that are disabled' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--name'); Valued = $true; Choices = @(); Tip = 'its name in the Segment app' }
                @{ Names = @('--slug'); Valued = $true; Choices = @(); Tip = 'its slug in URLs and warehouses' }
                @{ Names = @('--enable'); Valued = $false; Choices = @(); Tip = 'accept messages' }
                @{ Names = @('--disable'); Valued = $false; Choices = @(); Tip = 'stop accepting messages' }
                @{ Names = @('--setting'); Valued = $true; Choices = @(); Tip = 'one of its settings; repeat it' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources schema' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'show the schema settings of a source' }
                @{ Name = 'update'; Aliases = @(); Tip = 'change the schema settings of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources schema get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources schema update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'one of the settings below; repeat it' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources destinations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources warehouses' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'create another write key for a source' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'delete a write key of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources labels' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the labels of a source, or of the workspace' }
                @{ Name = 'add'; Aliases = @(); Tip = 'add labels to a source' }
                @{ Name = 'set'; Aliases = @(); Tip = 'replace all labels of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources labels list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources labels add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sources labels set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--none'); Valued = $false; Choices = @(); Tip = 'remove all labels' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the warehouses' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one warehouse' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list the sources that sync to a warehouse' }
                @{ Name = 'syncs'; Aliases = @(); Tip = 'list the latest syncs of a warehouse' }
                @{ Name = 'schedule'; Aliases = @(); Tip = 'show when a warehouse syncs' }
                @{ Name = 'connection'; Aliases = @(); Tip = 'show whether Segment can reach a warehouse' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses syncs' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only the syncs of this connected source: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses schedule' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'warehouses connection' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the destinations' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one destination' }
                @{ Name = 'subscriptions'; Aliases = @(); Tip = 'list the subscriptions of a destination' }
                @{ Name = 'filters'; Aliases = @(); Tip = 'list the filters of a destination' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'show delivery to a destination' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--enabled'); Valued = $false; Choices = @(); Tip = 'only those that are enabled' }
                @{ Names = @('--disabled'); Valued = $false; Choices = @(); Tip = 'only those that are disabled' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only those of this source: its id, slug or name' }
                @{ Names = @('--type'); Valued = $true; Choices = @(); Tip = 'only those of this type: "actions-webhook" or its name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations subscriptions' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations filters' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'destinations delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'from this source: its id, slug or name (default: the destination’’s own)' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms (default: now)' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'length of an interval (default: fits the range)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the tracking plans' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one tracking plan' }
                @{ Name = 'rules'; Aliases = @(); Tip = 'list the rules of a tracking plan' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list the sources a tracking plan is connected to' }
                @{ Name = 'coverage'; Aliases = @(); Tip = 'find sources without a tracking plan, and plans without sources' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--type'); Valued = $true; Choices = @('LIVE', 'ENGAGE', 'PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE'); Tip = 'only plans of this type' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans rules' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--type'); Valued = $true; Choices = @('TRACK', 'IDENTIFY', 'GROUP', 'PAGE', 'SCREEN', 'COMMON'); Tip = 'only rules of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only rules of the event with exactly this name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'tracking-plans coverage' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'violations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms (default: now)' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only this one: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'transformations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the transformations' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one transformation' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'transformations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only those of this source: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'transformations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog' = @{
            Commands = @(
                @{ Name = 'sources'; Aliases = @(); Tip = 'list or show sources that can be added' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list or show destinations that can be added' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list or show warehouses that can be added' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog sources' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one source that Segment offers' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog destinations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the destinations that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one destination that Segment offers' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog warehouses' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the warehouses that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one warehouse that Segment offers' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'catalog warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'usage' = @{
            Commands = @(
                @{ Name = 'api-calls'; Aliases = @(); Tip = 'show API calls by day or source' }
                @{ Name = 'mtu'; Aliases = @(); Tip = 'show monthly tracked users by day or source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'usage api-calls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--by'); Valued = $true; Choices = @('day', 'source'); Tip = 'show totals by' }
                @{ Names = @('--period'); Valued = $true; Choices = @(); Tip = 'a month (2026-11) or a date in it (default: this month)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'usage mtu' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--by'); Valued = $true; Choices = @('day', 'source'); Tip = 'show totals by' }
                @{ Names = @('--period'); Valued = $true; Choices = @(); Tip = 'a month (2026-11) or a date in it (default: this month)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'volume' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms (default: now)' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'length of an interval (default: fits the range)' }
                @{ Names = @('--by'); Valued = $true; Choices = @('event', 'type', 'source'); Tip = 'split the counts; several with commas' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only this source, by id, slug or name; repeat it' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only Track messages of this name; repeat it' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'only messages of this type; several with commas' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'its id, slug or name (default: that of the destination)' }
                @{ Names = @('--destination'); Valued = $true; Choices = @(); Tip = 'its id or name: adds the steps at this destination' }
                @{ Names = @('--step'); Valued = $true; Choices = @('received', 'failed-on-ingest', 'filtered-at-source', 'filtered-at-destination', 'failed', 'successful'); Tip = 'only this step; several with commas' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms (default: now)' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'length of an interval (default: fits the range)' }
                @{ Names = @('--by'); Valued = $true; Choices = @('event', 'type', 'app-version', 'reason', 'subscription', 'activation', 'audience', 'space'); Tip = 'a series for each; several with commas' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only Track messages of this name; repeat it' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'only messages of this type; several with commas' }
                @{ Names = @('--reason'); Valued = $true; Choices = @(); Tip = 'only discarded for this reason; repeat it' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'audit' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'start of the range: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'end of the range, in the same forms (default: now)' }
                @{ Names = @('--type'); Valued = $true; Choices = @(); Tip = 'only events of this type: "Source Modified"; repeat it' }
                @{ Names = @('--resource'); Valued = $true; Choices = @(); Tip = 'only changes to this resource: an id, slug or name' }
                @{ Names = @('--resource-type'); Valued = $true; Choices = @(); Tip = 'only changes to this kind of resource: source, warehouse' }
                @{ Names = @('--actor'); Valued = $true; Choices = @(); Tip = 'only by this user or token: an id or an e-mail address' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'users' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the users' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one user' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'users list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'users get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'groups' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the user groups' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one user group' }
                @{ Name = 'users'; Aliases = @(); Tip = 'list the users of a group' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'groups list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'groups get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'groups users' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'spaces' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the spaces' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one space' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'spaces list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'spaces get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'audiences' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the audiences' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'audiences list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'its id, slug or name (default: SEGMENT_SPACE_ID)' }
                @{ Names = @('--search'); Valued = $true; Choices = @(); Tip = 'only those that match this search' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'computed-traits' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the computed traits' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'computed-traits list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'its id, slug or name (default: SEGMENT_SPACE_ID)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'export' = @{
            Commands = @(

            )
            Choices = @('sources', 'destinations', 'warehouses', 'source_connected_destinations', 'source_connected_warehouses', 'destination_subscriptions', 'destination_delivery_metrics_summary', 'audit_events', 'users', 'groups', 'transformations', 'catalog_sources', 'catalog_destinations', 'catalog_warehouses', 'usage_api_calls_per_source_daily', 'usage_api_calls_workspace_daily', 'usage_mtu_per_source_daily', 'usage_mtu_workspace_daily', 'tracking_plans', 'tracking_plan_rules', 'tracking_plan_sources', 'source_schema_settings', 'functions', 'reverse_etl_models', 'labels', 'spaces', 'audiences', 'computed_traits', 'event_volume_daily', 'delivery_daily')
            Flags = @(
                @{ Names = @('--list'); Valued = $false; Choices = @(); Tip = 'list the streams instead of exporting' }
                @{ Names = @('--exclude'); Valued = $true; Choices = @('sources', 'destinations', 'warehouses', 'source_connected_destinations', 'source_connected_warehouses', 'destination_subscriptions', 'destination_delivery_metrics_summary', 'audit_events', 'users', 'groups', 'transformations', 'catalog_sources', 'catalog_destinations', 'catalog_warehouses', 'usage_api_calls_per_source_daily', 'usage_api_calls_workspace_daily', 'usage_mtu_per_source_daily', 'usage_mtu_workspace_daily', 'tracking_plans', 'tracking_plan_rules', 'tracking_plan_sources', 'source_schema_settings', 'functions', 'reverse_etl_models', 'labels', 'spaces', 'audiences', 'computed_traits', 'event_volume_daily', 'delivery_daily'); Tip = 'not these streams: audit_events,usage_*' }
                @{ Names = @('--out'); Valued = $true; Choices = @(); Tip = 'export to this folder, or DuckDB file; - prints one stream as NDJSON' }
                @{ Names = @('--format'); Valued = $true; Choices = @('ndjson', 'csv', 'parquet', 'duckdb', 'singer'); Tip = 'how to write rows' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'where incremental streams begin: 90d, 2026-01-01, 01/31/2026 (default: 90d)' }
                @{ Names = @('--state'); Valued = $true; Choices = @(); Tip = 'keep the bookmarks in this file (default: in the folder); with --format singer only read it' }
                @{ Names = @('--full'); Valued = $true; Choices = @('sources', 'destinations', 'warehouses', 'source_connected_destinations', 'source_connected_warehouses', 'destination_subscriptions', 'destination_delivery_metrics_summary', 'audit_events', 'users', 'groups', 'transformations', 'catalog_sources', 'catalog_destinations', 'catalog_warehouses', 'usage_api_calls_per_source_daily', 'usage_api_calls_workspace_daily', 'usage_mtu_per_source_daily', 'usage_mtu_workspace_daily', 'tracking_plans', 'tracking_plan_rules', 'tracking_plan_sources', 'source_schema_settings', 'functions', 'reverse_etl_models', 'labels', 'spaces', 'audiences', 'computed_traits', 'event_volume_daily', 'delivery_daily'); Tip = 'ignore the bookmarks of all streams, or of these' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show how many requests and minutes it would take, export nothing' }
                @{ Names = @('--discover'); Valued = $false; Choices = @(); Tip = 'print the streams as a Singer catalog' }
                @{ Names = @('--catalog'); Valued = $true; Choices = @(); Tip = 'with --format singer: the streams that this Singer catalog selects' }
                @{ Names = @('--config'); Valued = $true; Choices = @(); Tip = 'with --format singer: a file with api_token, region and start_date' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'api' = @{
            Commands = @(
                @{ Name = 'ls'; Aliases = @(); Tip = 'list or search the known API endpoints' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('--api'); Valued = $true; Choices = @('public', 'profile', 'tracking'); Tip = 'the API to call (default: public)' }
                @{ Names = @('-X', '--method'); Valued = $true; Choices = @(); Tip = 'HTTP method (default: GET, or POST with fields or --input)' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'a field, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON keep their type' }
                @{ Names = @('--query'); Valued = $true; Choices = @(); Tip = 'a query parameter; repeat it' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'the body as JSON from a file, or - for stdin; fields override it' }
                @{ Names = @('-H', '--header'); Valued = $true; Choices = @(); Tip = 'a header; repeat it' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (not an API token)' }
                @{ Names = @('--paginate'); Valued = $false; Choices = @(); Tip = 'fetch every page of a list; print one item per line' }
                @{ Names = @('--slurp'); Valued = $false; Choices = @(); Tip = 'with --paginate: print one array' }
                @{ Names = @('-i', '--include'); Valued = $false; Choices = @(); Tip = 'print the status and the headers first' }
                @{ Names = @('--silent'); Valued = $false; Choices = @(); Tip = 'do not print the body' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl command, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask before a DELETE request' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'api ls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--api'); Valued = $true; Choices = @('public', 'profile', 'tracking'); Tip = 'only endpoints of this API' }
                @{ Names = @('--schema'); Valued = $false; Choices = @(); Tip = 'show the parameters and the body of each, as far as they are known' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print one JSON object per line, as pages arrive' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'print CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'do not escape cells that look like formulas' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'print all, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox' = @{
            Commands = @(
                @{ Name = 'events'; Aliases = @(); Tip = 'list the messages that arrived' }
                @{ Name = 'tail'; Aliases = @(); Tip = 'show messages as they arrive' }
                @{ Name = 'wait'; Aliases = @(); Tip = 'wait until messages have arrived' }
                @{ Name = 'assert'; Aliases = @(); Tip = 'check that the expected messages arrived' }
                @{ Name = 'snapshot'; Aliases = @(); Tip = 'save the messages that arrived to a file' }
                @{ Name = 'diff'; Aliases = @(); Tip = 'compare a snapshot with another or with the sandbox' }
                @{ Name = 'faults'; Aliases = @(); Tip = 'make requests fail on demand' }
                @{ Name = 'stats'; Aliases = @(); Tip = 'count the messages that arrived' }
                @{ Name = 'reset'; Aliases = @(); Tip = 'delete all messages' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('--port'); Valued = $true; Choices = @(); Tip = 'the port to listen on; 0 picks a free one' }
                @{ Names = @('--host'); Valued = $true; Choices = @(); Tip = 'the address to listen on; any but a loopback address is open to your network' }
                @{ Names = @('--allow-host'); Valued = $true; Choices = @(); Tip = 'also accept this host name, as containers need it: name, name:port or *.suffix; repeat it' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'a source and its write key; repeat it' }
                @{ Names = @('--seed'); Valued = $true; Choices = @(); Tip = 'a JSON file with workspace data to add to the built-in workspace' }
                @{ Names = @('--foreign-write-key'); Valued = $true; Choices = @(); Tip = 'a source of the other region: its messages are accepted and lost; repeat it' }
                @{ Names = @('--reject-wrong-region'); Valued = $false; Choices = @(); Tip = 'respond 400 to sources of the other region instead' }
                @{ Names = @('--faults'); Valued = $true; Choices = @(); Tip = 'a JSON file with fault rules; see segment sandbox faults set --help' }
                @{ Names = @('--rate-limit'); Valued = $true; Choices = @(); Tip = 'respond 429 above this many requests per second' }
                @{ Names = @('--event-rate-limit'); Valued = $true; Choices = @(); Tip = 'respond 429 above this many messages per second and write key' }
                @{ Names = @('--ledger'); Valued = $false; Choices = @(); Tip = 'remember the SHA-256 of every stored message, for GET /_/ledger' }
                @{ Names = @('--strict-limits'); Valued = $false; Choices = @(); Tip = 'read 32 KB and 500 KB as 32,000 and 500,000 bytes' }
                @{ Names = @('--dedup-scope'); Valued = $true; Choices = @('all', 'source'); Tip = 'where a messageId counts as seen' }
                @{ Names = @('--data'); Valued = $true; Choices = @(); Tip = 'keep all data in this folder across restarts' }
                @{ Names = @('--ready-file'); Valued = $true; Choices = @(); Tip = 'write the address as JSON to this file once it accepts connections' }
                @{ Names = @('--exit-with-parent'); Valued = $false; Choices = @(); Tip = 'exit when the parent process exits' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'at most this many (default: 100 on a terminal)' }
                @{ Names = @('--raw'); Valued = $false; Choices = @(); Tip = 'print each message as it was sent, a line each' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print a JSON object per line' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'refused', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox tail' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'stop after this many' }
                @{ Names = @('--after'); Valued = $true; Choices = @(); Tip = 'start after the message with this seq; 0 starts with all stored ones' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print a JSON object per line' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'refused', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox wait' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--count'); Valued = $true; Choices = @(); Tip = 'at least this many' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'give up after this long, at most 10m' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox assert' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--count'); Valued = $true; Choices = @(); Tip = 'exactly this many (default: at least one)' }
                @{ Names = @('--min'); Valued = $true; Choices = @(); Tip = 'at least this many' }
                @{ Names = @('--max'); Valued = $true; Choices = @(); Tip = 'at most this many' }
                @{ Names = @('-f', '--field'); Valued = $true; Choices = @(); Tip = 'each message has this text at this path; repeat it' }
                @{ Names = @('-F', '--typed-field'); Valued = $true; Choices = @(); Tip = 'each message has this number, true, false, null or JSON' }
                @{ Names = @('--no-violations'); Valued = $false; Choices = @(); Tip = 'no message was discarded' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox snapshot' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'overwrite an existing file' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox diff' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that contain this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that match this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'how the sandbox handled them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded or refused with this code, e.g. no_user_anon_id' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox faults' = @{
            Commands = @(
                @{ Name = 'set'; Aliases = @(); Tip = 'make requests fail, with flags or from a file' }
                @{ Name = 'list'; Aliases = @(); Tip = 'show the active fault rules and their counts' }
                @{ Name = 'clear'; Aliases = @(); Tip = 'remove all fault rules' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox faults set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--plan'); Valued = $true; Choices = @(); Tip = 'a fault plan as JSON; - reads it from stdin' }
                @{ Names = @('--fault-seed'); Valued = $true; Choices = @(); Tip = 'seed of the random choices; the same seed gives the same faults' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only for this source, by name or write key' }
                @{ Names = @('--path'); Valued = $true; Choices = @(); Tip = 'requests to this path; a * at the end matches any ending' }
                @{ Names = @('--share'); Valued = $true; Choices = @(); Tip = 'this share of the requests, 0 to 1' }
                @{ Names = @('--first'); Valued = $true; Choices = @(); Tip = 'the first N requests' }
                @{ Names = @('--after'); Valued = $true; Choices = @(); Tip = 'all but the first N requests' }
                @{ Names = @('--every'); Valued = $true; Choices = @(); Tip = 'every Nth request' }
                @{ Names = @('--times'); Valued = $true; Choices = @(); Tip = 'at most N times' }
                @{ Names = @('--status'); Valued = $true; Choices = @(); Tip = 'respond with this status' }
                @{ Names = @('--retry-after'); Valued = $true; Choices = @(); Tip = 'seconds, date:SECONDS for an HTTP date, or any text' }
                @{ Names = @('--message'); Valued = $true; Choices = @(); Tip = 'the error message' }
                @{ Names = @('--reset'); Valued = $true; Choices = @('before', 'after'); Tip = 'break the connection, before or after storing' }
                @{ Names = @('--truncated'); Valued = $false; Choices = @(); Tip = 'truncate the response' }
                @{ Names = @('--hang'); Valued = $false; Choices = @(); Tip = 'never respond' }
                @{ Names = @('--html'); Valued = $false; Choices = @(); Tip = 'respond 200 with a web page' }
                @{ Names = @('--redirect'); Valued = $true; Choices = @(); Tip = 'respond 302 with this location' }
                @{ Names = @('--latency'); Valued = $true; Choices = @(); Tip = 'delay the response: 200ms, or 200ms-2s' }
                @{ Names = @('--drip'); Valued = $true; Choices = @(); Tip = 'wait this long between the bytes of the response' }
                @{ Names = @('--stores'); Valued = $false; Choices = @(); Tip = 'store the messages anyway' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox faults list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only the rules of this source, by name or write key' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox faults clear' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only the rules of this source, by name or write key' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox stats' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only of this source, by name or write key' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'sandbox reset' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only what came from this source, by name or write key' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'demo' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth' = @{
            Commands = @(
                @{ Name = 'login'; Aliases = @(); Tip = 'store a workspace and its credentials' }
                @{ Name = 'status'; Aliases = @(); Tip = 'show which credentials are active and whether they work' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the stored workspaces' }
                @{ Name = 'switch'; Aliases = @(); Tip = 'make another stored workspace the active one' }
                @{ Name = 'rename'; Aliases = @(); Tip = 'rename a stored workspace' }
                @{ Name = 'logout'; Aliases = @(); Tip = 'remove a workspace and its credentials from this machine' }
                @{ Name = 'token'; Aliases = @(); Tip = 'print the Public API token' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add, list and remove the write keys of sources' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth login' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--name'); Valued = $true; Choices = @(); Tip = 'what to call the workspace here (default: “default”)' }
                @{ Names = @('--with-write-key'); Valued = $false; Choices = @(); Tip = 'read the write key of a source from stdin' }
                @{ Names = @('--with-token'); Valued = $false; Choices = @(); Tip = 'read a Public API token from stdin' }
                @{ Names = @('--with-profile-token'); Valued = $false; Choices = @(); Tip = 'read a Profile API token from stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'what to call the source of the write key (default: “default”)' }
                @{ Names = @('--space-id'); Valued = $true; Choices = @(); Tip = 'the space that the Profile API token belongs to' }
                @{ Names = @('--oauth-client-id'); Valued = $true; Choices = @(); Tip = 'OAuth: the id of the application' }
                @{ Names = @('--oauth-key-id'); Valued = $true; Choices = @(); Tip = 'OAuth: the id of its key' }
                @{ Names = @('--oauth-private-key-file'); Valued = $true; Choices = @(); Tip = 'OAuth: the private key as a PEM file; only its path is stored' }
                @{ Names = @('--no-verify'); Valued = $false; Choices = @(); Tip = 'store it without checking it with Segment' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth status' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--offline'); Valued = $false; Choices = @(); Tip = 'show what is stored and set; make no request' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth switch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth rename' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth logout' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth token' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'store the write key of a source' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources whose write keys are stored' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'remove the stored write key of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--slug'); Valued = $true; Choices = @(); Tip = 'its slug in Segment, accepted by --source too' }
                @{ Names = @('--id'); Valued = $true; Choices = @(); Tip = 'its id in Segment, accepted by --source too' }
                @{ Names = @('--default'); Valued = $false; Choices = @(); Tip = 'use this source if none is named' }
                @{ Names = @('--no-verify'); Valued = $false; Choices = @(); Tip = 'store it without checking it with Segment' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth write-key list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'auth write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'config' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'print the value of a setting' }
                @{ Name = 'set'; Aliases = @(); Tip = 'store a setting' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list every setting and where it comes from' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'config get' = @{
            Commands = @(

            )
            Choices = @('workspace', 'region', 'source', 'space-id', 'tracking-plan', 'output', 'tracking-url', 'profile-url', 'api-url', 'oauth-url', 'cdn-url')
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'config set' = @{
            Commands = @(

            )
            Choices = @('workspace', 'region', 'source', 'space-id', 'output')
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'config list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--show-origin'); Valued = $false; Choices = @(); Tip = 'show where each value comes from' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'mcp' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the only source that it sends as or changes: its alias, slug or id' }
                @{ Names = @('--allow-writes'); Valued = $false; Choices = @(); Tip = 'also offer the tools that send or change something' }
                @{ Names = @('--toolsets'); Valued = $true; Choices = @(); Tip = 'the tools to offer: send,lookup,sandbox, each also with :read-only' }
                @{ Names = @('--print-config'); Valued = $true; Choices = @('claude', 'cursor', 'vscode', 'codex', 'gemini'); Tip = 'print the configuration for an assistant, and serve nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'skills' = @{
            Commands = @(
                @{ Name = 'install'; Aliases = @(); Tip = 'write the skill into the folders that agents read' }
                @{ Name = 'uninstall'; Aliases = @(); Tip = 'remove the skill from the folders that agents read' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'skills install' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--client'); Valued = $true; Choices = @('claude', 'cursor', 'vscode', 'codex', 'gemini'); Tip = 'the programs that read it (default: all of them); repeat it' }
                @{ Names = @('--scope'); Valued = $true; Choices = @('project', 'user'); Tip = 'for everybody in this repository, or for you in every project' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what it would write or remove, and change nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'skills uninstall' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--client'); Valued = $true; Choices = @('claude', 'cursor', 'vscode', 'codex', 'gemini'); Tip = 'the programs that read it (default: all of them); repeat it' }
                @{ Names = @('--scope'); Valued = $true; Choices = @('project', 'user'); Tip = 'for everybody in this repository, or for you in every project' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what it would write or remove, and change nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'completion' = @{
            Commands = @(

            )
            Choices = @('bash', 'zsh', 'fish', 'powershell')
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'help' = @{
            Commands = @(
                @{ Name = 'track'; Aliases = @(); Tip = 'send one Track message: what a user did' }
                @{ Name = 'identify'; Aliases = @(); Tip = 'send one Identify message: who a user is' }
                @{ Name = 'page'; Aliases = @(); Tip = 'send one Page message: what a user viewed on the web' }
                @{ Name = 'screen'; Aliases = @(); Tip = 'send one Screen message: what a user viewed in an app' }
                @{ Name = 'group'; Aliases = @(); Tip = 'send one Group message: what account a user belongs to' }
                @{ Name = 'alias'; Aliases = @(); Tip = 'send one Alias message: two ids of the same user' }
                @{ Name = 'batch'; Aliases = @(); Tip = 'send messages from files or stdin: NDJSON, JSON, CSV' }
                @{ Name = 'validate'; Aliases = @(); Tip = 'check files as batch would, and send nothing' }
                @{ Name = 'profile'; Aliases = @(); Tip = 'look up the profile of a user or an account' }
                @{ Name = 'overview'; Aliases = @(); Tip = 'show the whole workspace on one screen' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list sources, change settings, labels and write keys' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list warehouses, syncs, schedules and connections' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list destinations, subscriptions, filters and delivery' }
                @{ Name = 'tracking-plans'; Aliases = @(); Tip = 'list tracking plans, their rules and sources' }
                @{ Name = 'violations'; Aliases = @(); Tip = 'show tracking plan violations' }
                @{ Name = 'transformations'; Aliases = @(); Tip = 'list transformations and what they change' }
                @{ Name = 'catalog'; Aliases = @(); Tip = 'list the integrations that Segment offers' }
                @{ Name = 'usage'; Aliases = @(); Tip = 'show API calls and monthly tracked users' }
                @{ Name = 'volume'; Aliases = @(); Tip = 'show how many messages arrived over time' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'show which messages were filtered, failed or succeeded' }
                @{ Name = 'audit'; Aliases = @(); Tip = 'show who changed what in the workspace' }
                @{ Name = 'users'; Aliases = @(); Tip = 'list the users of the workspace' }
                @{ Name = 'groups'; Aliases = @(); Tip = 'list the user groups of the workspace' }
                @{ Name = 'spaces'; Aliases = @(); Tip = 'list the spaces of the workspace' }
                @{ Name = 'audiences'; Aliases = @(); Tip = 'list the audiences of a space' }
                @{ Name = 'computed-traits'; Aliases = @(); Tip = 'list the computed traits of a space' }
                @{ Name = 'export'; Aliases = @(); Tip = 'copy a workspace into files, then only what is new' }
                @{ Name = 'api'; Aliases = @(); Tip = 'call any endpoint of Segment’’s APIs' }
                @{ Name = 'sandbox'; Aliases = @(); Tip = 'run a local Segment for development and tests' }
                @{ Name = 'demo'; Aliases = @(); Tip = 'watch a backfill into a sandbox; no account needed' }
                @{ Name = 'auth'; Aliases = @(); Tip = 'log in, switch workspaces, store write keys' }
                @{ Name = 'config'; Aliases = @(); Tip = 'read and change settings' }
                @{ Name = 'mcp'; Aliases = @(); Tip = 'give these functions to an AI assistant (MCP server)' }
                @{ Name = 'skills'; Aliases = @(); Tip = 'teach coding agents how to use this program' }
                @{ Name = 'completion'; Aliases = @(); Tip = 'print a completion script for your shell' }
                @{ Name = 'environment'; Aliases = @(); Tip = 'every environment variable' }
                @{ Name = 'exit-codes'; Aliases = @(); Tip = 'what each exit code means' }
                @{ Name = 'fields'; Aliases = @(); Tip = 'how -f and -F write properties and traits' }
                @{ Name = 'formatting'; Aliases = @(); Tip = 'what goes to stdout and stderr, JSON, colour' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace, or sandbox' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'region of the workspace' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'use the sandbox at this URL; implies -w sandbox' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('--jq'); Valued = $true; Choices = @(); Tip = 'filter the JSON with a jq expression' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'print only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'print requests, retries and decisions' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'print headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'use colour even in a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never use colour' }
                @{ Names = @('--no-cache'); Valued = $false; Choices = @(); Tip = 'neither use nor keep cached look-ups' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never prompt; fail instead' }
            )
        }
        'help track' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help identify' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help page' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help screen' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help group' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help alias' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help batch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help validate' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'show all of a profile on one screen' }
                @{ Name = 'traits'; Aliases = @(); Tip = 'list the traits of a user or an account' }
                @{ Name = 'events'; Aliases = @(); Tip = 'list what a user did, newest first' }
                @{ Name = 'external-ids'; Aliases = @(); Tip = 'list the external ids of a profile' }
                @{ Name = 'metadata'; Aliases = @(); Tip = 'show when a profile was created and last changed' }
                @{ Name = 'links'; Aliases = @(); Tip = 'list the accounts of a user, or the users of an account' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile traits' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile external-ids' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile metadata' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help profile links' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help overview' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one source' }
                @{ Name = 'update'; Aliases = @(); Tip = 'change the name, slug or settings; enable or disable' }
                @{ Name = 'schema'; Aliases = @(); Tip = 'show or change how violations are handled' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list the destinations of a source' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list the warehouses of a source' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add or remove a write key' }
                @{ Name = 'labels'; Aliases = @(); Tip = 'list, add or replace the labels of a source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources schema' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'show the schema settings of a source' }
                @{ Name = 'update'; Aliases = @(); Tip = 'change the schema settings of a source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources schema get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources schema update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources destinations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources warehouses' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'create another write key for a source' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'delete a write key of a source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources labels' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the labels of a source, or of the workspace' }
                @{ Name = 'add'; Aliases = @(); Tip = 'add labels to a source' }
                @{ Name = 'set'; Aliases = @(); Tip = 'replace all labels of a source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources labels list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources labels add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sources labels set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the warehouses' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one warehouse' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list the sources that sync to a warehouse' }
                @{ Name = 'syncs'; Aliases = @(); Tip = 'list the latest syncs of a warehouse' }
                @{ Name = 'schedule'; Aliases = @(); Tip = 'show when a warehouse syncs' }
                @{ Name = 'connection'; Aliases = @(); Tip = 'show whether Segment can reach a warehouse' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses syncs' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses schedule' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help warehouses connection' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the destinations' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one destination' }
                @{ Name = 'subscriptions'; Aliases = @(); Tip = 'list the subscriptions of a destination' }
                @{ Name = 'filters'; Aliases = @(); Tip = 'list the filters of a destination' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'show delivery to a destination' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations subscriptions' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations filters' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help destinations delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the tracking plans' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one tracking plan' }
                @{ Name = 'rules'; Aliases = @(); Tip = 'list the rules of a tracking plan' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list the sources a tracking plan is connected to' }
                @{ Name = 'coverage'; Aliases = @(); Tip = 'find sources without a tracking plan, and plans without sources' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans rules' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help tracking-plans coverage' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help violations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help transformations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the transformations' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one transformation' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help transformations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help transformations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog' = @{
            Commands = @(
                @{ Name = 'sources'; Aliases = @(); Tip = 'list or show sources that can be added' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list or show destinations that can be added' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list or show warehouses that can be added' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog sources' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one source that Segment offers' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog destinations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the destinations that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one destination that Segment offers' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog warehouses' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the warehouses that Segment offers' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one warehouse that Segment offers' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help catalog warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help usage' = @{
            Commands = @(
                @{ Name = 'api-calls'; Aliases = @(); Tip = 'show API calls by day or source' }
                @{ Name = 'mtu'; Aliases = @(); Tip = 'show monthly tracked users by day or source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help usage api-calls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help usage mtu' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help volume' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help audit' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help users' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the users' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one user' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help users list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help users get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help groups' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the user groups' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one user group' }
                @{ Name = 'users'; Aliases = @(); Tip = 'list the users of a group' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help groups list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help groups get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help groups users' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help spaces' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the spaces' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one space' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help spaces list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help spaces get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help audiences' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the audiences' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help audiences list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help computed-traits' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the computed traits' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help computed-traits list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help export' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help api' = @{
            Commands = @(
                @{ Name = 'ls'; Aliases = @(); Tip = 'list or search the known API endpoints' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help api ls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox' = @{
            Commands = @(
                @{ Name = 'events'; Aliases = @(); Tip = 'list the messages that arrived' }
                @{ Name = 'tail'; Aliases = @(); Tip = 'show messages as they arrive' }
                @{ Name = 'wait'; Aliases = @(); Tip = 'wait until messages have arrived' }
                @{ Name = 'assert'; Aliases = @(); Tip = 'check that the expected messages arrived' }
                @{ Name = 'snapshot'; Aliases = @(); Tip = 'save the messages that arrived to a file' }
                @{ Name = 'diff'; Aliases = @(); Tip = 'compare a snapshot with another or with the sandbox' }
                @{ Name = 'faults'; Aliases = @(); Tip = 'make requests fail on demand' }
                @{ Name = 'stats'; Aliases = @(); Tip = 'count the messages that arrived' }
                @{ Name = 'reset'; Aliases = @(); Tip = 'delete all messages' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox tail' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox wait' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox assert' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox snapshot' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox diff' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox faults' = @{
            Commands = @(
                @{ Name = 'set'; Aliases = @(); Tip = 'make requests fail, with flags or from a file' }
                @{ Name = 'list'; Aliases = @(); Tip = 'show the active fault rules and their counts' }
                @{ Name = 'clear'; Aliases = @(); Tip = 'remove all fault rules' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox faults set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox faults list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox faults clear' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox stats' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help sandbox reset' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help demo' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth' = @{
            Commands = @(
                @{ Name = 'login'; Aliases = @(); Tip = 'store a workspace and its credentials' }
                @{ Name = 'status'; Aliases = @(); Tip = 'show which credentials are active and whether they work' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the stored workspaces' }
                @{ Name = 'switch'; Aliases = @(); Tip = 'make another stored workspace the active one' }
                @{ Name = 'rename'; Aliases = @(); Tip = 'rename a stored workspace' }
                @{ Name = 'logout'; Aliases = @(); Tip = 'remove a workspace and its credentials from this machine' }
                @{ Name = 'token'; Aliases = @(); Tip = 'print the Public API token' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add, list and remove the write keys of sources' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth login' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth status' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth switch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth rename' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth logout' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth token' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'store the write key of a source' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources whose write keys are stored' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'remove the stored write key of a source' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth write-key list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help auth write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help config' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'print the value of a setting' }
                @{ Name = 'set'; Aliases = @(); Tip = 'store a setting' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list every setting and where it comes from' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help config get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help config set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help config list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help mcp' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help skills' = @{
            Commands = @(
                @{ Name = 'install'; Aliases = @(); Tip = 'write the skill into the folders that agents read' }
                @{ Name = 'uninstall'; Aliases = @(); Tip = 'remove the skill from the folders that agents read' }
            )
            Choices = @()
            Flags = @(

            )
        }
        'help skills install' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help skills uninstall' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help completion' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help environment' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help exit-codes' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help fields' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
        'help formatting' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(

            )
        }
    }
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })

    $path = ''
    $after = ''
    $isArgument = $false
    foreach ($word in $words) {
        $at = $tree[$path]
        if ($after -ne '') { $after = ''; continue }
        if ($word -ceq '--') { $isArgument = $true; break }
        if ($word.StartsWith('-')) {
            $flag = $at.Flags | Where-Object { $_.Names -ccontains $word } | Select-Object -First 1
            if ($flag -and $flag.Valued) { $after = $word }
            continue
        }
        $child = $at.Commands | Where-Object { $_.Name -ceq $word -or $_.Aliases -ccontains $word } | Select-Object -First 1
        if (-not $child) { $isArgument = $true; break }
        $path = "$path $($child.Name)".Trim()
    }

    $at = $tree[$path]
    $offer = {
        param($text, $prefix, $tip)
        if ($tip -eq '') { $tip = $text }
        if ($text -like "$wordToComplete*" -or "$prefix$text" -like "$wordToComplete*") {
            [System.Management.Automation.CompletionResult]::new("$prefix$text", $text, 'ParameterValue', $tip)
        }
    }
    $prefix = ''
    if ($after -eq '' -and $wordToComplete -cmatch '^(--[^=]+)=') { $after = $Matches[1]; $prefix = "$after=" }
    if ($after -ne '') {
        $flag = $at.Flags | Where-Object { $_.Names -ccontains $after } | Select-Object -First 1
        foreach ($choice in $flag.Choices) { & $offer $choice $prefix '' }
    } elseif ($wordToComplete.StartsWith('-')) {
        foreach ($flag in $at.Flags) { foreach ($name in $flag.Names) { & $offer $name '' $flag.Tip } }
    } elseif (-not $isArgument) {
        foreach ($command in $at.Commands) { & $offer $command.Name '' $command.Tip }
        foreach ($choice in $at.Choices) { & $offer $choice '' '' }
    }
}
