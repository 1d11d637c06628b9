import type { Steps } from '../encoding/steps';

/** How long work may hold up the page before it rests, in milliseconds: half a frame. */
const SLICE = 8;

/** The clock that slices are measured by, and how work rests, so that what waits is done meanwhile. */
export type SliceWorld = { now(): number; rest(): Promise<void> };

const here: SliceWorld = { now: () => performance.now(), rest: restForMessage };

/**
 * The result of work in steps, done a slice at a time. What is over within one slice is not interrupted. `onDone` hears
 * after each slice how many characters are done by then.
 * @throws the signal's reason when it is aborted meanwhile; what the work itself throws.
 */
export async function inSlices<Result>(
  signal: AbortSignal,
  steps: Steps<Result>,
  onDone: (characters: number) => void = () => {},
  { now, rest }: SliceWorld = here,
): Promise<Result> {
  let characters = 0;
  for (let begin = now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    characters += value;
    if (now() - begin < SLICE) continue;
    onDone(characters);
    await rest();
    signal.throwIfAborted();
    begin = now();
  }
}

/** How long work may go on that has only begun: what is over by then is in the very next picture, and nothing before it. */
const FIRST_SLICE = 24;

/** Does work in steps for one slice; its result where that was enough, else the steps are to be gone on with. */
export function withinSlice<Result>(steps: Steps<Result>, now = here.now): { result: Result } | undefined {
  for (const begin = now(); now() - begin < FIRST_SLICE; ) {
    const { done, value } = steps.next();
    if (done) return { result: value };
  }
  return undefined;
}

/** Lets the browser draw what is there before more is done. */
export function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** A message to itself: a timer would be held back four milliseconds each time, and a second behind other tabs. */
function restForMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
