/** Values of `typ` and what kind of token they announce (IANA media types, without application/ and in lower case). */
const tokenTypes: ReadonlyMap<string, string> = new Map([
  ['jwt', 'JSON Web Token, of no particular kind'],
  ['at+jwt', 'OAuth access token (RFC 9068)'],
  ['dpop+jwt', 'DPoP proof (RFC 9449)'],
  ['logout+jwt', 'logout token (OpenID Connect Back-Channel Logout)'],
  ['secevent+jwt', 'security event token (RFC 8417)'],
  ['token-introspection+jwt', 'token introspection response (RFC 9701)'],
  ['oauth-authz-req+jwt', 'authorization request (RFC 9101)'],
  ['dc+sd-jwt', 'verifiable credential as SD-JWT'],
  ['vc+sd-jwt', 'verifiable credential as SD-JWT, older name'],
  ['kb+jwt', 'key-binding token (RFC 9901)'],
  ['vc+jwt', 'verifiable credential'],
  ['vp+jwt', 'verifiable presentation'],
  ['statuslist+jwt', 'token status list'],
  ['entity-statement+jwt', 'entity statement of a federation'],
  ['trust-mark+jwt', 'trust mark of a federation'],
  ['openid4vci-proof+jwt', 'proof of a key for a credential (OpenID4VCI)'],
  ['oauth-client-attestation+jwt', 'client attestation'],
  ['passport', 'caller identity (PASSporT, RFC 8225)'],
  ['jose', 'JWS or JWE in compact serialization'],
  ['jose+json', 'JWS or JWE in JSON serialization'],
]);

/** Values of `amr` (RFC 8176 §2). */
const authenticationMethods: ReadonlyMap<string, string> = new Map([
  ['face', 'face recognition'],
  ['fpt', 'fingerprint'],
  ['geo', 'place'],
  ['hwk', 'hardware-secured key'],
  ['iris', 'iris scan'],
  ['kba', 'knowledge questions'],
  ['mca', 'several channels'],
  ['mfa', 'several factors'],
  ['otp', 'one-time password'],
  ['pin', 'PIN or pattern'],
  ['pop', 'proof of a key'],
  ['pwd', 'password'],
  ['rba', 'risk-based'],
  ['retina', 'retina scan'],
  ['sc', 'smart card'],
  ['sms', 'text message'],
  ['swk', 'software-secured key'],
  ['tel', 'telephone call'],
  ['user', 'user present'],
  ['vbm', 'voice'],
  ['wia', 'Windows integrated'],
]);

/** A `typ` or `cty` value in the form in which values are compared: lower case, without application/ (RFC 7515 §4.1.9). */
export function normalizeType(value: string): string {
  return value.toLowerCase().replace(/^application\//, '');
}

/** What kind of token a `typ` value announces, or undefined for a value that is not known. */
export function describeTokenType(value: string): string | undefined {
  return tokenTypes.get(normalizeType(value));
}

/** What an `amr` value stands for, or undefined for one that is not registered. */
export function describeAuthenticationMethod(value: string): string | undefined {
  return authenticationMethods.get(value);
}
