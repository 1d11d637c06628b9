import type { Source } from './source';

/**
 * The JSON type that a specification gives a member. `string-or-uri` is RFC 7519's StringOrURI (§2), `numeric-date` its
 * NumericDate: seconds since 1970-01-01T00:00:00Z, fractions allowed.
 */
export type ValueType =
  | 'string'
  | 'string-or-uri'
  | 'string-or-strings'
  | 'strings'
  | 'numeric-date'
  | 'number'
  | 'boolean'
  | 'object'
  | 'array';

/**
 * How a name came by its meaning: in an IANA registry, made collision-resistant or widely published by someone, or
 * agreed between two parties (RFC 7519 §4.1 to §4.3, RFC 7515 §4.1 to §4.3).
 */
export type NameKind = 'registered' | 'public' | 'private';

/** What is known of one header parameter or claim. */
export type MemberRow = {
  readonly name: string;
  /** For margin notes: lower case, at most 22 characters. */
  readonly title: string;
  /** One plain sentence. */
  readonly meaning: string;
  readonly kind: NameKind;
  /** Absent where the specification leaves the type open, or where the types in use differ. */
  readonly valueType?: ValueType;
  readonly source: Source;
};

/** A row as the tables write it: name, title, value type (or `any`), meaning. */
export type ShortRow = readonly [name: string, title: string, valueType: ValueType | 'any', meaning: string];

/** The rows of one source, in full. */
export function rowsOf(source: Source, rows: readonly ShortRow[], kind: NameKind = 'registered'): MemberRow[] {
  return rows.map(([name, title, valueType, meaning]) => ({
    name,
    title,
    meaning,
    kind,
    valueType: valueType === 'any' ? undefined : valueType,
    source,
  }));
}

/** The rows by name. A map, since the names looked up come from tokens: `constructor` must find nothing. */
export function indexByName<Row extends { readonly name: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.name, row]));
}

/** Whether a name is made so that two parties cannot mean different things by it: a URI or a domain name in it. */
export function isCollisionResistant(name: string): boolean {
  // The patterns look back and forth, which a hostile name of a megabyte would make slow.
  if (name.length > 500) return false;
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$|^urn:\S+:\S+$|^([a-z0-9-]+\.){1,8}[a-z]{2,24}(\/\S*)$/i.test(name);
}
