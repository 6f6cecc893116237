import { environmentVariables } from '../store/environment-variables.ts';
import { columns, type Topic } from './topic.ts';

export const environment: Topic = {
  name: 'environment',
  summary: 'every environment variable',
  text: () => `Environment variables

Each setting is taken from the first place that has it: a flag, the environment, the project file (segment.json), the
stored workspace, the default. An empty variable counts as unset. To see where each value comes from:
  $ segment config list --show-origin

${environmentVariables.map(({ heading, variables }) => `${heading}:\n${columns(variables)}`).join('\n\n')}
`,
};
