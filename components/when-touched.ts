/** Signs of a person at the page; all of them come before what the person does is done. */
const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'paste', 'dragenter'] as const;

/** Calls once, at the first sign of a person; gives the way to take it back. */
export function whenTouched(begin: () => void): () => void {
  const stop = () => {
    for (const sign of SIGNS) removeEventListener(sign, come, true);
  };
  const come = () => {
    stop();
    begin();
  };
  for (const sign of SIGNS) addEventListener(sign, come, { capture: true, passive: true });
  return stop;
}
