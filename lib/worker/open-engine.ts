import type { GuessTarget } from './guess';
import type { SecretEngine } from './secret-engine';
import { openWasmEngine } from './wasm-engine';

/** The fastest engine that runs here: WebAssembly with vectors, else plain script. Rejects when its code cannot be fetched. */
export async function openEngine(target: GuessTarget): Promise<SecretEngine> {
  const engine = openWasmEngine(target);
  if (engine) return engine;
  const { openNobleEngine } = await import('./noble-engine');
  return openNobleEngine(target);
}
