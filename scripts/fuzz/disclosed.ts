import { createHash, createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { KeyReading } from '../../lib/jose/key';
import { readKey } from '../../lib/jose/read-key';
import { verifySdJwt } from '../../lib/jose/sd-jwt-reading';
import type { SdJwtToken, Token } from '../../lib/jose/token';
import { SECRET } from './corpus';
import { hold } from './hold';

const { signal } = new AbortController();
const encode = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const macOf = (input: string): string => createHmac('sha256', SECRET).update(input).digest('base64url');

const key: Promise<KeyReading> = readKey(SECRET, { encoding: 'utf-8' });
const expected = { audience: 'https://verifier.example', nonce: 'n-1' };

/** The holder's key: Ed25519 signs the same each time, so that the inputs of a seed are the same in every run. */
const holder = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});
const holderJwk = createPublicKey(holder).export({ format: 'jwk' });

const disclose = (...parts: unknown[]): string => encode(JSON.stringify(parts));
const street = disclose('c2FsdDE', 'street', 'Große Straße 1');
const disclosures: readonly string[] = [
  disclose('c2FsdDI', 'given_name', 'Jörg'),
  disclose('c2FsdDM', 'address', { _sd: [digestOf(street)], country: 'DE' }),
  street,
  disclose('c2FsdDQ', 'US'),
];

const payload = {
  iss: 'https://issuer.example',
  _sd: [digestOf(disclosures[0] as string), digestOf(disclosures[1] as string), digestOf('a decoy')],
  nationalities: [{ '...': digestOf(disclosures[3] as string) }, 'DE', { '...': digestOf('another') }],
  _sd_alg: 'sha-256',
  cnf: { jwk: holderJwk },
};
const input = `${encode('{"alg":"HS256","typ":"dc+sd-jwt"}')}.${encode(JSON.stringify(payload))}`;
const issued = `${input}.${macOf(input)}`;

function bind(presented: string): string {
  const claims = { iat: 1_795_194_000, aud: expected.audience, nonce: expected.nonce, sd_hash: digestOf(presented) };
  const input = `${encode('{"alg":"EdDSA","typ":"kb+jwt"}')}.${encode(JSON.stringify(claims))}`;
  return `${input}.${encode(sign(null, Buffer.from(input), holder))}`;
}

const present = (some: readonly string[]): string => `${[issued, ...some].join('~')}~`;
const bound = (some: readonly string[]): string => present(some) + bind(present(some));

/** The same in JSON (RFC 9901 §8). */
function inJson(some: readonly string[]): string {
  const [header, body, signature] = issued.split('.');
  const unprotected = { disclosures: some, kb_jwt: bind(present(some)) };
  return JSON.stringify({ payload: body, protected: header, signature, header: unprotected });
}

/** SD-JWTs that mutation starts from: with all, some and no disclosures, bound to the holder and not. */
export const disclosedTokens: readonly string[] = [
  present(disclosures),
  present([]),
  bound(disclosures),
  bound(disclosures.slice(1, 3)),
  inJson(disclosures.slice(0, 2)),
];

/** Claims with what is disclosed in its place, for the payload above, which the issuer's MAC keeps as it is. */
function resolve(value: unknown, byDigest: ReadonlyMap<unknown, unknown[]>): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (!item?.['...']) return [resolve(item, byDigest)];
      const found = byDigest.get(item['...']);
      return found ? [resolve(found[1], byDigest)] : [];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const { _sd, _sd_alg, ...open } = value as { _sd?: unknown[]; _sd_alg?: string };
  const disclosed = (_sd ?? []).flatMap((digest) => {
    const found = byDigest.get(digest);
    return found ? [[found[1], found[2]]] : [];
  });
  const members = [...Object.entries(open), ...disclosed] as [string, unknown][];
  return Object.fromEntries(members.map(([name, member]) => [name, resolve(member, byDigest)]));
}

/** What Node makes of a token that was accepted: its claims, if every part of it is as its makers wrote it. */
function readByNode(token: SdJwtToken): unknown {
  const { header, payload, signature } = token;
  if (macOf(`${header.encoded}.${payload.encoded}`) !== encode(signature.bytes)) return undefined;
  const presented = token.disclosures.map(({ encoded }) => encoded);
  if (presented.some((encoded, index) => !disclosures.includes(encoded) || presented.indexOf(encoded) < index)) {
    return undefined;
  }
  if (token.keyBinding) {
    const [kbHeader, kbPayload, kbSignature] = token.keyBinding.encoded.split('.');
    const isHolders = verify(
      null,
      Buffer.from(`${kbHeader}.${kbPayload}`),
      holder,
      Buffer.from(kbSignature ?? '', 'base64url'),
    );
    const claims = JSON.parse(Buffer.from(kbPayload ?? '', 'base64url').toString());
    const jwt = [header, payload, signature].map(({ encoded }) => encoded).join('.');
    if (!isHolders || claims.sd_hash !== digestOf(`${[jwt, ...presented].join('~')}~`)) return undefined;
  }
  const found = presented.map((encoded) => [
    digestOf(encoded),
    JSON.parse(Buffer.from(encoded, 'base64url').toString()),
  ]);
  return resolve(JSON.parse(payload.text ?? ''), new Map(found as [string, unknown[]][]));
}

/** Disclosures are read without a stumble; what is accepted is what issuer and holder made, and says what they said. */
export async function holdDisclosed(token: Token): Promise<void> {
  if (token.kind !== 'sd-jwt') return;
  const { accepted, reading, keyBinding } = await verifySdJwt(signal, token, await key, expected);
  const isMade = disclosedTokens.includes(token.text);
  hold(!isMade || accepted, 'an SD-JWT that was not changed is accepted');
  const sentences = [...reading.problems.map(({ message }) => message), ...(keyBinding?.problems ?? [])];
  for (const sentence of sentences) hold(sentence.endsWith('.'), 'a problem of an SD-JWT is a sentence');
  // Claims are written as they were: what is JSON in the token is JSON there.
  const isJson = token.payload.json?.problems.length === 0;
  const claims = isJson && reading.claims !== undefined ? JSON.parse(reading.claims) : undefined;
  if (!accepted) return;
  hold(isDeepStrictEqual(claims, readByNode(token)), 'what is accepted is what was issued, disclosed and bound');
}
