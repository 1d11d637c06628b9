import { keepReading, readInput } from './reading';
import type { Input, State, TokenInput } from './state';

/** Says how much of a long input was read, from 0 to 1. Nothing where something else is shown by now. */
export function setProgress(state: State, input: Input, done: number): State {
  return state.input === input ? { ...state, progress: { input, done } } : state;
}

/**
 * Takes an input that has been read. Of a long paste the token in it becomes the field's text and the rest is kept to be
 * told, as with a short one; it is no step of undo of its own.
 */
export function takeReading(state: State, input: Input): State {
  if (state.input !== input) return state;
  const { progress: _, ...latest } = state;
  if (input.from !== 'token' || !input.isPaste) return latest;
  const reading = readInput(input);
  if (reading.found.length === 0 || reading.text === input.text) return latest;
  const taken: TokenInput = { from: 'token', text: reading.text, choice: reading.choice, pasted: input.text };
  keepReading(taken, { ...reading, offset: 0 });
  return { ...latest, input: taken };
}

/** How much of the long text that is shown was read, from 0 to 1; undefined where nothing is being read. */
export function progressOf({ input, progress }: State): number | undefined {
  return progress?.input === input ? progress.done : undefined;
}
