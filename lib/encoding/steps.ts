/**
 * Work that can rest between its steps, for texts that take longer than a frame. It yields about how many characters it
 * has gone over since the step before, and returns its result.
 */
export type Steps<Result> = Generator<number, Result, void>;

/** About how many characters, or as much work, make a step: well under a millisecond. */
export const STEP = 16_384;

/** The result of work that is done at once, from its beginning to its end. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
