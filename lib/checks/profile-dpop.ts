import { findMember } from '../encoding/json-query';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { cut } from './evidence';
import { findParameter, findTokenClaim, rowOf, typeOf } from './parts';
import { claimPlace, missingClaims, parameterPlace, profileIn, quoted, textClaim } from './profile';
import { cwe } from './references';

const checking = rfc(9449, '4.3');
const syntax = rfc(9449, '4.2');

/** A proof whose type does not say so. Never a false positive for a token with "htm" and "htu": receivers must refuse it. */
const dpopTyp = {
  id: 'dpop-typ',
  subject: 'profile',
  severity: 'high',
  title: 'DPoP proof without its type',
  why: 'The type keeps other tokens that a client signs from being taken for proofs. Receivers have to refuse a proof without it.',
  fix: 'Write "typ": "dpop+jwt" into the header.',
  references: [syntax, checking],
  find(context) {
    if (profileIn(context)?.profile !== 'dpop-proof' || typeOf(context.token) === 'dpop+jwt') return [];
    return [{ message: '"typ" is not "dpop+jwt".', evidence: parameterPlace(context, 'typ') }];
  },
} as const satisfies Check;

/** A proof by a shared secret, or by nothing. Never a false positive: a proof is of a private key. */
const dpopAlg = {
  id: 'dpop-alg',
  subject: 'profile',
  severity: 'critical',
  title: 'DPoP proof is no signature',
  why: 'A proof shows that the sender holds a private key. Without a signature, or with a secret that both sides have, it shows nothing.',
  fix: 'Sign the proof with ES256, Ed25519 or another algorithm of key pairs.',
  references: [syntax, checking],
  find(context) {
    const row = rowOf(context.token);
    if (profileIn(context)?.profile !== 'dpop-proof' || (row?.family !== 'hmac' && row?.family !== 'none')) return [];
    return [
      { message: `"alg" is "${row.name}", which proves no private key.`, evidence: parameterPlace(context, 'alg') },
    ];
  },
} as const satisfies Check;

/** A proof without its key, with a private one, or that its key did not make. Never a false positive. */
const dpopKey = {
  id: 'dpop-key',
  subject: 'profile',
  severity: 'critical',
  title: 'DPoP proof does not prove its key',
  why: 'The proof brings the public key and is signed with the private one. Where these do not go together it proves nothing.',
  fix: 'Put the public key that belongs to the signature into "jwk", and nothing private.',
  references: [syntax, checking],
  find(context): Hit[] {
    const { token, facts } = context;
    if (profileIn(context)?.profile !== 'dpop-proof') return [];
    const jwk = findParameter(token, 'jwk')?.member.value;
    const evidence = parameterPlace(context, 'jwk');
    if (jwk?.kind !== 'object')
      return [{ message: `"jwk" is ${jwk ? 'no object' : 'missing'}: there is no key to prove.`, evidence }];
    if (['d', 'k', 'priv'].some((name) => findMember(jwk, name))) {
      return [
        {
          message: 'The key in "jwk" is private, and now everyone has it.',
          evidence: evidence.map((one) => ({ ...one, value: '"jwk"' })),
        },
      ];
    }
    if (facts?.proof?.verdict.kind !== 'invalid') return [];
    return [{ message: 'The signature does not verify with the key in "jwk".', evidence }];
  },
} as const satisfies Check;

/** A proof that lacks a claim, or whose address has what it must not have. Never a false positive. */
const dpopClaims = {
  id: 'dpop-claims',
  subject: 'profile',
  severity: 'high',
  title: 'DPoP proof lacks claims',
  why: 'The proof is for one request at one time. What it does not say about the request an attacker may choose.',
  fix: 'Set "jti", "htm", "htu" and "iat"; "htu" without query and fragment.',
  references: [syntax],
  find(context) {
    if (profileIn(context)?.profile !== 'dpop-proof') return [];
    const hits: Hit[] = [];
    const missing = missingClaims(context, 'dpop-proof');
    if (missing[0]) {
      const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from a DPoP proof.`;
      hits.push({ message, evidence: claimPlace(context, missing[0]) });
    }
    const htu = textClaim(context, 'htu');
    if (htu !== undefined && /[?#]/.test(htu)) {
      hits.push({
        message: '"htu" has a query or a fragment, which is to be left out.',
        severity: 'medium',
        evidence: claimPlace(context, 'htu'),
      });
    }
    return hits;
  },
} as const satisfies Check;

/** An address without query and fragment, normalized as RFC 3986 §6.2.2 and §6.2.3 say. */
function addressOf(text: string): string {
  try {
    const url = new URL(text);
    url.search = '';
    url.hash = '';
    return url.href;
  } catch {
    return text;
  }
}

/**
 * A proof for another request, another access token or another key. Only where the reviewer says for which it should be;
 * never a false positive then.
 */
const dpopBinding = {
  id: 'dpop-binding',
  subject: 'profile',
  severity: 'high',
  title: 'DPoP proof is for something else',
  why: 'A proof that was made for another request, token or key was copied from there.',
  fix: 'Make a new proof for each request, with the method, the address and the hash of the access token.',
  references: [checking, rfc(9449, '7.1'), cwe(294)],
  find(context) {
    const request = context.expectations?.request;
    if (!request || profileIn(context)?.profile !== 'dpop-proof') return [];
    const hits: Hit[] = [];
    const differ = (name: string, message: string) => hits.push({ message, evidence: claimPlace(context, name) });
    const [htm, htu, ath, nonce] = ['htm', 'htu', 'ath', 'nonce'].map((name) => textClaim(context, name));
    if (request.method && htm !== request.method) {
      differ(
        'htm',
        `"htm" is ${htm === undefined ? 'missing' : `"${cut(htm)}"`}, and the method is "${cut(request.method)}".`,
      );
    }
    if (request.url && addressOf(htu ?? '') !== addressOf(request.url)) {
      differ(
        'htu',
        `"htu" is ${htu === undefined ? 'missing' : `"${cut(htu)}"`}, and the address is "${cut(addressOf(request.url))}".`,
      );
    }
    if (request.nonce && nonce !== request.nonce) differ('nonce', '"nonce" is not the one that the server gave.');
    const due = context.facts?.digests?.ath;
    if (due !== undefined && ath !== due) {
      differ(
        'ath',
        findTokenClaim(context.token, 'ath')
          ? '"ath" is not the hash of the access token.'
          : '"ath" is missing, though there is an access token.',
      );
    }
    const proof = context.facts?.proof;
    if (request.thumbprint && proof && proof.thumbprint !== request.thumbprint) {
      hits.push({
        message: 'The access token is bound to another key than the one in "jwk".',
        evidence: parameterPlace(context, 'jwk'),
      });
    }
    return hits;
  },
} as const satisfies Check;

/** Checks of DPoP proofs. */
export const dpopChecks = [dpopTyp, dpopAlg, dpopKey, dpopClaims, dpopBinding] as const;
