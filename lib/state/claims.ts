import { readJson } from '../encoding/json';
import type { JsonNode } from '../encoding/json-node';
import type { SdJwtReading } from '../jose/sd-jwt-reading';
import { type Explanation, explainMember } from '../registry/explain';
import { remember } from './answers';
import type { TimeClaim } from './margin-notes';
import type { View } from './view';

/** Rows beyond this many are counted, not drawn. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 300;

export type ClaimRow = {
  /** Counts the claims, repeated ones too. */
  index: number;
  name: string;
  /** The value as it is written in the token. */
  value: string;
  explanation: Explanation | undefined;
  repeated: boolean;
  timeClaim?: TimeClaim;
};

type ClaimsText = { text: string; root: JsonNode | undefined };

/** The claims that a token makes: its payload, or for an SD-JWT what its disclosures make of that (RFC 9901 §7.1). */
export function claimsOf({ token, sdJwt }: Pick<View, 'token' | 'sdJwt'>): ClaimsText | undefined {
  if (sdJwt?.reading.claims !== undefined) return readClaims(sdJwt.reading);
  const { text, json } = token.payload ?? {};
  return text === undefined ? undefined : { text, root: json?.root };
}

const readClaims = remember(
  ({ claims = '' }: SdJwtReading): ClaimsText => ({ text: claims, root: readJson(claims).root }),
);

/** The claims set as rows, every member as it is written, repeated names each on their own. */
export function claimRows(
  claims: ClaimsText | undefined,
  now: number,
  timeZone: string,
): { rows: ClaimRow[]; more: number } {
  if (claims?.root?.kind !== 'object') return { rows: [], more: 0 };
  const { text, root } = claims;
  const members = root.members.slice(0, MOST_ROWS);
  const counts = new Map<string, number>();
  for (const { name } of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = members.map((member, index) => ({
    index,
    name: member.name,
    value: written(text, member.value),
    explanation: explainMember('payload', [member.name], member.value, now, timeZone),
    repeated: (counts.get(member.name) ?? 0) > 1,
    timeClaim: isTimeClaim(member.name) ? member.name : undefined,
  }));
  return { rows, more: root.members.length - rows.length };
}

function isTimeClaim(name: string): name is TimeClaim {
  return name === 'exp' || name === 'nbf' || name === 'iat';
}

function written(text: string, node: JsonNode): string {
  const whole = text.slice(node.start, Math.min(node.end, node.start + MOST_CHARACTERS));
  return node.end - node.start > MOST_CHARACTERS ? `${whole}…` : whole;
}
