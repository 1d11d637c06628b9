import type { Snapshot, State } from './state';

/** Typing in one place within this many milliseconds of the last keystroke is one step of undo. */
const TYPING_PAUSE = 1000;
const GREATEST_DEPTH = 200;

/**
 * The state with `patch` applied, as a step that undo takes back. `what` names the place that was changed: a run of
 * changes with the same name, each within a second of the one before (`at`, milliseconds), is one step. A name that
 * ends in "!" is always a step of its own.
 */
export function change(state: State, what: string, at: number, patch: Partial<Snapshot>): State {
  const run = state.lastEdit;
  const continues = run !== undefined && run.what === what && !what.endsWith('!') && at - run.at < TYPING_PAUSE;
  return {
    ...state,
    ...patch,
    mark: undefined,
    signer: undefined,
    past: continues ? state.past : [...state.past, snapshotOf(state)].slice(-GREATEST_DEPTH),
    future: [],
    lastEdit: { what, at },
  };
}

/** One step back; the same state where there is none. */
export function undo(state: State): State {
  const before = state.past.at(-1);
  if (!before) return state;
  return {
    ...state,
    ...before,
    past: state.past.slice(0, -1),
    future: [snapshotOf(state), ...state.future],
    lastEdit: undefined,
    mark: undefined,
    signer: undefined,
  };
}

/** One step forward again; the same state where nothing was undone. */
export function redo(state: State): State {
  const [after, ...rest] = state.future;
  if (!after) return state;
  return {
    ...state,
    ...after,
    past: [...state.past, snapshotOf(state)],
    future: rest,
    lastEdit: undefined,
    mark: undefined,
    signer: undefined,
  };
}

function snapshotOf({ input, key, sample, sampleKey, outer }: State): Snapshot {
  return { input, key, sample, sampleKey, outer };
}
