import type { Metafile } from 'esbuild';

export function buildPage(folder: string): Promise<Metafile>;
