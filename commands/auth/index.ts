import { noun } from '../reading/noun.ts';
import { workspaceCommands } from './workspaces.ts';

export const register = noun([
  {
    name: 'login',
    summary: 'store a workspace and its credentials',
    asks: true,
    ignores: ['--url'],
    load: () => import('./login.ts'),
  },
  {
    name: 'status',
    summary: 'show which credentials are active and whether they work',
    load: () => import('./status.ts'),
  },
  ...workspaceCommands,
  { name: 'token', summary: 'print the Public API token', load: () => import('./token.ts') },
  {
    name: 'write-key',
    summary: 'add, list and remove the write keys of sources',
    load: () => import('./write-key.ts'),
  },
]);
