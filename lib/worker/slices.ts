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
