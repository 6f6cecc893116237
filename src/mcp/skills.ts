import { readShippedSkill } from '../skills/skill-files.ts';
import { skillName } from '../skills/skill-folder.ts';
import {
  type McpServer,
  memorySkillFiles,
  ProtocolError,
  ProtocolErrorCode,
  SkillsExtension,
} from './sdk.ts';

const scheme = 'skill://';
const mimeType = 'text/markdown';

/**
 * Serves the skill that came with the program: by `skills/list` and `skills/get` to clients that know the extension
 * (SEP-2640), and as resources to all others. Its files are read and hashed when a client first asks for one: no client
 * waits for that at its start.
 */
export function attachSkills(mcp: McpServer, warn: (line: string) => void): void {
  let loading: ReturnType<typeof loadSkills> | undefined;
  const load = () => {
    loading ??= loadSkills(warn);
    return loading;
  };
  new SkillsExtension({
    source: {
      async list({ cursor }) {
        refuseCursor(cursor);
        return { skills: [...(await load()).skills] };
      },
      get: async (uri) => (await load()).skills.find((skill) => skill.uri === uri),
      async read(uri) {
        const text = (await load()).texts.get(uri);
        return text === undefined ? undefined : { text, mimeType };
      },
      async readDirectory(uri, { cursor }) {
        refuseCursor(cursor);
        return childrenOf(uri, (await load()).texts);
      },
      async listResources() {
        const { skills, texts } = await load();
        return skills.map(({ uri, frontmatter: { name, description } }) => ({
          ...fileResource(uri, texts.get(uri) ?? ''),
          name,
          description,
        }));
      },
    },
  }).attach(mcp);
}

/** The entries of the skills, and the text of each of their files by its URI. */
async function loadSkills(warn: (line: string) => void) {
  const files = [...readShippedSkill()].map(([path, text]) => [`${skillName}/${path}`, text] as const);
  const { entries: skills } = await SkillsExtension.load(memorySkillFiles(Object.fromEntries(files)), {
    onWarning: ({ path, message }) => warn(`The skill ${path} is not served: ${message}`),
  });
  return { skills, texts: new Map(files.map(([path, text]) => [`${scheme}${path}`, text])) };
}

/** What lies in a folder: its files, and the folders of those that lie deeper. */
function childrenOf(folder: string, texts: ReadonlyMap<string, string>) {
  const children = new Map(
    [...texts].flatMap(([uri, text]) => {
      if (!uri.startsWith(`${folder}/`)) return [];
      const [name = '', ...deeper] = uri.slice(folder.length + 1).split('/');
      const child = `${folder}/${name}`;
      const isFolder = deeper.length > 0;
      return [
        [child, isFolder ? { uri: child, name, mimeType: 'inode/directory' } : fileResource(uri, text)],
      ];
    }),
  );
  return children.size === 0 ? undefined : { resources: [...children.values()] };
}

function fileResource(uri: string, text: string) {
  return { uri, name: uri.slice(uri.lastIndexOf('/') + 1), mimeType, size: Buffer.byteLength(text, 'utf8') };
}

/** Every list here is given whole, so that no cursor of ours is under way. */
function refuseCursor(cursor: string | undefined): void {
  if (cursor !== undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid cursor');
}
