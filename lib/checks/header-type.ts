import { headerParameters } from '../registry/header-parameters';
import { publication, rfc } from '../registry/source';
import { normalizeType } from '../registry/values';
import type { Check } from './check';
import { absenceEvidence, cut, memberEvidence, mostEvidence, partEvidence } from './evidence';
import { claimsOf, findParameter, findTokenClaim, headerOf, rowOf, stringParameter, typeOf } from './parts';
import { cwe } from './references';
import { isSameJson } from './walk';

/**
 * A token that does not say what kind it is: `{"typ": "JWT"}` or no `typ`. True of most tokens; it matters where one
 * issuer makes several kinds.
 */
const implicitTyp = {
  id: 'implicit-typ',
  subject: 'header',
  severity: 'low',
  title: 'Kind of token is not said',
  why: 'Without a type of its own, a token made for one purpose can be passed off as one for another: an ID token as an access token, for instance.',
  fix: 'Give each kind of token its own "typ", such as "at+jwt", and let receivers insist on it.',
  references: [rfc(8725, '3.11'), rfc(7515, '4.1.9')],
  find({ token }) {
    const header = headerOf(token);
    if (!header?.whole || token.kind === 'jwe') return [];
    const typ = findParameter(token, 'typ');
    if (!typ) return [{ message: '"typ" is missing.', evidence: [absenceEvidence(header.part, 'typ')] }];
    const evidence = [memberEvidence(typ.part, typ.member, ['typ'])];
    if (typ.member.value.kind !== 'string') return [{ message: '"typ" is not a string.', evidence }];
    if (typeOf(token) !== 'jwt') return [];
    return [{ message: `"typ" is only "${cut(typ.member.value.value)}".`, evidence }];
  },
} as const satisfies Check;

/** A compact token as a payload: its header begins `{"` in base64url, and dots part it in three or five. */
function isCompactToken(text: string | undefined): boolean {
  return text?.startsWith('eyJ') === true && /^[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?$/.test(text);
}

/**
 * A content type that does not fit: `{"cty": "JWT"}` over plain claims, or a token inside a token without it. Other
 * content types over claims are a false positive where a profile asks for them.
 */
const unexpectedCty = {
  id: 'unexpected-cty',
  subject: 'header',
  severity: 'medium',
  title: 'Content type does not fit',
  why: '"cty" tells a receiver how to read the payload: as claims, or as another token to verify in turn. When it does not fit, the inner token goes unverified, or the claims unread.',
  fix: 'Write "cty": "JWT" when the payload is a token, and leave it out when it is claims.',
  references: [rfc(7519, '5.2'), rfc(7515, '4.1.10')],
  find({ token }) {
    if (token.kind === 'jwe') return [];
    const cty = findParameter(token, 'cty');
    const value = stringParameter(token, 'cty');
    const evidence = cty ? [memberEvidence(cty.part, cty.member, ['cty'])] : [];
    const nested = isCompactToken(token.payload?.text);
    if (nested && token.payload && normalizeType(value ?? '') !== 'jwt') {
      const message = 'The payload is itself a token, but "cty" is not "JWT".';
      return [{ message, evidence: [...evidence, partEvidence(token.payload)] }];
    }
    if (!cty || !claimsOf(token)) return [];
    if (value === undefined) return [{ message: '"cty" is not a string.', evidence }];
    if (normalizeType(value) === 'jwt') {
      return [{ message: '"cty" is "JWT", but the payload is a claims set and no token.', evidence }];
    }
    // A type of its own makes the token part of a profile, and the profile may ask for a content type.
    const typ = typeOf(token);
    if (typ !== undefined && typ !== 'jwt') return [];
    const message = `"cty" is "${cut(value)}"; over a claims set it is better left out.`;
    return [{ message, severity: 'low', evidence }];
  },
} as const satisfies Check;

/** Names that are header parameters in their own right: there they do not copy a claim. `iss`, `sub` and `aud` do. */
const ownParameters: ReadonlySet<string> = new Set(
  headerParameters.map(({ name }) => name).filter((name) => !['iss', 'sub', 'aud'].includes(name)),
);

/**
 * A claim in the header that says something else than in the payload: `{"iss": "a"}` over `{"iss": "b"}`. A false
 * positive where a private parameter shares its name with a claim by chance.
 */
const replicatedClaimMismatch = {
  id: 'replicated-claim-mismatch',
  subject: 'header',
  severity: 'high',
  title: 'Copied claim differs',
  why: 'One component may decide by the copy in the header, another by the claim: the token means two things at once.',
  fix: 'Copy claims unchanged, and let the receiver compare them.',
  references: [rfc(7519, '5.3'), cwe(436)],
  find({ token }) {
    const header = headerOf(token);
    const claims = claimsOf(token);
    if (!header || !claims) return [];
    const named = new Map(claims.root.members.map((member) => [member.name, member]));
    const copies = new Map(header.root.members.map((member) => [member.name, member]));
    return [...copies.values()]
      .filter((copy) => {
        const claim = named.get(copy.name);
        return claim && !ownParameters.has(copy.name) && !isSameJson(copy.value, claim.value);
      })
      .slice(0, mostEvidence)
      .map((copy) => {
        const claim = findTokenClaim(token, copy.name);
        const evidence = [memberEvidence(header.part, copy, [copy.name])];
        if (claim) evidence.push(memberEvidence(claim.part, claim.member, [copy.name]));
        return { message: `"${cut(copy.name)}" in the header differs from the claim.`, evidence };
      });
  },
} as const satisfies Check;

/**
 * Compression where there is none: `{"alg": "HS256", "zip": "DEF"}` on a signed token. A false positive for formats that
 * compress the payload of a JWS by their own rules, such as SMART Health Cards.
 */
const zipOnJws = {
  id: 'zip-on-jws',
  subject: 'header',
  severity: 'medium',
  title: 'zip on a signed token',
  why: '"zip" is defined for encrypted tokens alone. On a signed one most receivers ignore it, and those that inflate the payload can be made to fill their memory.',
  fix: 'Leave out "zip", unless a profile defines it, and then limit what is inflated.',
  references: [rfc(7516, '4.1.3'), cwe(409)],
  find({ token }) {
    const zip = findParameter(token, 'zip');
    if (!zip || (token.kind !== 'jws' && token.kind !== 'sd-jwt')) return [];
    return [
      {
        message: 'The header has "zip", but the token is signed and not encrypted.',
        evidence: [memberEvidence(zip.part, zip.member, ['zip'])],
      },
    ];
  },
} as const satisfies Check;

/**
 * An access token of Microsoft Graph: `{"alg": "RS256", "nonce": "…"}`. A false positive for other issuers that put a
 * nonce there; ACME requests, which have a `url` too, are left alone.
 */
const headerNonce = {
  id: 'header-nonce',
  subject: 'header',
  severity: 'info',
  title: 'Nonce in the header',
  why: 'Tokens of Microsoft Entra for Microsoft services have a nonce in the header, which the service replaces before it verifies. Anywhere else the signature of such a token does not match, by design.',
  fix: 'Do not verify a token that is meant for another service. For your own API, ask for a token with its scope.',
  references: [
    publication(
      'Microsoft Entra access tokens',
      'https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#validate-tokens',
    ),
    publication(
      'Microsoft.IdentityModel issue 609',
      'https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/issues/609',
    ),
  ],
  find({ token }) {
    const nonce = findParameter(token, 'nonce');
    if (!nonce || rowOf(token)?.name !== 'RS256' || findParameter(token, 'url')) return [];
    const message = 'The header has a "nonce", as tokens for Microsoft Graph have: it may not verify as it stands.';
    return [{ message, evidence: [memberEvidence(nonce.part, nonce.member, ['nonce'])] }];
  },
} as const satisfies Check;

/** Checks of what the header says about the payload and the kind of token. */
export const headerTypeChecks = [implicitTyp, unexpectedCty, replicatedClaimMismatch, zipOnJws, headerNonce] as const;
