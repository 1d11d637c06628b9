import type { Token, TokenProblem } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { mostEvidence, problemEvidence } from './evidence';
import { claimsOf, typeOf } from './parts';
import { cve, cwe } from './references';

/** Claims that are in hardly anything but a JWT (RFC 7519 §4.1). */
const telltaleClaims: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);

/**
 * A token in JSON: `{"payload": …, "signature": …}`. Where claims are in it a JWT was meant, which is compact by definition;
 * a JWS of other content and an SD-JWT (RFC 9901 §8) may be in JSON, which is only remarked on. Graver is a form that
 * breaks the rules: members twice, missing or excluding each other, a parameter in two headers. That is never wrong.
 */
const jsonSerialization = {
  id: 'json-serialization',
  subject: 'encoding',
  severity: 'medium',
  title: 'JSON serialization',
  why: 'A JWT is always compact. Libraries that take JSON too have been led to verify one thing and use another: a second signature, a header that nobody signed, a member that stands there twice.',
  fix: 'Use the compact form for a JWT, and have verifiers of JWTs refuse every other. Where JSON is meant, refuse what the standard does not allow.',
  references: [rfc(7519, '1'), rfc(7515, '7.2'), rfc(7516, '7.2'), cve('2022-39227'), cwe(436)],
  find({ token }) {
    const faults = token.problems.filter(({ code }) => code === 'json-member' || code === 'header-overlap');
    if (token.serialization === 'compact') return [];
    return [...hitsFor(token, faults), ...(token.kind === 'malformed' ? [] : [remark(token)])];
  },
} as const satisfies Check;

/** One hit for all faults of the form: the first one's sentence, and their places. */
function hitsFor(token: Token, faults: readonly TokenProblem[]): Hit[] {
  const [first] = faults;
  if (!first) return [];
  const rest = faults.length - 1;
  const more = rest === 0 ? '' : ` There ${rest === 1 ? 'is one more fault' : `are ${rest} more faults`} of its form.`;
  const evidence = faults.slice(0, mostEvidence).map((problem) => problemEvidence(token, problem));
  return [{ message: `${first.message}${more}`, evidence, severity: 'high' }];
}

function remark(token: Token): Hit {
  const isJwt = token.kind !== 'sd-jwt' && (typeOf(token) === 'jwt' || holdsClaims(token));
  const form = `This token is in ${token.serialization} JSON serialization`;
  const message = isJwt ? `${form}; a JWT is compact, with dots.` : `${form}, which not every library reads.`;
  const end = Math.min(token.text.length, 1);
  const evidence = [{ part: 'token' as const, span: { start: 0, end }, value: token.text.slice(0, end) }];
  return { message, evidence, severity: isJwt ? undefined : 'info' };
}

function holdsClaims(token: Token): boolean {
  return claimsOf(token)?.root.members.some(({ name }) => telltaleClaims.has(name)) ?? false;
}

/** Checks of how the token is written as a whole. */
export const encodingSerializationChecks = [jsonSerialization] as const;
