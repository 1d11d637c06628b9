import type { GuessedSecret, GuessList } from '../worker/guess';
import type { GuessPort } from '../worker/guess-port';
import { type GuessProgress, type GuessSearch, startGuessSearch } from '../worker/guess-search';
import { guessTurn, ownWords, recordGuess } from './guess';
import type { Store } from './store';
import { type View, viewOf } from './view';

/** What the search for a secret is at. `list` is words: "the built-in list", "rockyou.txt". */
export type GuessStatus =
  | { kind: 'idle' }
  | { kind: 'searching'; list: string; progress: GuessProgress | undefined; paused: boolean }
  | { kind: 'found'; place: string; secret: GuessedSecret }
  | { kind: 'not-found'; list: string; progress: GuessProgress }
  | { kind: 'failed'; reason: string };

/** The world that a session is in. `whenIdle` calls once nothing else is to be done, and gives the way to take it back. */
export type GuessWorld = {
  openPort: () => GuessPort;
  whenIdle: (begin: () => void) => () => void;
  isOnline: () => boolean;
  cores: number;
  now: () => number;
};

export type GuessSession = {
  get(): GuessStatus;
  subscribe(listener: () => void): () => void;
  /** Follows the store until the way to stop, which it gives, is taken. */
  follow(): () => void;
  /** Searches the built-in list, or a file. A search that is under way ends. */
  search(file?: File): void;
  pause(): void;
  resume(): void;
  stop(): void;
};

/** After so many milliseconds a search that nobody asked for rests until somebody does. */
const PATIENCE = 10_000;
/** The most workers of a search that was asked for; one that was not has one. */
const MOST_WORKERS = 2;

type Running = { controller: AbortController; search: GuessSearch; token: string; unasked: boolean };

/**
 * The search for the secret of the token that is shown. By itself it goes through the built-in list once for a token
 * that does not verify; another token, or a key that verifies, ends that.
 */
export function createGuessSession(store: Store, world: GuessWorld): GuessSession {
  let status: GuessStatus = { kind: 'idle' };
  let running: Running | undefined;
  /** The token that the status is about. */
  let about: string | undefined;
  let planned: { token: string; cancel: () => void } | undefined;
  const listeners = new Set<() => void>();

  function show(next: GuessStatus) {
    status = next;
    for (const listener of [...listeners]) listener();
  }

  function halt() {
    planned?.cancel();
    planned = undefined;
    running?.controller.abort();
    running = undefined;
  }

  function begin(list: GuessList, unasked: boolean) {
    halt();
    const view = viewOf(store.get());
    const turn = guessTurn(view);
    if (turn.kind === 'no' || turn.kind === 'cannot') return;
    const controller = new AbortController();
    const token = view.token.text;
    const name = list.kind === 'file' ? list.name : 'the built-in list';
    const search = startGuessSearch(controller.signal, {
      target: turn.target(),
      list,
      workers: unasked ? 1 : Math.max(1, Math.min(MOST_WORKERS, world.cores)),
      openPort: world.openPort,
      now: world.now,
      onProgress(progress) {
        if (running?.unasked && progress.milliseconds > PATIENCE) return pause(progress);
        if (status.kind === 'searching') show({ ...status, progress });
      },
    });
    running = { controller, search, token, unasked };
    about = token;
    show({ kind: 'searching', list: name, progress: undefined, paused: false });
    search.outcome.then(
      (outcome) => {
        running = undefined;
        if (outcome.kind === 'found') {
          const { place, secret } = outcome;
          store.apply((state) => recordGuess(state, { token, place, secret }));
          show({ kind: 'found', place, secret });
        } else show(outcome.kind === 'failed' ? outcome : { ...outcome, list: name });
      },
      // A search is aborted here and nowhere else.
      () => {},
    );
  }

  function pause(progress?: GuessProgress) {
    running?.search.pause();
    if (status.kind === 'searching') show({ ...status, paused: true, progress: progress ?? status.progress });
  }

  function plan(view: View) {
    const token = view.token.text;
    if (planned?.token === token) return;
    planned?.cancel();
    const cancel = world.whenIdle(() => {
      planned = undefined;
      const now = viewOf(store.get());
      if (now.token.text === token && guessTurn(now).kind === 'unasked' && world.isOnline()) {
        begin({ kind: 'common', own: ownWords(now.token) }, true);
      }
    });
    planned = { token, cancel };
  }

  function look() {
    const view = viewOf(store.get());
    const token = view.token.text;
    if (about !== undefined && about !== token) {
      halt();
      about = undefined;
      show({ kind: 'idle' });
    }
    if (view.busy) return;
    const isWanted = guessTurn(view).kind === 'unasked';
    if (running?.unasked && !isWanted) {
      halt();
      about = undefined;
      show({ kind: 'idle' });
    }
    if (isWanted && about !== token && world.isOnline()) plan(view);
    else if (!isWanted || planned?.token !== token) {
      planned?.cancel();
      planned = undefined;
    }
  }

  return {
    get: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow() {
      look();
      const stop = store.subscribe(look);
      return () => {
        stop();
        halt();
      };
    },
    search(file) {
      const own = ownWords(viewOf(store.get()).token);
      begin(file ? { kind: 'file', file, name: file.name } : { kind: 'common', own }, false);
    },
    pause: () => pause(),
    resume() {
      if (running) running.unasked = false;
      running?.search.resume();
      if (status.kind === 'searching') show({ ...status, paused: false });
    },
    stop() {
      halt();
      show({ kind: 'idle' });
    },
  };
}
