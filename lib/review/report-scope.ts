import type { CheckContext } from '../checks/check';
import type { Expectations } from '../checks/expectations';
import { claimsOf, findParameter, rowOf } from '../checks/parts';
import { profileIn } from '../checks/profile';
import type { NotChecked, ReportSource } from './report';
import { listNames } from './report-text';

type Scope = Pick<ReportSource, 'context' | 'verdicts' | 'signer' | 'inner'>;

/** All that was not checked in a review, what belongs to the token before what no review of a token alone can do. */
export function notChecked(scope: Scope): NotChecked[] {
  return [
    ...ofTheSignature(scope),
    ...ofTheClaims(scope.context),
    ...ofTheKey(scope.context),
    ...ofExpectations(scope.context),
    ...ofOtherTokens(scope),
    ...ofTheHeader(scope.context),
    {
      what: 'Revocation, replay, and whether the issuer is to be trusted',
      why: 'Only the issuer and the verifier know; nothing was asked of anyone.',
    },
  ];
}

function ofTheSignature({ context, verdicts, signer }: Scope): NotChecked[] {
  const { token, verdict, decryption } = context;
  const rows: NotChecked[] = [];
  if (token.kind === 'jwe') {
    if (decryption && decryption.kind !== 'decrypted') {
      const reason = 'reason' in decryption ? decryption.reason : 'No key that was given opens the token.';
      rows.push({ what: 'What is encrypted: claims, and any signature on them', why: reason });
    } else if (!decryption) rows.push({ what: 'What is encrypted', why: 'It was not decrypted.' });
  } else if (verdict.kind === 'unverified' || verdict.kind === 'cannot-check') {
    rows.push({ what: 'The signature', why: verdict.reason });
  }
  if (verdicts.length > 1) {
    const why = `The token has ${verdicts.length} signatures; the findings are about number ${signer + 1}.`;
    rows.push({ what: 'The headers and signatures of the others', why });
  }
  return rows;
}

function ofTheClaims({ token }: CheckContext): NotChecked[] {
  if (token.kind === 'jwe' || claimsOf(token)?.whole) return [];
  const why = token.payload?.encoded ? 'The payload is not a JSON object.' : 'There is no payload.';
  return [{ what: 'Claims', why }];
}

function ofTheKey(context: CheckContext): NotChecked[] {
  const { key, token } = context;
  const rows: NotChecked[] = [];
  if (key.kind === 'empty') rows.push({ what: 'The key', why: 'None was given.' });
  else if (key.kind === 'unreadable') rows.push({ what: 'The key', why: 'What was given could not be read.' });
  const family = rowOf(token)?.family;
  if (family === 'hmac') {
    rows.push({
      what: 'That the secret cannot be guessed',
      why: 'A search can find a weak secret; it never proves that one is strong.',
    });
  }
  if (family === 'ecdsa') {
    const why = 'That shows only beside other tokens of the same key.';
    rows.push({ what: 'That no nonce of the signature was used twice', why });
  }
  if (!context.facts && token.text !== '') {
    rows.push({
      what: 'Certificates, hashes and proofs in the token',
      why: 'They were not reckoned out when the report was made.',
    });
  }
  return rows;
}

const asked: readonly { id: keyof Expectations; name: string; profiles?: readonly string[] }[] = [
  { id: 'issuer', name: 'issuer' },
  { id: 'audience', name: 'audience' },
  { id: 'algorithms', name: 'algorithm' },
  { id: 'typ', name: 'type' },
  { id: 'nonce', name: 'nonce', profiles: ['id-token', 'sd-jwt'] },
  { id: 'clientId', name: 'client', profiles: ['id-token', 'client-assertion'] },
  { id: 'accessToken', name: 'access token that came with it', profiles: ['id-token'] },
  { id: 'state', name: 'state', profiles: ['authorization-response'] },
  { id: 'request', name: 'request that it is a proof for', profiles: ['dpop-proof'] },
];

function ofExpectations(context: CheckContext): NotChecked[] {
  const profile = profileIn(context)?.profile;
  const names = asked
    .filter(
      ({ id, profiles }) =>
        context.expectations?.[id] === undefined && (!profiles || profiles.some((one) => one === profile)),
    )
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const what = `Whether the verifier expects this ${listNames(names, 'or')}`;
  return [{ what, why: 'The reviewer did not say what it expects.' }];
}

function ofOtherTokens({ inner }: Scope): NotChecked[] {
  if (inner === 0) return [];
  const what = inner === 1 ? 'The token inside' : `The ${inner} tokens inside`;
  return [{ what, why: 'A token inside is a token of its own, with a review of its own.' }];
}

function ofTheHeader({ token }: CheckContext): NotChecked[] {
  const links = ['jku', 'x5u'].filter((name) => findParameter(token, name));
  return [
    ...links.map((name) => ({ what: `What "${name}" points to`, why: 'Nothing is fetched because a token says so.' })),
    ...(findParameter(token, 'x5c')
      ? [
          {
            what: 'That the last certificate of "x5c" is to be trusted',
            why: 'That is for a list of roots, which is not here.',
          },
        ]
      : []),
  ];
}
