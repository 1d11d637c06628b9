/** The page is left alone for so many milliseconds first. */
const QUIET = 800;

/** Calls once the page has been at rest for a while; gives the way to take it back. Safari has no idle callbacks yet. */
export function whenIdle(begin: () => void): () => void {
  let idle: number | undefined;
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in window) idle = requestIdleCallback(begin, { timeout: 2_000 });
    else begin();
  }, QUIET);
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
