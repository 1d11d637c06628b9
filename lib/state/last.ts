/** The last answer to a question that is asked again and again. */
export type Last<Answer> = { answer?: Answer };

const all = new Set<Last<unknown>>();

/** A place outside the state for one last answer. Only what is kept in such a place can be forgotten. */
export function keepLast<Answer>(): Last<Answer> {
  const last: Last<Answer> = {};
  all.add(last);
  return last;
}

/** Empties every such place: an answer quotes the token and the key that it is about. */
export function forgetLast(): void {
  for (const last of all) delete last.answer;
}
