/** One command of a document or of a help text, as it is typed into a shell. */
export interface ShellLine {
  readonly line: number;
  readonly command: string;
  /** What it must end with: 0, or what a comment such as `# exits 8` says. */
  readonly exitCode: number;
}

/** The commands in the blocks marked `sh`. Lines that end in a backslash go on; blocks marked `console` are for reading. */
export function shellLinesOf(markdown: string): ShellLine[] {
  const found: ShellLine[] = [];
  let inside = false;
  let open = '';
  for (const [index, text] of markdown.split('\n').entries()) {
    if (text.startsWith('```')) inside = text === '```sh';
    else if (inside && text.endsWith('\\')) open += `${text.slice(0, -1).trimEnd()} `;
    else if (inside && text.trim() !== '') {
      found.push(shellLine(`${open}${text.trimStart()}`, index + 1));
      open = '';
    }
  }
  return found;
}

/** The lines of a help text that begin with `$`; two spaces part a command from what describes it. */
export function shellLinesOfHelp(help: string): ShellLine[] {
  return help
    .replace(/ *\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((text, index) => {
      const command = /^\s*\$ (.+)$/.exec(text)?.[1];
      return command === undefined ? [] : [shellLine(command, index + 1)];
    });
}

function shellLine(text: string, line: number): ShellLine {
  const exitCode = / {2,}.*\bexits (\d+)\b/.exec(text)?.[1];
  return { line, command: text.split(/ {2,}/)[0] ?? text, exitCode: Number(exitCode ?? 0) };
}

/**
 * The rows of the first table below a heading, without its head; cells without their backticks. With `first`, of the
 * first table whose head begins with it.
 */
export function tableBelow(markdown: string, heading: string, first?: string): string[][] {
  const start = markdown.split('\n').indexOf(heading);
  if (start === -1) throw new Error(`There is no heading “${heading}”.`);
  const lines = markdown.split('\n').slice(start + 1);
  const head = first === undefined ? '|' : `| ${first} |`;
  const rows = lines.slice(lines.findIndex((line) => line.startsWith(head)));
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(2, end === -1 ? undefined : end).map(cellsOf);
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));
}
