import type { Demand, DemandKind, DemandOf, Plan } from './demand';

export type LibraryId = 'jose' | 'jsonwebtoken' | 'pyjwt' | 'golang-jwt' | 'jjwt' | 'dotnet' | 'ruby-jwt' | 'php-jwt';

/** One library for which the expectations can be written: a row of the picker. */
export type Library = {
  readonly id: LibraryId;
  /** Its name and the version that the code is for. */
  readonly title: string;
  readonly language: string;
  /** Its documentation, from which names and options are taken. */
  readonly documentation: string;
  /** The `alg` values that it verifies. */
  readonly algorithms: readonly string[];
  /** What begins a comment to the end of the line. */
  readonly comment: string;
  /** What it cannot be asked, and what would be long to write out: each a sentence that says what is missing. */
  readonly lacks: Partial<Record<DemandKind | 'key-in-header', string>>;
  /** Sentences for some plans. */
  notes?(plan: Plan): readonly string[];
  write(plan: Plan): string;
};

/** The statements of a language that refuse a token, one for each kind of demand. */
export type Statements = {
  readonly [Kind in DemandKind]?: (demand: DemandOf<Kind>, plan: Plan) => readonly string[];
};

/** The first demand of a kind; undefined where there is none. */
export function demandOf<Kind extends DemandKind>(plan: Plan, kind: Kind): DemandOf<Kind> | undefined {
  return plan.demands.find((demand): demand is DemandOf<Kind> => demand.kind === kind);
}

/**
 * The lines for the demands that no option of the library has `taken`, in the plan's order. What the library lacks is a
 * comment, so that it is not forgotten where the code is pasted.
 */
export function statementsFor(
  plan: Plan,
  statements: Statements,
  { comment, lacks }: Pick<Library, 'comment' | 'lacks'>,
  taken: (demand: Demand) => boolean,
): string[] {
  return plan.demands.flatMap((demand): readonly string[] => {
    if (taken(demand)) return [];
    const missing = lacks[demand.kind];
    if (missing) return [`${comment} Missing: ${missing}`];
    const write = statements[demand.kind] as ((demand: Demand, plan: Plan) => readonly string[]) | undefined;
    return write?.(demand, plan) ?? [];
  });
}

/** What is said when a demand is not met. It quotes no value, and has no character that a string would have to escape. */
export function refusal(demand: Demand): string {
  switch (demand.kind) {
    case 'type':
      return 'typ is not the expected type';
    case 'issuer':
      return 'iss is not the expected issuer';
    case 'audience':
      return 'aud does not name the expected audience';
    case 'present':
      return 'a required claim is missing';
    case 'one-present':
      return `one of ${demand.claims.join(' and ')} must be present`;
    case 'absent':
      return `${demand.claim} must not be present`;
    case 'event':
      return 'events has not the expected event';
    case 'lifetime':
      return 'the token lives longer than is accepted';
    case 'age':
      return `${demand.claim} is too long ago`;
    case 'digest':
      return `${demand.claim} is not the hash of what came with the token`;
    case 'thumbprint':
      return 'the access token is bound to another key';
    default:
      return `${demand.claim} is not the expected value`;
  }
}

/** The name of a variable for a claim's hash: `at_hash` is `atHash`. */
export const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The name of an argument where words are parted by low lines: `accessToken` is `access_token`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lines moved in, but for the empty ones. */
export const indent = (lines: readonly string[], by: string): string[] =>
  lines.map((line) => (line === '' ? '' : by + line));

/** What nearly every library verifies (RFC 7518 §3.1, without `none`). */
export const commonAlgorithms: readonly string[] = ['HS', 'RS', 'PS', 'ES'].flatMap((family) =>
  ['256', '384', '512'].map((bits) => family + bits),
);

/** What to mind of an address that is compared as it is written: a URL may be written in several ways. */
export const addressNotes = (plan: Plan): string[] =>
  demandOf(plan, 'address')
    ? ['"htu" is compared as it is written, without query and fragment: bring both to the same form first.']
    : [];

/** The address of a key set in the code: whose it is, nobody has said. */
export const keySetPlaceholder = 'https://issuer.example/.well-known/jwks.json';

/** Code of a language with double-quoted strings, with nothing in them: what stands there uses no package. */
export const withoutStrings = (code: string): string => code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
