import { spawn } from 'node:child_process';
import { envValue, type Io } from './io.ts';

/** Opens a page with the program in BROWSER, else with the one the system opens pages with; `onFailure` when none starts. */
export function openInBrowser({ env, platform }: Io, page: string, onFailure: () => void): void {
  const browser = envValue(env, 'BROWSER') ?? systemOpeners[platform] ?? 'xdg-open';
  const child = spawn(browser, [page], { stdio: 'ignore', detached: true });
  let hasFailed = false;
  const fail = (): void => {
    if (!hasFailed) onFailure();
    hasFailed = true;
  };
  child.on('error', fail);
  // explorer.exe ends with 1 when all went well.
  child.on('exit', (code) => (code !== 0 && platform !== 'win32' ? fail() : undefined));
  child.unref();
}

const systemOpeners: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' };
