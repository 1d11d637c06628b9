import type { FromGuessWorker, ToGuessWorker } from './guess';

/** What stands between a search and one worker. `close` ends the worker at once, whatever it is at. */
export type GuessPort = {
  post(message: ToGuessWorker): void;
  listen(hear: (message: FromGuessWorker) => void): void;
  close(): void;
};

/** A worker from this origin. Its code is fetched here and at no time before. */
export function openGuessWorker(): GuessPort {
  const worker = new Worker(new URL('./guess.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message satisfies ToGuessWorker),
    listen(hear) {
      worker.onmessage = ({ data }: MessageEvent<FromGuessWorker>) => hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        hear({ kind: 'failed', reason: 'The search could not be loaded, or broke off.' });
      };
    },
    close: () => worker.terminate(),
  };
}
