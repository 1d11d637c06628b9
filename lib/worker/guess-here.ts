import type { FromGuessWorker } from './guess';
import type { GuessPort } from './guess-port';
import { createGuessService } from './guess-service';

/** The work of a worker in this very thread: for scripts and tests, where nobody minds that it stands still meanwhile. */
export function openGuessHere(): GuessPort {
  let hear: (message: FromGuessWorker) => void = () => {};
  let isClosed = false;
  const post = createGuessService((message) => {
    if (!isClosed) hear(message);
  });
  return {
    post,
    listen(listener) {
      hear = listener;
    },
    close() {
      isClosed = true;
    },
  };
}
