/** What nobody waits for does not wait longer than this for what somebody does, ms. */
const PATIENCE = 1_000;

let end = () => {};
let resolveAnyway = () => {};

/** Settled once what a person gave before the page was live is judged and drawn: other code is fetched from then on. */
export const firstWorkDone = new Promise<void>((resolve) => {
  // Two frames later it is drawn. A tab that nobody sees has no frames, and its patience ends it.
  end = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  resolveAnyway = resolve;
});

/** The page is live. `isBusy` says whether it works on something; `follow` calls after every change, and gives the way to stop. */
export function beginFirstWork(isBusy: () => boolean, follow: (listener: () => void) => () => void): () => void {
  const look = () => isBusy() || end();
  const stop = follow(look);
  look();
  setTimeout(resolveAnyway, PATIENCE);
  firstWorkDone.then(stop);
  return stop;
}
