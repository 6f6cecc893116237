import { describe, expect, it } from 'vitest';
import { answering } from '../../helpers/answering.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = 'sRcWebStore11111111111';
const violations = 'sRcViolations111111111';
const get = ['sources', 'schema', 'get', 'web_store'];
const update = ['sources', 'schema', 'update', 'web_store'];

async function openSettings(seed?: unknown) {
  const scene = await openScene(seed);
  const settings = async () => JSON.parse(await scene.api(`/sources/${id}/settings`)).data.settings;
  return { ...scene, settings };
}

describe('segment sources schema get', () => {
  it('--json is the settings of the API, unchanged', async () => {
    const { run, settings } = await openSettings();
    const { code, stdout, stderr } = await run([...get, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(await settings());
  });

  it('in a pipe: a line for every setting', async () => {
    const { run } = await openSettings();
    expect((await run(get)).stdout).toMatchInlineSnapshot(`
      "track.allowUnplannedEvents	false
      track.allowUnplannedEventProperties	true
      track.allowEventOnViolations	false
      track.allowPropertiesOnViolations	true
      track.commonEventOnViolations	OMIT_PROPERTIES
      identify.allowTraitsOnViolations	true
      identify.allowUnplannedTraits	true
      identify.commonEventOnViolations	ALLOW
      group.allowTraitsOnViolations	true
      group.allowUnplannedTraits	true
      group.commonEventOnViolations	ALLOW
      forwardingViolationsTo	sRcViolations111111111
      forwardingBlockedEventsTo	
      "
    `);
  });

  it('on a terminal: no forwarding is shown in words', async () => {
    const { run } = await openSettings();
    for (const columns of [80, 40]) {
      const screen = terminal(columns);
      await run(get, { io: screen });
      expect(screen.stdout.text).toMatch(/forwardingBlockedEventsTo +nowhere\n/);
    }
  });

  it('--fields: one alone comes bare', async () => {
    const { run } = await openSettings();
    expect((await run([...get, '--fields', 'track.allowUnplannedEvents'])).stdout).toBe('false\n');
  });

  it('nobody of that name: exit 5', async () => {
    const { run } = await openSettings();
    expect(await run(['sources', 'schema', 'get', 'web_stoer'])).toMatchObject({ code: 5, stdout: '' });
  });
});

describe('segment sources schema update', () => {
  it('changes one setting; the others and the forwarding stay', async () => {
    const { run, settings } = await openSettings();
    const before = await settings();
    const result = await run([...update, '-F', 'track.allowUnplannedEvents=true', '--yes', '--json']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const after = { ...before, track: { ...before.track, allowUnplannedEvents: true } };
    expect(JSON.parse(result.stdout)).toEqual(after);
    expect(await settings()).toEqual(after);
    expect(after.forwardingViolationsTo).toBe(violations);
  });

  it('the request keeps what is on and leaves out what is off', async () => {
    const { run } = await openSettings();
    const { stdout } = await run([...update, '-F', 'track.allowUnplannedEvents=true', '--dry-run', '--json']);
    const { method, url, body } = JSON.parse(stdout);
    expect([method, url]).toEqual([
      'PATCH',
      expect.stringMatching(/\/sources\/sRcWebStore11111111111\/settings$/),
    ]);
    expect(body.forwardingViolationsTo).toBe(violations);
    expect(body).not.toHaveProperty('forwardingBlockedEventsTo');
  });

  it('null and an empty text switch a forwarding off', async () => {
    for (const off of ['null', '']) {
      const { run, settings } = await openSettings();
      const { code, stderr } = await run([...update, '-F', `forwardingViolationsTo=${off}`, '--yes']);
      expect([code, stderr]).toEqual([
        0,
        expect.stringContaining(`forwardingViolationsTo: "${violations}" → ""`),
      ]);
      expect((await settings()).forwardingViolationsTo).toBe('');
    }
  });

  it('a forwarding takes a slug or a name', async () => {
    const { run, settings } = await openSettings();
    for (const [name, target] of [
      ['order_service', 'sRcOrderService1111111'],
      ['Violations', violations],
    ]) {
      await run([...update, '-F', `forwardingBlockedEventsTo=${name}`, '--yes']);
      expect((await settings()).forwardingBlockedEventsTo).toBe(target);
    }
    const unknown = await run([...update, '-F', 'forwardingBlockedEventsTo=violation', '--yes']);
    expect([unknown.code, unknown.stderr]).toEqual([
      5,
      expect.stringContaining('Did you mean “violations”?'),
    ]);
  });

  it('words are taken in any case, several settings at once, and a group as JSON', async () => {
    const { run, settings } = await openSettings();
    await run([
      ...update,
      '-F',
      'track.commonEventOnViolations=block',
      '-F',
      'identify={"allowUnplannedTraits":false}',
      '-y',
    ]);
    const { track, identify } = await settings();
    expect([
      track.commonEventOnViolations,
      identify.allowUnplannedTraits,
      identify.allowTraitsOnViolations,
    ]).toEqual(['BLOCK', false, true]);
  });

  it('shows the difference first', async () => {
    const { run } = await openSettings();
    const { stderr } = await run([...update, '-F', 'track.commonEventOnViolations=BLOCK', '--yes']);
    expect(stderr).toBe(
      [
        '▸ schema settings of source web_store (us)',
        '  track.commonEventOnViolations: "OMIT_PROPERTIES" → "BLOCK"',
        '✓ Changed the schema settings of source web_store.',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['track.alowUnplannedEvents=false', 'unknown_setting', 'Did you mean “track.allowUnplannedEvents”?'],
    ['allowUnplannedEvents=false', 'unknown_setting', 'Did you mean “track.allowUnplannedEvents”?'],
    [
      'allowUnplannedTraits=false',
      'unknown_setting',
      'Did you mean “identify.allowUnplannedTraits” or “group.allowUnplannedTraits”?',
    ],
    ['track.allowUnplannedEvents=no', 'setting_value_invalid', null],
    ['track.allowUnplannedEvents=1', 'setting_value_invalid', null],
    ['track.commonEventOnViolations=OMIT_TRAITS', 'setting_value_invalid', null],
    [
      'track.commonEventOnViolations=BLOK',
      'setting_value_invalid',
      'Did you mean -F track.commonEventOnViolations=BLOCK?',
    ],
    ['track=true', 'unknown_setting', null],
    ['forwardingViolationsTo:=[1]', 'setting_value_invalid', null],
  ])('a setting that is none: exit 2 (%s)', async (field, code, hint) => {
    const { run } = await openSettings();
    const result = await run([...update, '-F', field, '--yes', '--json']);
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(errorOf(result)).toMatchObject({ code, hint });
  });

  it('no setting at all: exit 2', async () => {
    const { run } = await openSettings();
    expect(errorOf(await run([...update, '--yes', '--json']))).toMatchObject({
      code: 'nothing_to_change',
      exitCode: 2,
    });
  });

  it('without Protocols the API says 200 and does nothing: exit 6', async () => {
    const { run } = await openSettings({ features: [] });
    const result = await run([...update, '-F', 'track.allowUnplannedEvents=false', '--yes', '--json']);
    expect([result.code, result.stdout]).toEqual([6, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'not_applied',
      details: ['track.allowUnplannedEvents is not false'],
      hint: expect.stringContaining('Protocols'),
    });
  });

  it('nobody to ask: exit 2; asked at a terminal: y goes on, Enter does not', async () => {
    const { run, settings } = await openSettings();
    const call = [...update, '-F', 'track.allowUnplannedEvents=true'];
    expect(errorOf(await run([...call, '--json']))).toMatchObject({
      code: 'confirmation_missing',
      exitCode: 2,
    });
    const question = 'Change the schema settings of source web_store?';
    expect(await run(call, answering(question, ''))).toMatchObject({ code: 130 });
    expect((await settings()).track.allowUnplannedEvents).toBe(false);
    expect(await run(call, answering(question, 'y'))).toMatchObject({ code: 0 });
    expect((await settings()).track.allowUnplannedEvents).toBe(true);
  });

  it('what is so already is told', async () => {
    const { run } = await openSettings();
    const call = [
      ...update,
      '-F',
      'track.allowUnplannedEvents=false',
      '-F',
      'forwardingBlockedEventsTo=null',
    ];
    expect(await run(call)).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to change') });
  });
});
