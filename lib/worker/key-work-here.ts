import type { FromKeyWorker, KeyPort } from './key-work';
import { searchKeys } from './key-work-service';

/** The work of a worker in this very thread: for scripts and tests, where nobody minds that it stands still meanwhile. */
export function openKeyWorkHere(): KeyPort {
  let hear: (message: FromKeyWorker) => void = () => {};
  let isClosed = false;
  return {
    post(message) {
      // A worker answers later, never while it is asked.
      setTimeout(() => {
        if (!isClosed) searchKeys(message, (answer) => isClosed || hear(answer));
      });
    },
    listen(listener) {
      hear = listener;
    },
    close() {
      isClosed = true;
    },
  };
}
