// A written task: how its sandbox is filled, how its calls are made, and how an answer is judged.

/** The source that messages of a seed come from: the web store of the sandbox’s own workspace. */
const authorization = `Basic ${btoa('webstorewebstorewebstorewebstore:')}`;

/** Sends the messages of a task into the sandbox at `url`. */
export async function seed(url, { seed: messages = [] }) {
  for (const message of messages)
    await fetch(`${url}/v1/${message.type}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
}

/** The flags behind `segment mcp`. */
export function serverFlags({ writes = false }, url) {
  return ['-w', 'sandbox', '--url', url, ...(writes ? ['--allow-writes'] : [])];
}

/** Makes calls one after the other; what says `<confirm>` brings back the token of the preview before. */
export async function makeCalls(calls, call) {
  let confirm = '';
  const answers = [];
  for (const { tool, arguments: given } of calls) {
    const answer = await call(tool, given.confirm === '<confirm>' ? { ...given, confirm } : given);
    confirm = answer.confirm ?? confirm;
    answers.push(answer);
  }
  return answers;
}

/** True where everything that is expected is in an answer: members of objects, and items of lists in any order. */
export function holds(answer, expected) {
  if (Array.isArray(expected))
    return Array.isArray(answer) && expected.every((one) => answer.some((other) => holds(other, one)));
  if (typeof expected !== 'object' || expected === null) return answer === expected;
  if (typeof answer !== 'object' || answer === null) return false;
  return Object.entries(expected).every(([key, value]) => holds(answer[key], value));
}

/** The state that a task should have left, and did not; what else a model changed is not looked for. */
export async function unmet({ after = [] }, call) {
  const missing = [];
  for (const { tool, arguments: given, expected } of after) {
    const answer = await call(tool, given);
    if (!holds(answer, expected)) missing.push({ tool, expected, answer });
  }
  return missing;
}

/** The patterns of a task that a text does not hold. */
export function missingIn(text, { answer }) {
  return answer.filter((pattern) => !new RegExp(pattern, 'i').test(text));
}
