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
                @{ Name = 'batch'; Aliases = @(); Tip = 'send NDJSON from files, globs or stdin' }
                @{ Name = 'profile'; Aliases = @(); Tip = 'look up who a user or an account is, and what they did' }
                @{ Name = 'overview'; Aliases = @(); Tip = 'the workspace on one screen' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list sources, change them, their schema settings, labels and write keys' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list warehouses, their syncs, schedules and connections' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list destinations, their subscriptions, filters and delivery' }
                @{ Name = 'tracking-plans'; Aliases = @(); Tip = 'list tracking plans, their rules and sources' }
                @{ Name = 'violations'; Aliases = @(); Tip = 'what broke a tracking plan' }
                @{ Name = 'transformations'; Aliases = @(); Tip = 'list transformations' }
                @{ Name = 'catalog'; Aliases = @(); Tip = 'list the sources, destinations and warehouses that Segment offers' }
                @{ Name = 'usage'; Aliases = @(); Tip = 'API calls and tracked users by day' }
                @{ Name = 'volume'; Aliases = @(); Tip = 'events over time' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'what was received and filtered, and what failed and succeeded at destinations' }
                @{ Name = 'audit'; Aliases = @(); Tip = 'who changed what' }
                @{ Name = 'users'; Aliases = @(); Tip = 'list the users of the workspace' }
                @{ Name = 'groups'; Aliases = @(); Tip = 'list the user groups of the workspace' }
                @{ Name = 'spaces'; Aliases = @(); Tip = 'list spaces' }
                @{ Name = 'audiences'; Aliases = @(); Tip = 'list the audiences of a space' }
                @{ Name = 'computed-traits'; Aliases = @(); Tip = 'list the computed traits of a space' }
                @{ Name = 'api'; Aliases = @(); Tip = 'call any endpoint of Segment’’s APIs' }
                @{ Name = 'sandbox'; Aliases = @(); Tip = 'run a Segment of your own on this machine' }
                @{ Name = 'demo'; Aliases = @(); Tip = 'watch a backfill into a sandbox, no account needed' }
                @{ Name = 'auth'; Aliases = @(); Tip = 'log in, switch workspaces, manage write keys' }
                @{ Name = 'config'; Aliases = @(); Tip = 'read and change settings' }
                @{ Name = 'completion'; Aliases = @(); Tip = 'print a completion script for your shell' }
                @{ Name = 'help'; Aliases = @(); Tip = 'show help for a command or a topic' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-V', '--version'); Valued = $false; Choices = @(); Tip = 'print the version' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--revenue'); Valued = $true; Choices = @(); Tip = 'properties.revenue, always a number' }
                @{ Names = @('--currency'); Valued = $true; Choices = @(); Tip = 'properties.currency, a code of ISO 4217' }
                @{ Names = @('--value'); Valued = $true; Choices = @(); Tip = 'properties.value, always a number' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until the profile shows it; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long to wait for that (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--traits'); Valued = $true; Choices = @(); Tip = 'traits as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until the profile shows it; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long to wait for that (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until the profile shows it; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long to wait for that (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--properties'); Valued = $true; Choices = @(); Tip = 'properties as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until the profile shows it; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long to wait for that (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--traits'); Valued = $true; Choices = @(); Tip = 'traits as a JSON object, or @file, or @- for stdin' }
                @{ Names = @('--context'); Valued = $true; Choices = @(); Tip = 'context as a JSON object, @file or @-' }
                @{ Names = @('--integrations'); Valued = $true; Choices = @(); Tip = 'integrations as a JSON object, @file or @-' }
                @{ Names = @('--timestamp'); Valued = $true; Choices = @(); Tip = 'when it happened: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('--follow'); Valued = $false; Choices = @(); Tip = 'wait until the profile shows it; needs a Profile API token' }
                @{ Names = @('--follow-timeout'); Valued = $true; Choices = @(); Tip = 'how long to wait for that (default: 60s)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the id Segment recognises repeats by (default: a new UUID)' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'a whole message as JSON from a file, or - for stdin' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'send even what Segment would refuse or drop' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'for all tries together (default: 30s)' }
                @{ Names = @('--retries'); Valued = $true; Choices = @(); Tip = 'further tries after the first (default: 3)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'batch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'read and judge every line, send nothing' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'stop after this many lines, blank and filtered ones not counted' }
                @{ Names = @('--on-invalid'); Valued = $true; Choices = @('reject', 'stop', 'send'); Tip = 'what to do with an invalid line' }
                @{ Names = @('--rejects'); Valued = $true; Choices = @(); Tip = 'where rejected lines go (- is stdout); made only when needed' }
                @{ Names = @('--set'); Valued = $true; Choices = @(); Tip = 'a top-level field for lines that lack it, e.g. type=track' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'only messages that match, in the filter language of Segment’’s destinations' }
                @{ Names = @('--replay'); Valued = $false; Choices = @(); Tip = 'the messages were in Segment once: cut what it put on them, old messageId included' }
                @{ Names = @('--coerce-ids'); Valued = $false; Choices = @(); Tip = 'turn ids that are numbers into strings' }
                @{ Names = @('--import-id'); Valued = $true; Choices = @(); Tip = 'derive messageIds from this instead of the first line' }
                @{ Names = @('--checkpoint'); Valued = $true; Choices = @(); Tip = 'where to note how far it came (files: noted anyway)' }
                @{ Names = @('--no-checkpoint'); Valued = $false; Choices = @(); Tip = 'note nothing, go on from nothing' }
                @{ Names = @('--restart'); Valued = $false; Choices = @(); Tip = 'begin anew, whatever an interrupted run left' }
                @{ Names = @('--again'); Valued = $false; Choices = @(); Tip = 'send a finished input again, even after a day' }
                @{ Names = @('--shard'); Valued = $true; Choices = @(); Tip = 'one part of n, by user; auto takes it from the array job' }
                @{ Names = @('--max-event-bytes'); Valued = $true; Choices = @(); Tip = 'reject a larger message' }
                @{ Names = @('--max-batch-bytes'); Valued = $true; Choices = @(); Tip = 'the most a request body holds' }
                @{ Names = @('--max-batch-events'); Valued = $true; Choices = @(); Tip = 'the most messages a request holds' }
                @{ Names = @('--concurrency'); Valued = $true; Choices = @(); Tip = 'requests side by side' }
                @{ Names = @('--rate'); Valued = $true; Choices = @(); Tip = 'requests a second (50 on Segment’’s hosts)' }
                @{ Names = @('--event-rate'); Valued = $true; Choices = @(); Tip = 'messages a second' }
                @{ Names = @('--gzip'); Valued = $false; Choices = @(); Tip = 'compress requests (the default on Segment’’s hosts)' }
                @{ Names = @('--no-gzip'); Valued = $false; Choices = @(); Tip = 'send requests as they are' }
                @{ Names = @('--request-timeout'); Valued = $true; Choices = @(); Tip = 'give a request up after this long' }
                @{ Names = @('--retry-base'); Valued = $true; Choices = @(); Tip = 'first wait before a retry; doubles, with jitter' }
                @{ Names = @('--max-wait'); Valued = $true; Choices = @(); Tip = 'give up after this long without any success' }
                @{ Names = @('--linger'); Valued = $true; Choices = @(); Tip = 'send a partial batch of a slow pipe after this long' }
                @{ Names = @('--progress'); Valued = $true; Choices = @(); Tip = 'auto, plain, none, or a time between lines' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile' = @{
            Commands = @(
                @{ Name = 'get'; Aliases = @(); Tip = 'show all of a profile on one screen' }
                @{ Name = 'traits'; Aliases = @(); Tip = 'list what is known of a user or account' }
                @{ Name = 'events'; Aliases = @(); Tip = 'list what a user did, newest first' }
                @{ Name = 'external-ids'; Aliases = @(); Tip = 'list the ids that lead to a profile' }
                @{ Name = 'metadata'; Aliases = @(); Tip = 'show when a profile came to be and was last changed' }
                @{ Name = 'links'; Aliases = @(); Tip = 'list the accounts of a user, or the users of an account' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'so many of the latest events, of the last 14 days' }
                @{ Names = @('--watch'); Valued = $false; Choices = @(); Tip = 'go on, and show what changes' }
                @{ Names = @('--interval'); Valued = $true; Choices = @(); Tip = 'between two looks of --watch (default: 5s)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile traits' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--class'); Valued = $true; Choices = @('audience', 'computed_trait'); Tip = 'what Segment computed alone' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'these traits alone: email,plan' }
                @{ Names = @('--with-sources'); Valued = $false; Choices = @(); Tip = 'with the source of each value, and when it came' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from then on: ISO 8601, epoch, or 2h for two hours ago' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to then' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'events of these names alone, with commas between them' }
                @{ Names = @('--exclude'); Valued = $true; Choices = @(); Tip = 'events of all names but these' }
                @{ Names = @('--sort'); Valued = $true; Choices = @('asc', 'desc'); Tip = 'by time: desc, the newest first, or asc' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile external-ids' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--include'); Valued = $true; Choices = @(); Tip = 'ids of these types alone: user_id,email' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile metadata' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'profile links' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'by the id of the user in your own database' }
                @{ Names = @('-a', '--anonymous-id'); Valued = $true; Choices = @(); Tip = 'by the id of a user who is not known yet' }
                @{ Names = @('--email'); Valued = $true; Choices = @(); Tip = 'by e-mail; ids are better, addresses end up in logs' }
                @{ Names = @('--group-id'); Valued = $true; Choices = @(); Tip = 'by the id of an account; implies --collection accounts' }
                @{ Names = @('--phone'); Valued = $true; Choices = @(); Tip = 'by phone_number, e.g. +5555550123' }
                @{ Names = @('--collection'); Valued = $true; Choices = @('users', 'accounts'); Tip = 'where to look: users, or accounts for group_id' }
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'the space (default: SEGMENT_SPACE_ID, the stored one)' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'overview' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one source' }
                @{ Name = 'update'; Aliases = @(); Tip = 'change name, slug or settings, switch on or off' }
                @{ Name = 'schema'; Aliases = @(); Tip = 'what happens to messages that break the tracking plan' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'list the destinations of a source' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'list the warehouses of a source' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add or remove a write key' }
                @{ Name = 'labels'; Aliases = @(); Tip = 'list, add or replace the labels of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--name'); Valued = $true; Choices = @(); Tip = 'what it is called in the app' }
                @{ Names = @('--slug'); Valued = $true; Choices = @(); Tip = 'what it is called in URLs and warehouses' }
                @{ Names = @('--enable'); Valued = $false; Choices = @(); Tip = 'let it take messages' }
                @{ Names = @('--disable'); Valued = $false; Choices = @(); Tip = 'let it take no messages' }
                @{ Names = @('--setting'); Valued = $true; Choices = @(); Tip = 'one of its settings; repeat it' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources schema get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources schema update' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'one of the settings below; repeat it' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources destinations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources warehouses' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'make another write key for a source' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'take a write key away from a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources labels' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the labels of a source, or of the workspace' }
                @{ Name = 'add'; Aliases = @(); Tip = 'put labels on a source' }
                @{ Name = 'set'; Aliases = @(); Tip = 'replace all labels of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources labels list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources labels add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sources labels set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--none'); Valued = $false; Choices = @(); Tip = 'take all labels away' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show what would change and the request, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the warehouses' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one warehouse' }
                @{ Name = 'sources'; Aliases = @(); Tip = 'list the sources a warehouse gets' }
                @{ Name = 'syncs'; Aliases = @(); Tip = 'list the latest syncs of a warehouse' }
                @{ Name = 'schedule'; Aliases = @(); Tip = 'show when a warehouse syncs' }
                @{ Name = 'connection'; Aliases = @(); Tip = 'show whether Segment can reach a warehouse' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses syncs' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only the syncs of this connected source: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses schedule' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'warehouses connection' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the destinations' }
                @{ Name = 'get'; Aliases = @(); Tip = 'show one destination' }
                @{ Name = 'subscriptions'; Aliases = @(); Tip = 'list what a destination does with which messages' }
                @{ Name = 'filters'; Aliases = @(); Tip = 'list what is kept from a destination' }
                @{ Name = 'delivery'; Aliases = @(); Tip = 'show how delivery to a destination went' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations subscriptions' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations filters' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'destinations delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'from this source: its id, slug or name; the destination’’s own when absent' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from when on: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to when, in the same forms; now when absent' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'count by this; by what fits the range when absent' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'tracking-plans list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--type'); Valued = $true; Choices = @('LIVE', 'ENGAGE', 'PROPERTY_LIBRARY', 'RULE_LIBRARY', 'TEMPLATE'); Tip = 'only plans of this type' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'tracking-plans get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'tracking-plans rules' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--type'); Valued = $true; Choices = @('TRACK', 'IDENTIFY', 'GROUP', 'PAGE', 'SCREEN', 'COMMON'); Tip = 'only rules of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only rules of this event, exactly so spelled' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'tracking-plans sources' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'tracking-plans coverage' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'violations' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from when on: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to when, in the same forms; now when absent' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only this one: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'transformations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only those of this source: its id, slug or name' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'transformations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog' = @{
            Commands = @(
                @{ Name = 'sources'; Aliases = @(); Tip = 'sources that can be added' }
                @{ Name = 'destinations'; Aliases = @(); Tip = 'destinations that can be added' }
                @{ Name = 'warehouses'; Aliases = @(); Tip = 'warehouses that can be added' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog sources list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog sources get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog destinations list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog destinations get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog warehouses list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'catalog warehouses get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'usage' = @{
            Commands = @(
                @{ Name = 'api-calls'; Aliases = @(); Tip = 'API calls by day or source' }
                @{ Name = 'mtu'; Aliases = @(); Tip = 'monthly tracked users by day or source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'usage api-calls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--by'); Valued = $true; Choices = @('day', 'source'); Tip = 'a total for each' }
                @{ Names = @('--period'); Valued = $true; Choices = @(); Tip = 'a month, 2026-11, or a date in it; this month when absent' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'usage mtu' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--by'); Valued = $true; Choices = @('day', 'source'); Tip = 'a total for each' }
                @{ Names = @('--period'); Valued = $true; Choices = @(); Tip = 'a month, 2026-11, or a date in it; this month when absent' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'volume' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from when on: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to when, in the same forms; now when absent' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'count by this; by what fits the range when absent' }
                @{ Names = @('--by'); Valued = $true; Choices = @(); Tip = 'a series for each: event, type, source; several with commas' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only this source, by id, slug or name; repeat it' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only Track messages of this name; repeat it' }
                @{ Names = @('--type'); Valued = $true; Choices = @(); Tip = 'only messages of this type; several with commas' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'delivery' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'its id, slug or name; that of the destination when absent' }
                @{ Names = @('--destination'); Valued = $true; Choices = @(); Tip = 'its id or name: adds the steps at this destination' }
                @{ Names = @('--step'); Valued = $true; Choices = @(); Tip = 'only this step: received, failed-on-ingest, filtered-at-source, filtered-at-destination, failed, successful; several with commas' }
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from when on: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to when, in the same forms; now when absent' }
                @{ Names = @('--granularity'); Valued = $true; Choices = @('minute', 'hour', 'day'); Tip = 'count by this; by what fits the range when absent' }
                @{ Names = @('--by'); Valued = $true; Choices = @(); Tip = 'a series for each: event, type, app-version, reason, subscription, activation, audience, space; several with commas' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'only Track messages of this name; repeat it' }
                @{ Names = @('--type'); Valued = $true; Choices = @(); Tip = 'only messages of this type; several with commas' }
                @{ Names = @('--reason'); Valued = $true; Choices = @(); Tip = 'only discarded for this reason; repeat it' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'audit' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--since'); Valued = $true; Choices = @(); Tip = 'from when on: 2h, 7d, a date, ISO 8601, epoch' }
                @{ Names = @('--until'); Valued = $true; Choices = @(); Tip = 'up to when, in the same forms; now when absent' }
                @{ Names = @('--type'); Valued = $true; Choices = @(); Tip = 'only events of this type: "Source Modified"; repeat it' }
                @{ Names = @('--resource'); Valued = $true; Choices = @(); Tip = 'only about this: an id or a name' }
                @{ Names = @('--resource-type'); Valued = $true; Choices = @(); Tip = 'only about things of this kind: source, warehouse' }
                @{ Names = @('--actor'); Valued = $true; Choices = @(); Tip = 'only by this user or token: an id or an e-mail address' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'users list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'users get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'groups list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'groups get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'groups users' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'spaces list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'spaces get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'audiences' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the audiences' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'audiences list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'its id, slug or name; SEGMENT_SPACE_ID when absent' }
                @{ Names = @('--search'); Valued = $true; Choices = @(); Tip = 'only those that Segment finds for this' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'computed-traits' = @{
            Commands = @(
                @{ Name = 'list'; Aliases = @(); Tip = 'list the computed traits' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'computed-traits list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--space'); Valued = $true; Choices = @(); Tip = 'its id, slug or name; SEGMENT_SPACE_ID when absent' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'api' = @{
            Commands = @(
                @{ Name = 'ls'; Aliases = @(); Tip = 'list or search the known endpoints' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('--api'); Valued = $true; Choices = @('public', 'profile', 'tracking'); Tip = 'which API (default: public)' }
                @{ Names = @('-X', '--method'); Valued = $true; Choices = @(); Tip = 'GET, or POST with fields or --input' }
                @{ Names = @('-f'); Valued = $true; Choices = @(); Tip = 'a field, always a string; repeat it' }
                @{ Names = @('-F'); Valued = $true; Choices = @(); Tip = 'the same, but true, false, null, numbers and JSON are what they look like' }
                @{ Names = @('--query'); Valued = $true; Choices = @(); Tip = 'a parameter of the query; repeat it' }
                @{ Names = @('--input'); Valued = $true; Choices = @(); Tip = 'the body as JSON from a file, or - for stdin; fields go over it' }
                @{ Names = @('-H', '--header'); Valued = $true; Choices = @(); Tip = 'a header; repeat it' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the source to send as: its alias, slug or id' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'the write key of the source (a token is not one)' }
                @{ Names = @('--paginate'); Valued = $false; Choices = @(); Tip = 'every page of a list, an item on each line' }
                @{ Names = @('--slurp'); Valued = $false; Choices = @(); Tip = 'with --paginate: one array' }
                @{ Names = @('-i', '--include'); Valued = $false; Choices = @(); Tip = 'the status and the headers first' }
                @{ Names = @('--silent'); Valued = $false; Choices = @(); Tip = 'no body' }
                @{ Names = @('-n', '--dry-run'); Valued = $false; Choices = @(); Tip = 'show the request, send nothing' }
                @{ Names = @('--curl'); Valued = $false; Choices = @(); Tip = 'show the request as a curl line, send nothing' }
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask before a DELETE' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'api ls' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--api'); Valued = $true; Choices = @('public', 'profile', 'tracking'); Tip = 'of one API alone' }
                @{ Names = @('--fields'); Valued = $true; Choices = @(); Tip = 'only these fields: id,metadata.name' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'one JSON object a line, page by page as they come' }
                @{ Names = @('--csv'); Valued = $false; Choices = @(); Tip = 'CSV with a header' }
                @{ Names = @('--no-csv-guard'); Valued = $false; Choices = @(); Tip = 'leave cells that look like formulas as they are' }
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 on a terminal, all otherwise' }
                @{ Names = @('--all'); Valued = $false; Choices = @(); Tip = 'all of them, on a terminal too' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox' = @{
            Commands = @(
                @{ Name = 'events'; Aliases = @(); Tip = 'list what arrived' }
                @{ Name = 'tail'; Aliases = @(); Tip = 'show messages as they arrive' }
                @{ Name = 'wait'; Aliases = @(); Tip = 'wait until messages have arrived' }
                @{ Name = 'assert'; Aliases = @(); Tip = 'compare what arrived with what should have' }
                @{ Name = 'snapshot'; Aliases = @(); Tip = 'record what arrived' }
                @{ Name = 'diff'; Aliases = @(); Tip = 'compare two recordings, or one with what arrived' }
                @{ Name = 'faults'; Aliases = @(); Tip = 'let requests fail on demand' }
                @{ Name = 'stats'; Aliases = @(); Tip = 'count what arrived' }
                @{ Name = 'reset'; Aliases = @(); Tip = 'forget everything' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('--port'); Valued = $true; Choices = @(); Tip = 'the port to listen on; 0 picks a free one' }
                @{ Names = @('--host'); Valued = $true; Choices = @(); Tip = 'the address to listen on; anything but loopback is open to your network' }
                @{ Names = @('--allow-host'); Valued = $true; Choices = @(); Tip = 'also answer under this name, as containers need it; repeat it' }
                @{ Names = @('--write-key'); Valued = $true; Choices = @(); Tip = 'a source and its write key; repeat it' }
                @{ Names = @('--seed'); Valued = $true; Choices = @(); Tip = 'a JSON file with the workspace that the API shows; adds to the built-in one' }
                @{ Names = @('--foreign-write-key'); Valued = $true; Choices = @(); Tip = 'a source of the other region: its messages are taken and lost; repeat it' }
                @{ Names = @('--reject-wrong-region'); Valued = $false; Choices = @(); Tip = 'answer 400 to sources of the other region instead' }
                @{ Names = @('--faults'); Valued = $true; Choices = @(); Tip = 'let requests fail by this plan; see segment sandbox faults set --help' }
                @{ Names = @('--rate-limit'); Valued = $true; Choices = @(); Tip = 'answer 429 to more requests a second than this' }
                @{ Names = @('--event-rate-limit'); Valued = $true; Choices = @(); Tip = 'answer 429 to more messages a second of one write key than this' }
                @{ Names = @('--ledger'); Valued = $false; Choices = @(); Tip = 'remember the SHA-256 of every stored message, for GET /_/ledger' }
                @{ Names = @('--strict-limits'); Valued = $false; Choices = @(); Tip = 'read 32 KB and 500 KB as 32,000 and 500,000 bytes' }
                @{ Names = @('--dedup-scope'); Valued = $true; Choices = @('all', 'source'); Tip = 'where a messageId counts as seen' }
                @{ Names = @('--data'); Valued = $true; Choices = @(); Tip = 'write everything into this folder and come back from it after a restart' }
                @{ Names = @('--ready-file'); Valued = $true; Choices = @(); Tip = 'write the ready line into this file once it accepts connections' }
                @{ Names = @('--exit-with-parent'); Valued = $false; Choices = @(); Tip = 'end when the process that started it is gone' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox events' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'how many; 100 for a person, everything in a pipe' }
                @{ Names = @('--raw'); Valued = $false; Choices = @(); Tip = 'print each message as it was sent, a line each' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print a JSON object per line' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox tail' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--limit'); Valued = $true; Choices = @(); Tip = 'end after so many' }
                @{ Names = @('--after'); Valued = $true; Choices = @(); Tip = 'begin behind the message with this seq; 0 for all that are held' }
                @{ Names = @('--ndjson'); Valued = $false; Choices = @(); Tip = 'print a JSON object per line' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox wait' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--count'); Valued = $true; Choices = @(); Tip = 'at least so many' }
                @{ Names = @('--timeout'); Valued = $true; Choices = @(); Tip = 'give up after this long, at most 10m' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox assert' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--count'); Valued = $true; Choices = @(); Tip = 'exactly so many; without it at least one' }
                @{ Names = @('--min'); Valued = $true; Choices = @(); Tip = 'at least so many' }
                @{ Names = @('--max'); Valued = $true; Choices = @(); Tip = 'at most so many' }
                @{ Names = @('-f', '--field'); Valued = $true; Choices = @(); Tip = 'each holds this text; repeat it' }
                @{ Names = @('-F', '--typed-field'); Valued = $true; Choices = @(); Tip = 'each holds this number, true, false, null or JSON' }
                @{ Names = @('--no-violations'); Valued = $false; Choices = @(); Tip = 'nothing was discarded' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox snapshot' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--force'); Valued = $false; Choices = @(); Tip = 'write over a file that is there' }
                @{ Names = @('--type'); Valued = $true; Choices = @('track', 'identify', 'page', 'screen', 'group', 'alias'); Tip = 'messages of this type' }
                @{ Names = @('--event'); Valued = $true; Choices = @(); Tip = 'Track messages of this name' }
                @{ Names = @('-u', '--user-id'); Valued = $true; Choices = @(); Tip = 'messages of this user, by userId or anonymousId' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'messages of this source, by name or write key' }
                @{ Names = @('--message-id'); Valued = $true; Choices = @(); Tip = 'the message with this id' }
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('--text'); Valued = $true; Choices = @(); Tip = 'messages that hold this text anywhere' }
                @{ Names = @('--where'); Valued = $true; Choices = @(); Tip = 'messages that fit this FQL, e.g. ''properties.revenue > 100''' }
                @{ Names = @('--outcome'); Valued = $true; Choices = @('stored', 'discarded', 'duplicate', 'all'); Tip = 'what became of them' }
                @{ Names = @('--code'); Valued = $true; Choices = @(); Tip = 'discarded with this code, e.g. no_user_anon_id' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox faults' = @{
            Commands = @(
                @{ Name = 'set'; Aliases = @(); Tip = 'let requests fail, from a plan or with flags' }
                @{ Name = 'list'; Aliases = @(); Tip = 'show the rules in force and how often they took' }
                @{ Name = 'clear'; Aliases = @(); Tip = 'end all faults' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox faults set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--plan'); Valued = $true; Choices = @(); Tip = 'a fault plan as JSON; - reads it from stdin' }
                @{ Names = @('--fault-seed'); Valued = $true; Choices = @(); Tip = 'what decides shares and ranges; same seed, same faults' }
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'for this source alone, by name or write key' }
                @{ Names = @('--path'); Valued = $true; Choices = @(); Tip = 'requests to this path; * at the end for what begins so' }
                @{ Names = @('--share'); Valued = $true; Choices = @(); Tip = 'this share of them, 0 to 1' }
                @{ Names = @('--first'); Valued = $true; Choices = @(); Tip = 'the first so many' }
                @{ Names = @('--after'); Valued = $true; Choices = @(); Tip = 'not the first so many' }
                @{ Names = @('--every'); Valued = $true; Choices = @(); Tip = 'every so many-th' }
                @{ Names = @('--times'); Valued = $true; Choices = @(); Tip = 'at most so often' }
                @{ Names = @('--status'); Valued = $true; Choices = @(); Tip = 'answer with this status' }
                @{ Names = @('--retry-after'); Valued = $true; Choices = @(); Tip = 'seconds, date:SECONDS for an HTTP date, or any text' }
                @{ Names = @('--message'); Valued = $true; Choices = @(); Tip = 'the text of the error' }
                @{ Names = @('--reset'); Valued = $true; Choices = @('before', 'after'); Tip = 'break the connection, before or after storing' }
                @{ Names = @('--truncated'); Valued = $false; Choices = @(); Tip = 'cut the answer off' }
                @{ Names = @('--hang'); Valued = $false; Choices = @(); Tip = 'never answer' }
                @{ Names = @('--html'); Valued = $false; Choices = @(); Tip = 'answer 200 with a web page' }
                @{ Names = @('--redirect'); Valued = $true; Choices = @(); Tip = 'answer 302' }
                @{ Names = @('--latency'); Valued = $true; Choices = @(); Tip = 'answer later: 200ms, or 200ms-2s' }
                @{ Names = @('--drip'); Valued = $true; Choices = @(); Tip = 'let so much time pass between the bytes of the answer' }
                @{ Names = @('--stores'); Valued = $false; Choices = @(); Tip = 'store the messages all the same' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox faults list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'the plan of this source alone, by name or write key' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox faults clear' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'end the plan of this source alone, by name or write key' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox stats' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'of this source alone, by name or write key' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'sandbox reset' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--source'); Valued = $true; Choices = @(); Tip = 'only what came from this source, by name or write key' }
                @{ Names = @('--url'); Valued = $true; Choices = @(); Tip = 'the sandbox to ask; by default the one that runs on this machine' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'demo' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth' = @{
            Commands = @(
                @{ Name = 'login'; Aliases = @(); Tip = 'store a workspace and its credentials' }
                @{ Name = 'status'; Aliases = @(); Tip = 'show which credentials are in force and whether they work' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the stored workspaces' }
                @{ Name = 'switch'; Aliases = @(); Tip = 'use another stored workspace from now on' }
                @{ Name = 'rename'; Aliases = @(); Tip = 'give a stored workspace another name' }
                @{ Name = 'logout'; Aliases = @(); Tip = 'forget a workspace and its credentials' }
                @{ Name = 'token'; Aliases = @(); Tip = 'print the Public API token' }
                @{ Name = 'write-key'; Aliases = @(); Tip = 'add, list and remove the write keys of sources' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('--no-verify'); Valued = $false; Choices = @(); Tip = 'store without asking Segment whether it works' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth status' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--offline'); Valued = $false; Choices = @(); Tip = 'ask nobody: only what is stored and set' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth switch' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth rename' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth logout' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth token' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth write-key' = @{
            Commands = @(
                @{ Name = 'add'; Aliases = @(); Tip = 'store the write key of a source' }
                @{ Name = 'list'; Aliases = @(); Tip = 'list the sources whose write keys are stored' }
                @{ Name = 'remove'; Aliases = @(); Tip = 'forget the write key of a source' }
            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth write-key add' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--slug'); Valued = $true; Choices = @(); Tip = 'its slug at Segment, so that --source takes it too' }
                @{ Names = @('--id'); Valued = $true; Choices = @(); Tip = 'its id at Segment, so that --source takes it too' }
                @{ Names = @('--default'); Valued = $false; Choices = @(); Tip = 'use this source where none is named' }
                @{ Names = @('--no-verify'); Valued = $false; Choices = @(); Tip = 'store without asking Segment whether it works' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth write-key list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'auth write-key remove' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-y', '--yes'); Valued = $false; Choices = @(); Tip = 'do not ask' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'config get' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'config set' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'config list' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('--show-origin'); Valued = $false; Choices = @(); Tip = 'say where each value comes from' }
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'completion' = @{
            Commands = @(

            )
            Choices = @('bash', 'zsh', 'fish', 'powershell')
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
            )
        }
        'help' = @{
            Commands = @(

            )
            Choices = @()
            Flags = @(
                @{ Names = @('-h', '--help'); Valued = $false; Choices = @(); Tip = 'show help' }
                @{ Names = @('-w', '--workspace'); Valued = $true; Choices = @(); Tip = 'use this stored workspace' }
                @{ Names = @('--region'); Valued = $true; Choices = @('us', 'eu'); Tip = 'where the workspace lives' }
                @{ Names = @('--json'); Valued = $false; Choices = @(); Tip = 'print the result as JSON on stdout' }
                @{ Names = @('-q', '--quiet'); Valued = $false; Choices = @(); Tip = 'only results, warnings and errors' }
                @{ Names = @('-v', '--verbose'); Valued = $false; Choices = @(); Tip = 'requests, retries and decisions, a line each' }
                @{ Names = @('--debug'); Valued = $false; Choices = @(); Tip = 'headers, bodies, timing and stack traces' }
                @{ Names = @('--color'); Valued = $false; Choices = @(); Tip = 'colour even into a pipe' }
                @{ Names = @('--no-color'); Valued = $false; Choices = @(); Tip = 'never colour' }
                @{ Names = @('--no-input'); Valued = $false; Choices = @(); Tip = 'never ask; fail instead' }
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
