import type { FromGuessWorker, ToGuessWorker } from './guess';
import { createGuessService } from './guess-service';

const serve = createGuessService((message) => postMessage(message satisfies FromGuessWorker));
addEventListener('message', ({ data }: MessageEvent<ToGuessWorker>) => serve(data));
