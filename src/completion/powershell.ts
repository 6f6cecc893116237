import { type CommandNode, type FlagNode, visibleCommands } from './tree.ts';

/** A PowerShell script for 5.1 and 7. Files are left to the shell: an empty answer makes it offer them. */
export function renderPowershell(root: CommandNode): string {
  return `# PowerShell completion for segment. Made by: segment completion powershell
# To use it now: segment completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName segment -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $tree = @{
${visibleCommands(root).map(commandEntry).join('\n')}
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
`;
}

function commandEntry({ path, commands, flags, arguments: args }: CommandNode): string {
  const children = commands
    .filter(({ hidden }) => !hidden)
    .map(
      ({ name, aliases, summary }) =>
        `                @{ Name = ${quote(name)}; Aliases = ${list(aliases)}; Tip = ${quote(summary)} }`,
    );
  return `        ${quote(path)} = @{
            Commands = @(
${children.join('\n')}
            )
            Choices = ${list(args[0]?.choices ?? [])}
            Flags = @(
${flags.map(flagEntry).join('\n')}
            )
        }`;
}

function flagEntry({ short, long, description, value, choices }: FlagNode): string {
  const names = list([short, long].filter((name) => name !== null));
  return `                @{ Names = ${names}; Valued = $${value !== null}; Choices = ${list(choices)}; Tip = ${quote(description)} }`;
}

function list(texts: readonly string[]): string {
  return `@(${texts.map(quote).join(', ')})`;
}

/** PowerShell takes typographic quotes for quotes too, so they are doubled as well. */
function quote(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
