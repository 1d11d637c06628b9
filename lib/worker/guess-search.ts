import type { FromGuessWorker, GuessedSecret, GuessList, GuessTarget, ToGuessWorker } from './guess';
import type { GuessPort } from './guess-port';

/**
 * How far a search is. `done` of `all` counts octets of a file or candidates of the built-in list; `milliseconds` is the
 * time that was spent, loading and pauses left out.
 */
export type GuessProgress = {
  tried: number;
  passedOver: number;
  done: number;
  all: number;
  milliseconds: number;
  workers: number;
  engine: 'wasm' | 'script';
};

/** `place` is words: "line 4,711 of rockyou.txt", "the built-in list (common word 37, with a year behind it)". */
export type GuessOutcome =
  | { kind: 'found'; secret: GuessedSecret; place: string; progress: GuessProgress }
  | { kind: 'not-found'; progress: GuessProgress }
  | { kind: 'failed'; reason: string };

export type GuessSearch = {
  /** Rejects with the signal's reason when the search is stopped, else never. */
  outcome: Promise<GuessOutcome>;
  /** Takes effect within some hundredths of a second; pausing twice is pausing once. */
  pause(): void;
  resume(): void;
};

export type GuessOptions = {
  target: GuessTarget;
  list: GuessList;
  /** How many workers search side by side. */
  workers: number;
  openPort: () => GuessPort;
  /** Milliseconds since whenever. */
  now: () => number;
  onProgress: (progress: GuessProgress) => void;
};

/** Octets of a file that are one unit of work. */
const PIECE = 1_048_576;
/** Units that a worker has at hand: the next one is read while it works on the first. */
const AT_HAND = 2;

/** A unit: what to ask for, and how much of the whole it is. */
type Unit = { message: ToGuessWorker; size: number };

/**
 * Searches a list for the secret of an HMAC, in workers that take one unit after the other, the likeliest first. The
 * list is never held whole. Aborting the signal ends the workers at once.
 */
export function startGuessSearch(signal: AbortSignal, options: GuessOptions): GuessSearch {
  const { target, list, openPort, now, onProgress } = options;
  const ports: GuessPort[] = [];
  let units: Unit[] | undefined;
  let next = 0;
  let answered = 0;
  let pausedAt: number | undefined;
  let begun = now();
  const idle = new Set<() => void>();
  const progress: GuessProgress = {
    ...{ tried: 0, passedOver: 0, done: 0, all: 0, milliseconds: 0, workers: options.workers },
    engine: 'wasm',
  };
  const shown = () => ({ ...progress, milliseconds: (pausedAt ?? now()) - begun });

  const outcome = new Promise<GuessOutcome>((resolve, reject) => {
    const end = (settle: () => void) => {
      for (const port of ports) port.close();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => end(() => reject(signal.reason));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    for (let index = 0; index < options.workers; index += 1) startWorker();

    function startWorker() {
      const port = openPort();
      ports.push(port);
      const asked: Unit[] = [];
      const feed = () => {
        while (pausedAt === undefined && asked.length < AT_HAND && next < (units?.length ?? 0)) {
          const unit = units?.[next] as Unit;
          next += 1;
          asked.push(unit);
          port.post(unit.message);
        }
        if (asked.length < AT_HAND) idle.add(feed);
      };
      port.listen((message) => {
        if (message.kind === 'failed') return end(() => resolve(message));
        if (message.kind === 'ready') {
          if (!units) begun = now();
          units ??= unitsOf(list, message);
          progress.engine = message.engine;
          progress.all = units.reduce((sum, { size }) => sum + size, 0);
        } else {
          progress.tried += message.tried;
          progress.passedOver += message.passedOver;
          answered += 1;
          progress.done += asked.shift()?.size ?? 0;
          const { found } = message;
          if (found) {
            const place = placeOf(list, found.place);
            return end(() => resolve({ kind: 'found', secret: found.secret, place, progress: shown() }));
          }
        }
        if (answered === units?.length) return end(() => resolve({ kind: 'not-found', progress: shown() }));
        onProgress(shown());
        feed();
      });
      port.post({ kind: 'open', target, ...(list.kind === 'common' && { own: list.own }) });
    }
  });

  return {
    outcome,
    pause() {
      pausedAt ??= now();
    },
    resume() {
      if (pausedAt === undefined) return;
      begun += now() - pausedAt;
      pausedAt = undefined;
      const waiting = [...idle];
      idle.clear();
      for (const feed of waiting) feed();
    },
  };
}

function unitsOf(list: GuessList, { units, candidates }: Extract<FromGuessWorker, { kind: 'ready' }>): Unit[] {
  if (list.kind === 'common') {
    const size = candidates / units;
    return Array.from({ length: units }, (_, unit) => ({ message: { kind: 'common', unit }, size }));
  }
  const { file } = list;
  return Array.from({ length: Math.ceil(file.size / PIECE) }, (_, index) => {
    const start = index * PIECE;
    const end = Math.min(start + PIECE, file.size);
    return { message: { kind: 'lines', file, start, end }, size: end - start };
  });
}

function placeOf(list: GuessList, place: string): string {
  return list.kind === 'file' ? `${place} of ${list.name}` : `the built-in list (${place})`;
}
