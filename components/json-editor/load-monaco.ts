import type { Monaco as ReactMonaco } from '@monaco-editor/react';
import { registerCompletion } from './completion';
import { registerHover } from './hover';
import { registerLanguages } from './json-language';
import type { Monaco } from './monaco';
import { followTheme } from './themes';

let loading: Promise<Monaco> | undefined;

/**
 * Loads Monaco from this origin, once; later calls share the first one's work. Rejects when a part cannot be fetched
 * (offline, or the page was deployed anew), and the next call then tries again.
 */
export function loadMonaco(): Promise<Monaco> {
  loading ??= loadInStages().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * Fetches and prepares the editor, so that it appears at once when it is wanted. Safe to call often.
 * @throws when a part cannot be fetched; the plain field then stays, and the next call tries again.
 */
export async function preloadEditor(): Promise<void> {
  await loadMonaco();
}

async function loadInStages(): Promise<Monaco> {
  self.MonacoEnvironment = {
    getWorker: () => new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' }),
  };
  const [{ stages, monacoOf }, { loader }] = await Promise.all([
    import('./monaco-stages'),
    import('@monaco-editor/react'),
  ]);
  for (const stage of stages) {
    await nextTask();
    stage();
  }
  const monaco = monacoOf();
  // With an instance given, the loader never asks its CDN. Its type names the whole of Monaco; the core is all it uses.
  loader.config({ monaco: monaco as ReactMonaco });
  registerLanguages(monaco);
  registerHover(monaco);
  registerCompletion(monaco);
  followTheme(monaco);
  return monaco;
}

/** Lets the browser paint and handle input. Safari has no `scheduler.yield` yet. */
function nextTask(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: { yield?: () => Promise<void> } }).scheduler;
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve, 0));
}
