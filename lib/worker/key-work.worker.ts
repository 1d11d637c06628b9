import type { FromKeyWorker, ToKeyWorker } from './key-work';
import { searchKeys } from './key-work-service';

addEventListener('message', ({ data }: MessageEvent<ToKeyWorker>) =>
  searchKeys(data, (message) => postMessage(message satisfies FromKeyWorker)),
);
