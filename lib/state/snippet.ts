import type { Expectations } from '../checks/expectations';
import { type Snippet, snippetFor } from '../review/snippets';
import { snippetFactsOf } from '../review/snippets/facts';
import type { LibraryId } from '../review/snippets/library';
import type { View } from './view';

/** The code that asks of a token what the reviewer expects, for the token and the kind of key that are shown. */
export function snippetOf({ token, reading, verdict }: View, expectations: Expectations, library: LibraryId): Snippet {
  const used = verdict.kind === 'valid' ? verdict.used : undefined;
  const matched = used?.kind === 'secret' ? used.encoding : undefined;
  return snippetFor(library, snippetFactsOf(token, reading, matched), expectations);
}
