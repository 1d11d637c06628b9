import type { Expectations } from '../checks/expectations';
import { dotnet } from './snippets/dotnet';
import type { SnippetFacts } from './snippets/facts';
import { golangJwt } from './snippets/go';
import { jjwt } from './snippets/java';
import { jose } from './snippets/jose';
import { jsonwebtoken } from './snippets/jsonwebtoken';
import type { Library, LibraryId } from './snippets/library';
import { phpJwt } from './snippets/php';
import { planFor } from './snippets/plan';
import { pyjwt } from './snippets/python';
import { rubyJwt } from './snippets/ruby';

/** A verify call ready to paste. `notes` are sentences on what is missing in it and what to mind. */
export type Snippet = { language: string; code: string; notes: readonly string[] };

/** The libraries for which there is code, in the order of a picker. */
export const snippetLibraries: readonly Library[] = [
  jose,
  jsonwebtoken,
  pyjwt,
  golangJwt,
  jjwt,
  dotnet,
  rubyJwt,
  phpJwt,
];

/**
 * The expectations as code for a library: a function that gives the claims of a token that meets them all, and throws for
 * any other. Keys, secrets, access tokens, codes and states are not in it: it reads them or takes them as arguments. All
 * other values stand in it as literals of the language. Never throws.
 */
export function snippetFor(id: LibraryId, facts: SnippetFacts, expectations: Expectations): Snippet {
  const library = snippetLibraries.find((row) => row.id === id) ?? jose;
  const plan = planFor(facts, expectations);
  const kinds = [
    ...plan.demands.map(({ kind }) => kind),
    ...(plan.key.kind === 'key-in-header' ? [plan.key.kind] : []),
  ];
  const lacks = [...new Set(kinds)].flatMap((kind) => {
    const missing = library.lacks[kind];
    return missing ? [`Missing: ${missing}`] : [];
  });
  const unknown = plan.algorithms.filter((name) => !library.algorithms.includes(name));
  return {
    language: library.language,
    code: library.write(plan),
    notes: [
      ...lacks,
      ...(unknown.length > 0
        ? [`${library.title} does not verify ${unknown.join(', ')}: such tokens are refused.`]
        : []),
      ...plan.notes,
      ...(library.notes?.(plan) ?? []),
    ],
  };
}
