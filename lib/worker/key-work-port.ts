import type { FromKeyWorker, KeyPort, ToKeyWorker } from './key-work';

/** A worker from this origin. Its code is fetched here and at no time before. */
export function openKeyWorker(): KeyPort {
  const worker = new Worker(new URL('./key-work.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message satisfies ToKeyWorker),
    listen(hear) {
      worker.onmessage = ({ data }: MessageEvent<FromKeyWorker>) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        hear({ kind: 'failed', reason: 'The search for factors could not be loaded, or broke off.' });
      };
    },
    close: () => worker.terminate(),
  };
}
