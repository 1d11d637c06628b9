import { indexByName, isCollisionResistant, type MemberRow, type NameKind, type ShortRow } from './member';
import { publication, rfc, type Source } from './source';

/** One JOSE header parameter. `forms` says in which kinds of token it is registered for use. */
export type HeaderParameter = MemberRow & { readonly forms: readonly ('jws' | 'jwe')[] };

const both = ['jws', 'jwe'] as const;

type Section = readonly [source: Source, forms: HeaderParameter['forms'], row: ShortRow];

const federation = (section: string) =>
  publication(`OpenID Federation §${section}`, 'https://openid.net/specs/openid-federation-1_0.html');

// The IANA registry "JSON Web Signature and Encryption Header Parameters", as of September 2026:
// https://www.iana.org/assignments/jose/jose.xhtml. What JWE shares with JWS is cited where JWS defines it.
// biome-ignore format: one row a line
const sections: readonly Section[] = [
  [rfc(7515, '4.1.1'), both, ['alg', 'algorithm', 'string', 'Names the algorithm that protects the token; the receiver must decide for itself which ones it accepts.']],
  [rfc(7516, '4.1.2'), ['jwe'], ['enc', 'content encryption', 'string', 'Names the algorithm that encrypts the content and keeps it from being changed.']],
  [rfc(7516, '4.1.3'), ['jwe'], ['zip', 'compression', 'string', 'Says that the plaintext was compressed before it was encrypted; DEF is the only registered value.']],
  [rfc(7515, '4.1.9'), both, ['typ', 'type', 'string', 'Says what kind of token this is, as a media type without its application/ prefix.']],
  [rfc(7515, '4.1.10'), both, ['cty', 'content type', 'string', 'Says what the payload is; JWT when the payload is itself a token.']],
  [rfc(7515, '4.1.4'), both, ['kid', 'key id', 'string', 'Hints at the key that was used, so that the receiver can find it among its own.']],
  [rfc(7515, '4.1.11'), both, ['crit', 'critical parameters', 'strings', 'Lists extensions in this header that a receiver must understand, or else refuse the token.']],
  [rfc(7515, '4.1.2'), both, ['jku', 'key set URL', 'string', 'Gives a URL where a key set with the signing key can be fetched; never to be followed unasked.']],
  [rfc(7515, '4.1.3'), both, ['jwk', 'embedded key', 'object', 'Carries the public key itself; by itself it proves nothing, since anyone can put a key here.']],
  [rfc(7515, '4.1.5'), both, ['x5u', 'certificate URL', 'string', 'Gives a URL where the certificate of the signing key can be fetched; never to be followed unasked.']],
  [rfc(7515, '4.1.6'), both, ['x5c', 'certificate chain', 'strings', 'Carries the certificate chain of the signing key, as standard base64 of DER, leaf first.']],
  [rfc(7515, '4.1.7'), both, ['x5t', 'certificate SHA-1', 'string', 'Base64url of the SHA-1 thumbprint of the signing certificate.']],
  [rfc(7515, '4.1.8'), both, ['x5t#S256', 'certificate SHA-256', 'string', 'Base64url of the SHA-256 thumbprint of the signing certificate.']],
  [rfc(7518, '4.6.1.1'), ['jwe'], ['epk', 'ephemeral public key', 'object', 'The one-time public key of the sender, for agreeing on a key by elliptic-curve Diffie-Hellman.']],
  [rfc(7518, '4.6.1.2'), ['jwe'], ['apu', 'producer info', 'string', 'Base64url of information about the sender that goes into the key derivation.']],
  [rfc(7518, '4.6.1.3'), ['jwe'], ['apv', 'recipient info', 'string', 'Base64url of information about the recipient that goes into the key derivation.']],
  [rfc(7518, '4.7.1.1'), ['jwe'], ['iv', 'key-wrap IV', 'string', 'Base64url of the initialization vector with which AES-GCM wrapped the content key.']],
  [rfc(7518, '4.7.1.2'), ['jwe'], ['tag', 'key-wrap tag', 'string', 'Base64url of the authentication tag of the wrapped content key.']],
  [rfc(7518, '4.8.1.1'), ['jwe'], ['p2s', 'password salt', 'string', 'Base64url of the salt with which the password was turned into a key.']],
  [rfc(7518, '4.8.1.2'), ['jwe'], ['p2c', 'password iterations', 'number', 'How many rounds the password was hashed to make the key.']],
  [rfc(7797, '3'), ['jws'], ['b64', 'payload encoding', 'boolean', 'When false, the payload is signed as it is instead of in base64url; not allowed in a JWT.']],
  [rfc(7519, '5.3'), ['jwe'], ['iss', 'issuer, copied', 'string-or-uri', 'A copy of the issuer claim, readable without decrypting the token.']],
  [rfc(7519, '5.3'), ['jwe'], ['sub', 'subject, copied', 'string-or-uri', 'A copy of the subject claim, readable without decrypting the token.']],
  [rfc(7519, '5.3'), ['jwe'], ['aud', 'audience, copied', 'string-or-strings', 'A copy of the audience claim, readable without decrypting the token.']],
  [rfc(8225, '8.1'), ['jws'], ['ppt', 'PASSporT extension', 'string', 'Names the extension that a caller-identity token (PASSporT) uses.']],
  [rfc(8555, '6.4.1'), both, ['url', 'request URL', 'string', 'The URL to which this signed request is sent (ACME).']],
  [rfc(8555, '6.5.2'), both, ['nonce', 'replay nonce', 'string', 'A value from the server that makes this signed request usable only once (ACME).']],
  [rfc(9321), ['jws'], ['svt', 'validation token', 'strings', 'Signature validation tokens: records that this signature was checked while its keys were still good.']],
  [publication('IHE DSGj §5.10', 'https://profiles.ihe.net/ITI/DSGj/Volume3/ch-5.10.html#5.10'), ['jws'], ['iheSSId', 'submission set id', 'string', 'The unique id of the medical document set to which this signature belongs.']],
  [publication('OpenID4VP §12', 'https://openid.net/specs/openid-4-verifiable-presentations-1_0.html'), ['jws'], ['jwt', 'carried token', 'string', 'Carries another token, for instance an attestation about who makes the request.']],
  [publication('OpenID4VP', 'https://openid.net/specs/openid-4-verifiable-presentations-1_0.html'), ['jws'], ['client_id', 'client id', 'string', 'The OAuth client for which this signature was made.']],
  [federation('4.3'), ['jws'], ['trust_chain', 'trust chain', 'strings', 'The chain of statements that leads from this signer to a trust anchor of a federation.']],
  [federation('4.4'), ['jws'], ['peer_trust_chain', 'peer trust chain', 'strings', 'The chain of statements that leads from the other party to the same trust anchor.']],
];

/** Every JOSE header parameter in the IANA registry, JWS and JWE, in the order in which completion offers them. */
export const headerParameters: readonly HeaderParameter[] = sections.map(
  ([source, forms, [name, title, valueType, meaning]]) => ({
    name,
    title,
    meaning,
    kind: 'registered',
    valueType: valueType === 'any' ? undefined : valueType,
    source,
    forms,
  }),
);

/** Names for completion. */
export const headerNames: readonly string[] = headerParameters.map((row) => row.name);

const byName = indexByName(headerParameters);

/** The row of a header parameter, or undefined for one that is not registered. Names are case-sensitive. */
export function findHeaderParameter(name: string): HeaderParameter | undefined {
  return byName.get(name);
}

/** Registered, public (collision-resistant: RFC 7515 §4.2) or private (§4.3). */
export function classifyHeaderParameter(name: string): NameKind {
  return byName.get(name)?.kind ?? (isCollisionResistant(name) ? 'public' : 'private');
}

/**
 * Whether RFC 7515 or RFC 7518 defines this name for JWS, so that `crit` must not list it: a receiver has to understand
 * it anyway (RFC 7515 §4.1.11).
 */
export function isBaseParameter(name: string): boolean {
  const label = byName.get(name)?.source.label;
  return label !== undefined && /^RFC 751[568] /.test(label);
}
