/** A function that remembers its answer for each object it was asked about, as long as the object lives. */
export type Remembered<Asked extends object, Answer> = ((asked: Asked) => Answer) & {
  knows(asked: Asked): boolean;
  /** Puts in an answer that was found in another way. */
  keep(asked: Asked, answer: Answer): void;
};

/** Remembers the answer for each object that was asked about. */
export function remember<Asked extends object, Answer>(answer: (asked: Asked) => Answer): Remembered<Asked, Answer> {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  const ask = (asked: Asked): Answer => {
    const known = answers.get(asked);
    if (known) return known.answer;
    const fresh = answer(asked);
    answers.set(asked, { answer: fresh });
    return fresh;
  };
  return Object.assign(ask, {
    knows: (asked: Asked) => answers.has(asked),
    keep: (asked: Asked, known: Answer) => void answers.set(asked, { answer: known }),
  });
}
