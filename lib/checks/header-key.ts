import { findMember } from '../encoding/json-query';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Evidence, Hit } from './check';
import { cut, memberEvidence } from './evidence';
import { findParameter, findTokenClaim, type PartMember, typeOf } from './parts';
import { cve, cwe } from './references';

/** Kinds of token whose `jwk` is the point of them: they prove that the sender holds that key. */
const proofTypes: ReadonlySet<string | undefined> = new Set(['dpop+jwt', 'openid4vci-proof+jwt']);

/** Private members of a JWK (RFC 7518 §6.2.2, §6.3.2 and §6.4, RFC 8037 §2, RFC 9964). */
const privateNames = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const;

/**
 * A token that brings its own key: `{"alg": "RS256", "jwk": {"kty": "RSA", …}}`. Proofs of a key (DPoP) must do so, and
 * get a remark only.
 */
const embeddedJwk = {
  id: 'embedded-jwk',
  subject: 'header',
  severity: 'high',
  title: 'Brings its own key',
  why: 'The key came with the token, so a signature that matches it proves nothing: whoever forged the token put the key there as well.',
  fix: 'Ignore "jwk" in the header unless the key is known from elsewhere, by its thumbprint for instance.',
  references: [rfc(7515, '4.1.3'), rfc(7515, '10.3'), cve('2018-0114'), cwe(347)],
  find({ token }) {
    const jwk = token.kind === 'jwe' ? undefined : findParameter(token, 'jwk');
    if (!jwk) return [];
    const evidence = [memberEvidence(jwk.part, jwk.member, ['jwk'])];
    if (proofTypes.has(typeOf(token))) {
      const message =
        'The header carries a public key, as a proof of that key does; it counts only if the key is known from elsewhere.';
      return [{ message, severity: 'info', evidence }];
    }
    return [{ message: 'The header carries a key of its own.', evidence }];
  },
} as const satisfies Check;

/**
 * A private key in public: `{"jwk": {"kty": "EC", …, "d": "…"}}`. Never a false positive: whoever saw the token has
 * the key.
 */
const embeddedPrivateKey = {
  id: 'embedded-private-key',
  subject: 'header',
  severity: 'critical',
  title: 'Private key in the header',
  why: 'Everyone who sees the token now has the private key and can sign whatever they like with it.',
  fix: 'Withdraw this key at once, wherever it is trusted, and put only public members into "jwk".',
  references: [rfc(7515, '4.1.3'), cwe(522)],
  find({ token }) {
    const jwk = findParameter(token, 'jwk');
    if (!jwk) return [];
    const members = privateNames.flatMap((name) => findMember(jwk.member.value, name) ?? []);
    if (members.length === 0) return [];
    const names = members.map(({ name }) => `"${name}"`).join(', ');
    // The place is shown, the value is not repeated.
    const evidence = members.map(
      (member): Evidence => ({
        ...memberEvidence(jwk.part, member, ['jwk', member.name]),
        value: `"${member.name}"`,
      }),
    );
    return [
      {
        message: `The key in the header has the private ${members.length > 1 ? 'members' : 'member'} ${names}.`,
        evidence,
      },
    ];
  },
} as const satisfies Check;

function urlParameters({ token }: CheckContext): (PartMember & { name: 'jku' | 'x5u' })[] {
  return (['jku', 'x5u'] as const).flatMap((name) => {
    const found = findParameter(token, name);
    return found ? [{ ...found, name }] : [];
  });
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/**
 * A key to be fetched from where the token says: `{"jku": "https://issuer.example/keys"}`. A false positive where the
 * receiver compares the URL with a list of its own before fetching.
 */
const remoteKeyReference = {
  id: 'remote-key-reference',
  subject: 'header',
  severity: 'high',
  title: 'Says where to fetch the key',
  why: 'The sender names the place of the key. A receiver that follows it lets the sender choose the key, and can be made to call addresses inside its own network.',
  fix: 'Take keys from the address that you know for the issuer; ignore "jku" and "x5u", or accept only addresses from a list.',
  references: [rfc(8725, '3.10'), cwe(918)],
  find(context) {
    return urlParameters(context).map(({ part, member, name }) => ({
      message: `"${name}" says where the key can be fetched. Nothing was fetched.`,
      evidence: [memberEvidence(part, member, [name])],
    }));
  },
} as const satisfies Check;

/** What is wrong with a URL of a key, or undefined. */
function urlFault(text: string, issuer: URL | undefined): string | undefined {
  const url = parseUrl(text);
  if (!url) return 'is not a URL';
  if (url.protocol !== 'https:') return `begins with ${cut(url.protocol)} and not with https:`;
  if (url.username !== '' || url.password !== '') return 'has a user name in it, which hides the real host';
  if (/^[\d.]+$|^\[/.test(url.hostname) || url.hostname === 'localhost')
    return 'points to an address, not to a named host';
  if (issuer && issuer.host !== url.host) return `is on ${cut(url.host)}, but "iss" is on ${cut(issuer.host)}`;
  return undefined;
}

/**
 * An address that no issuer would name: http, an IP address, credentials in it, or another host than the issuer's. A
 * false positive where an issuer keeps its keys on another host.
 */
const untrustedKeyUrl = {
  id: 'untrusted-key-url',
  subject: 'header',
  severity: 'high',
  title: 'Untrustworthy key address',
  why: 'A key fetched from there is the key of whoever controls that place or the way to it, not that of the issuer.',
  fix: 'Refuse the token, and take the key from the address that you know for the issuer.',
  references: [rfc(8725, '3.10'), rfc(7515, '4.1.2'), cwe(918)],
  find(context) {
    const iss = findTokenClaim(context.token, 'iss')?.member.value;
    const issuer = iss?.kind === 'string' ? parseUrl(iss.value) : undefined;
    return urlParameters(context).flatMap(({ part, member, name }): Hit[] => {
      const fault = member.value.kind === 'string' ? urlFault(member.value.value, issuer) : 'is not a string';
      if (!fault) return [];
      return [{ message: `"${name}" ${fault}.`, evidence: [memberEvidence(part, member, [name])] }];
    });
  },
} as const satisfies Check;

/** Checks of keys and addresses of keys that came with the token. */
export const headerKeyChecks = [embeddedJwk, embeddedPrivateKey, remoteKeyReference, untrustedKeyUrl] as const;
