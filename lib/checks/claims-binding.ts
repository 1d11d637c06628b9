import { findMember } from '../encoding/json-query';
import { profileOf } from '../registry/profiles';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { dateClaim, evidenceOf, span } from './date-claims';
import { absenceEvidence, memberEvidence } from './evidence';
import { claimsOf, findTokenClaim, typeOf } from './parts';
import { profileIn } from './profile';
import { cwe } from './references';

/** Kinds of token for which another check says that "jti" is missing. */
const ownCheck: ReadonlySet<string> = new Set(['access-token', 'dpop-proof', 'security-event']);

/** A token that is to be accepted once and has no name by which a second time could be noticed. */
const missingJti = {
  id: 'missing-jti',
  subject: 'claims',
  severity: 'medium',
  title: 'No id on a one-time token',
  why: 'This kind of token is good for one use. Without "jti" a receiver cannot tell that it has seen it before.',
  fix: 'Set "jti" to a random value when issuing, and remember the ones seen until they end.',
  references: [rfc(7519, '4.1.7'), rfc(7515, '10.10')],
  find(context) {
    const found = profileIn(context);
    const claims = claimsOf(context.token);
    if (!found || !claims?.whole || found.confidence === 'guess' || ownCheck.has(found.profile)) return [];
    const profile = profileOf(found.profile);
    // An authorization response is used up with its code.
    if (!profile.isOneTime || profile.id === 'authorization-response' || findTokenClaim(context.token, 'jti'))
      return [];
    return [{ message: `"jti" is missing from ${profile.words}.`, evidence: [absenceEvidence(claims.part, 'jti')] }];
  },
} as const satisfies Check;

/** Members of a private key (RFC 7518 §6.2.2, §6.3.2, RFC 8037 §2, RFC 9964), and of a shared one. */
const privateNames = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv', 'k'] as const;

/**
 * A confirmation that names several keys, or gives one away: `{"cnf": {"jwk": {…, "d": "…"}}}`. Never a false positive.
 */
const badConfirmation = {
  id: 'bad-confirmation',
  subject: 'claims',
  severity: 'high',
  title: 'Faulty confirmation key',
  why: '"cnf" names the one key that the sender must prove to have. With several nobody knows which, and with a private one everybody has it.',
  fix: 'Put one public key into "cnf", or its thumbprint.',
  references: [rfc(7800, '3.1'), rfc(7800, '3.2')],
  find({ token }) {
    const cnf = findTokenClaim(token, 'cnf');
    if (cnf?.member.value.kind !== 'object') return [];
    const { part, member } = cnf;
    const hits: Hit[] = [];
    const forms = ['jwk', 'jwe', 'jku'].filter((name) => findMember(member.value, name));
    if (forms.length > 1) {
      const message = `"cnf" has ${forms.map((name) => `"${name}"`).join(' and ')}, of which only one may be there.`;
      hits.push({ message, evidence: [memberEvidence(part, member, ['cnf'])] });
    }
    const jwk = findMember(member.value, 'jwk')?.value;
    const found = token.kind === 'jwe' ? [] : privateNames.flatMap((name) => findMember(jwk, name) ?? []);
    if (found.length > 0) {
      const names = found.map(({ name }) => `"${name}"`).join(', ');
      const evidence = found.map((one) => ({
        ...memberEvidence(part, one, ['cnf', 'jwk', one.name]),
        value: `"${one.name}"`,
      }));
      hits.push({
        message: `The key in "cnf" has the private ${found.length > 1 ? 'members' : 'member'} ${names}.`,
        severity: 'critical',
        evidence,
      });
    }
    return hits;
  },
} as const satisfies Check;

const hour = 3600;

/**
 * An access token of more than an hour that whoever has it can use. A remark: most access tokens are bearer tokens.
 */
const bearerOnly = {
  id: 'bearer-only',
  subject: 'claims',
  severity: 'info',
  title: 'Bound to no key',
  why: 'Whoever copies the token can use it as it is. Bound to a key, by DPoP or a client certificate, it is worth nothing without that key.',
  fix: 'Bind access tokens that live long to a key of the client ("cnf"), or let them live shorter.',
  references: [rfc(9449, '6'), rfc(8705, '3.1'), cwe(294)],
  find(context) {
    const { token } = context;
    if (profileIn(context)?.profile !== 'access-token' && typeOf(token) !== 'at+jwt') return [];
    const exp = dateClaim(context, 'exp');
    const iat = dateClaim(context, 'iat');
    if (findTokenClaim(token, 'cnf') || exp?.seconds === undefined || iat?.seconds === undefined) return [];
    const lifetime = exp.seconds - iat.seconds;
    if (lifetime <= hour) return [];
    const message = `This access token lives ${span(lifetime)} and has no "cnf": whoever has it can use it.`;
    return [{ message, evidence: evidenceOf(exp) }];
  },
} as const satisfies Check;

/** Checks of what ties a token to one use and one sender. */
export const claimBindingChecks = [missingJti, badConfirmation, bearerOnly] as const;
