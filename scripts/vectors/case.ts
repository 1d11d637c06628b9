/** One vector; the fields are explained beside the vectors. Only those are named here that are read. */
export type VectorCase = {
  id: string;
  kind: string;
  token?: string | object;
  detachedPayload?: string;
  key?: unknown;
  keyFormat?: string;
  privateKey?: unknown;
  privateKeyFormat?: string;
  certificate?: string;
  jwk?: object;
  alg?: string;
  expect: string;
  line?: number;
  policy?: string;
  reason?: string;
  payload?: unknown;
  payloadBase64url?: string;
  pkcs8?: string;
  spki?: string;
  x509?: string;
  hash?: string;
  thumbprint?: string;
  data?: string;
  signature?: string;
  nested?: { key: unknown; keyFormat?: string };
  enc?: string;
  iv?: string;
  ciphertext?: string;
  tag?: string;
  aad?: string;
  plaintext?: string;
  publicKey?: object;
  header?: { enc?: string; apu?: string; apv?: string };
  z?: string;
  derivedKey?: string;
  requireKeyBinding?: boolean;
  aud?: string;
  nonce?: string;
  dpop?: { htm?: string; htu?: string; accessToken?: string; ath?: string; jkt?: string };
};

/** What came of a case. `why` of a difference is for the developer, of the other for the closing list. */
export type Judgement = { kind: 'agrees' } | { kind: 'differs'; why: string } | { kind: 'not-applicable'; why: string };

export const agrees: Judgement = { kind: 'agrees' };
export const differs = (why: string): Judgement => ({ kind: 'differs', why });
export const notApplicable = (why: string): Judgement => ({ kind: 'not-applicable', why });
