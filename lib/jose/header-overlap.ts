import type { JsonMember } from '../encoding/json-node';
import { type JsonReading, quote, report } from './json-members';
import { tokenSpanOf } from './positions';
import type { Part } from './token';

/** A person reads the first few; a hostile header could repeat every name of another. */
const MOST_OVERLAPS = 20;

/** The parameters of some headers that are read together, by the words that say which header it is. */
export type HeaderNames = ReadonlyMap<string, ReadonlySet<string>>;

/** The parameters of a header, as far as it can be read. */
export function namesOf(header: Part): ReadonlySet<string> {
  return new Set(membersOf(header).map(({ name }) => name));
}

/**
 * Says which parameters of a header stand in another one as well: the headers of a signature or recipient must be disjoint
 * (RFC 7515 §4 and §5.2 step 4, RFC 7516 §4 and §5.2 step 4), since readers differ in which of the two they take.
 */
export function reportOverlap(reading: JsonReading, header: Part, others: HeaderNames): void {
  let found = 0;
  for (const [words, names] of others) {
    for (const member of membersOf(header)) {
      if (!names.has(member.name)) continue;
      if (found === MOST_OVERLAPS) return;
      found += 1;
      const span = tokenSpanOf(header, { start: member.start, end: member.nameEnd });
      const message = `${quote(member.name)}, at character ${span.start + 1} of the token, stands in ${words} too: expected in only one of them.`;
      report(reading, span, message, 'header-overlap', 'unprotected-header');
    }
  }
}

function membersOf({ json }: Part): readonly JsonMember[] {
  return json?.root?.kind === 'object' ? json.root.members : [];
}
