import { algorithms } from '../registry/algorithms';
import { keyManagementAlgorithms } from '../registry/key-management';
import type { KeyInput } from './state';

export type Sample = {
  id: string;
  token: string;
  key: KeyInput;
  /** What travels apart from the token (RFC 7515 appendix F), where it is detached. */
  detachedPayload?: string;
};
export type SampleChoice = {
  id: string;
  label: string;
  group: 'Shop' | 'Algorithms' | 'Encryption' | 'Troubled' | 'Other forms';
};

/** The token on the page when it opens: expired, with a short secret, so that there is something to see. */
export const FIRST_SAMPLE: Sample = {
  id: 'shop',
  token:
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InNob3AtMjAyNiJ9.' +
    'eyJpc3MiOiJodHRwczovL2xvZ2luLnNob3AuZXhhbXBsZSIsInN1YiI6InVzZXItNDgyMTEiLCJhdWQiOiJvcmRlcnMiLCJwZXJtaXNzaW9ucyI6WyJjYXJ0OndyaXRlIiwib3JkZXJzOnJlYWQiXSwiaWF0IjoxNzk1MTk0MDAwLCJleHAiOjE3OTUxOTQ5MDAsImp0aSI6IjlmM2EifQ.' +
    'A7lCxU_OLcXIiU_jqPwNBt-Q__0wDKrdbyLKY25E1iM',
  key: { text: 'shop-secret-please-rotate-1', encoding: 'detect', origin: 'sample' },
};

/** The clock that the page is drawn with before it knows the time: three days after the first sample was issued. */
export const FIRST_NOW = 1_795_453_200;

const LABELS = { 'ML-DSA-44': 'ML-DSA-44, post-quantum', EdDSA: 'EdDSA (Ed25519)' } as const;

/** All samples to choose from: one for each algorithm that can be made here, to sign and to encrypt, then the troubled ones and other forms. */
export const sampleChoices: readonly SampleChoice[] = [
  { id: 'shop', label: 'Shop, HS256', group: 'Shop' },
  ...algorithms
    .filter(({ family, support }) => family !== 'none' && support !== 'none')
    .map(
      ({ name }): SampleChoice => ({
        id: name,
        label: Object.hasOwn(LABELS, name) ? LABELS[name as keyof typeof LABELS] : name,
        group: 'Algorithms',
      }),
    ),
  ...keyManagementAlgorithms.map(({ name }): SampleChoice => ({ id: name, label: name, group: 'Encryption' })),
  { id: 'expired', label: 'Expired', group: 'Troubled' },
  { id: 'unsecured', label: 'Unsecured (alg none)', group: 'Troubled' },
  { id: 'weak-secret', label: 'Weak secret', group: 'Troubled' },
  { id: 'encrypted', label: 'Encrypted (JWE)', group: 'Other forms' },
  { id: 'jwe-flattened', label: 'JWE, flattened JSON', group: 'Other forms' },
  { id: 'jwe-general', label: 'JWE, two recipients', group: 'Other forms' },
  { id: 'jwe-compressed', label: 'JWE, compressed', group: 'Other forms' },
  { id: 'nested', label: 'Nested: JWS in JWE', group: 'Other forms' },
  { id: 'jws-flattened', label: 'JWS, flattened JSON', group: 'Other forms' },
  { id: 'jws-general', label: 'JWS, two signatures', group: 'Other forms' },
  { id: 'detached', label: 'Detached payload', group: 'Other forms' },
  { id: 'unencoded', label: 'Unencoded payload', group: 'Other forms' },
  { id: 'sd-jwt', label: 'SD-JWT', group: 'Other forms' },
  { id: 'sd-jwt-bound', label: 'SD-JWT, key binding', group: 'Other forms' },
];
