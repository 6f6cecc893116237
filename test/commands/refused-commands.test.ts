import { describe, expect, it } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { shellLinesOfHelp } from '../helpers/markdown.ts';
import { errorOf, sceneToken } from '../helpers/reading.ts';
import { nowhere, openRefusing, placeOf, sceneWriteKey } from '../helpers/refusing.ts';
import { listCommands } from '../helpers/tree.ts';

// What every command that asks an API does when it is refused. The commands come from the tree, and what each is called
// with from an example of its help: a new one is tested here once it stands in the tree. Which refusals there are, and
// what becomes of each, is tested once for each way to open an API, in refused-ways.test.ts.

/** Commands that ask none of Segment's APIs: settings, help, and those of the sandbox itself. */
const asksNone =
  /^(?:auth (?!status)|config |completion |help |commands |demo |mcp |sandbox |skills |validate |api ls )/;

/** Gives what it has when a part is refused that a plan may lack; the tests of each say how. */
const givesTheRest = ['overview', 'delivery'];

/** Passes over what is refused: 8, and what became of each part. */
const passesOver = ['export'];

/** Prints what the API answered, what it found out, or how far it came, also when it is refused. */
const printsAnyway = ['api', 'auth status', 'batch'];

/** Tries again for hours: test/commands/batch-faults.soak.test.ts. */
const waitsForTheNetwork = ['batch'];

const commands = await Promise.all(
  (await listCommands())
    .filter(({ acts, path }) => acts && !asksNone.test(`${path.join(' ')} `))
    .map(async ({ path }) => {
      const { stdout } = await cli([...path, '--help'], { env: { COLUMNS: '200' } });
      const example = shellLinesOfHelp(stdout).find(({ command }) => isPlain(command))?.command ?? '';
      return { name: path.join(' '), args: [...wordsOf(example).slice(1), '--json'] };
    }),
);

/** One call of the program that asks and ends: no shell needed, and no preview. */
function isPlain(command: string): boolean {
  return /^segment [^|<>$&*]*$/.test(command) && !/ --(?:dry-run|curl|watch|follow|list)\b/.test(command);
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
}

it('there are commands to be refused', () => expect(commands.length).toBeGreaterThan(60));

describe.each(commands)('segment $name', ({ name, args }) => {
  it('refused: exit 4, nothing on stdout, no secret anywhere; without a network: exit 7', async () => {
    const allowed = await openRefusing();
    await allowed.run(args);
    const last = allowed.asked().at(-1);
    expect(last, `segment ${args.join(' ')} asks nobody`).toBeDefined();

    const { run, refuse } = await openRefusing();
    const printed = printsAnyway.includes(name) ? expect.any(String) : '';
    refuse(() => 401);
    const wrongToken = await run(args);
    expect([wrongToken.code, wrongToken.stdout]).toEqual([4, printed]);
    expect(errorOf(wrongToken)).toMatchObject({ code: expect.stringMatching(/_refused$/), exitCode: 4 });

    const offline = waitsForTheNetwork.includes(name) ? undefined : await run(args, { env: nowhere });
    if (offline !== undefined) expect([offline.code, offline.stdout]).toEqual([7, printed]);

    refuse((request) => (placeOf(request) === last ? 403 : undefined));
    const forbidden = await run(args);
    if (givesTheRest.includes(name)) expect(forbidden).toMatchObject({ code: 0 });
    else if (passesOver.includes(name)) expect(forbidden).toMatchObject({ code: 8 });
    else expect([forbidden.code, forbidden.stdout]).toEqual([4, printed]);

    const output = [wrongToken, forbidden, offline]
      .map((result) => `${result?.stdout}${result?.stderr}`)
      .join();
    for (const secret of [sceneToken, sceneWriteKey]) expect(output).not.toContain(secret);
  });
});
