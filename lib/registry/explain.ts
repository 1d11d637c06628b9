import type { JsonNode } from '../encoding/json-node';
import { describeDate } from '../encoding/numeric-date';
import { findAlgorithm } from './algorithms';
import { classifyClaim, findClaim } from './claims';
import { findContentEncryption } from './content-encryption';
import { classifyHeaderParameter, findHeaderParameter } from './header-parameters';
import { findKeyManagement } from './key-management';
import type { MemberRow, NameKind } from './member';
import { findNestedMember } from './nested-members';
import type { Source } from './source';
import { describeAuthenticationMethod, describeTokenType } from './values';

/**
 * What a person is told about one member. `value` says what this very value stands for ("HMAC with SHA-256"), `date`
 * is there for a NumericDate.
 */
export type Explanation = {
  title: string;
  meaning: string;
  kind: NameKind;
  source?: Source;
  value?: string;
  date?: { utc: string; local: string; relative: string };
};

const unregistered = {
  public: 'Not registered; the name is made so that it cannot be taken for another.',
  private: 'Not registered: what it means is between the issuer and the receiver.',
} as const;

// Issuers write their own dates under such names; a number far from our age is no date.
const datelike = /(?:^|_)(?:at|time|date|exp|iat|expires|expiry|until|since|ts)$|(?:At|Time|Date|Exp|Until|Since)$/;
const year2000 = 946_684_800;
const year2100 = 4_102_444_800;

/**
 * Meaning of the member at `path`: the names and array indices from the root of the header or claims set down to it
 * (indices as numbers or digits). `node` is its value, `now` the clock in NumericDate seconds,
 * `timeZone` the IANA zone of local dates (the machine's where it is missing). Gives undefined for a
 * nested member that is not known; a top-level one always has an explanation, if only that it is private. Never throws.
 */
export function explainMember(
  part: 'header' | 'payload',
  path: readonly (string | number)[],
  node: JsonNode,
  now: number,
  timeZone?: string,
): Explanation | undefined {
  const names = path.filter((step): step is string => typeof step === 'string' && !/^\d+$/.test(step));
  const name = names[names.length - 1];
  if (name === undefined) return undefined;
  const outer = names[names.length - 2];
  const row = outer === undefined ? findTopMember(part, name) : findNestedMember(outer, name);
  if (row) {
    return {
      title: row.title,
      meaning: row.meaning,
      kind: row.kind,
      source: row.source,
      value: explainValue(part, name, node),
      date: row.valueType === 'numeric-date' ? dateOf(node, now, timeZone) : undefined,
    };
  }
  if (outer !== undefined) return undefined;
  const kind =
    (part === 'header' ? classifyHeaderParameter(name) : classifyClaim(name)) === 'public' ? 'public' : 'private';
  const noun = part === 'header' ? 'parameter' : 'claim';
  const date = datelike.test(name) && looksLikeOurAge(node) ? dateOf(node, now, timeZone) : undefined;
  return { title: `${kind} ${noun}`, meaning: unregistered[kind], kind, date };
}

function findTopMember(part: 'header' | 'payload', name: string): MemberRow | undefined {
  return part === 'header' ? findHeaderParameter(name) : findClaim(name);
}

function explainValue(part: 'header' | 'payload', name: string, node: JsonNode): string | undefined {
  if (node.kind !== 'string') return undefined;
  if (part === 'header' && name === 'alg') {
    return findAlgorithm(node.value)?.meaning ?? findKeyManagement(node.value)?.meaning;
  }
  if (part === 'header' && name === 'enc') return findContentEncryption(node.value)?.meaning;
  if (part === 'header' && (name === 'typ' || name === 'cty')) return describeTokenType(node.value);
  if (part === 'payload' && name === 'amr') return describeAuthenticationMethod(node.value);
  return undefined;
}

function looksLikeOurAge(node: JsonNode): boolean {
  return node.kind === 'number' && node.value > year2000 && node.value < year2100;
}

function dateOf(node: JsonNode, now: number, timeZone: string | undefined): Explanation['date'] {
  return node.kind === 'number' ? describeDate(node.value, now, { timeZone }) : undefined;
}
