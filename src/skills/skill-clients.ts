/** The programs that read skills and for which a folder is documented (docs/mcp.md#skills). */
export const skillClients = ['claude', 'cursor', 'vscode', 'codex', 'gemini'] as const;

export type SkillClient = (typeof skillClients)[number];

const sharedFolder = '.agents/skills';
/** The same below a project as below the home folder. */
const folders: Readonly<Record<SkillClient, string>> = {
  claude: '.claude/skills',
  cursor: sharedFolder,
  vscode: sharedFolder,
  codex: sharedFolder,
  gemini: sharedFolder,
};

/** The folders of skills that these clients read, each with those of them that read it. */
export function skillFolders(clients: readonly SkillClient[]): Map<string, SkillClient[]> {
  const found = new Map<string, SkillClient[]>();
  for (const client of skillClients) {
    if (clients.includes(client)) found.set(folders[client], [...(found.get(folders[client]) ?? []), client]);
  }
  return found;
}
