/** Signs of a person at the page; all of them come before what the person does is done. */
const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'paste', 'dragenter'] as const;

/** Nobody needs to have come for so many milliseconds, for the page to be complete all the same. */
const ALONE = 10_000;

/** Calls once: at the first sign of a person, or when the page was left alone for a while. Gives the way to take it back. */
export function whenTouched(begin: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    for (const sign of SIGNS) removeEventListener(sign, come, true);
  };
  const come = () => {
    stop();
    begin();
  };
  const timer = setTimeout(come, ALONE);
  for (const sign of SIGNS) addEventListener(sign, come, { capture: true, passive: true });
  return stop;
}
