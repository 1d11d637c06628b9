import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { decryptJwe } from '../../jose/decrypt-jwe';
import type { KeyReading } from '../../jose/key';
import { openJwe } from '../../jose/opened-token';
import { parseToken } from '../../jose/parse-token';
import { readKey } from '../../jose/read-key';
import { verifyJws } from '../../jose/verify-jws';
import type { CheckContext, Finding } from '../check';
import { gatherFacts } from '../facts';
import { runChecks } from '../index';
import { brokenTokens } from './broken';
import { type CorpusEntry, clock, type Signing } from './entry';
import { identityTokens } from './identity';
import { protocolTokens } from './protocols';
import { serviceTokens } from './services';

const { signal } = new AbortController();
const ordinary = [...identityTokens, ...serviceTokens, ...protocolTokens];
const entries = [...ordinary, ...brokenTokens];

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pairs: Record<'RS256' | 'ES256' | 'EdDSA', { privateKey: KeyObject; publicKey: KeyObject }> = {
  RS256: rsa,
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
/** As random as a secret can be that is the same every time. */
const secret = createHash('sha512').update('the corpus').digest('base64url');

const encode = (text: string) => Buffer.from(text).toString('base64url');

function signatureOf(alg: Signing, input: string, key: string): Buffer {
  if (alg === 'HS256' || alg === 'HS512')
    return createHmac(`sha${alg.slice(2)}`, key)
      .update(input)
      .digest();
  const { privateKey } = pairs[alg];
  if (alg === 'EdDSA') return sign(null, Buffer.from(input), privateKey);
  return sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

const textOf = (payload: CorpusEntry['payload'] = {}) =>
  typeof payload === 'string' ? payload : JSON.stringify(payload);

async function encrypted({ encrypted: alg, payload }: CorpusEntry): Promise<{ text: string; key: KeyReading }> {
  const octets = createHash('sha256').update(secret).digest('base64url');
  const jwk = alg === 'dir' ? { kty: 'oct', k: octets } : rsa.publicKey.export({ format: 'jwk' });
  const key =
    alg === 'dir' ? await readKey(octets, { encoding: 'base64url' }) : await readKey(pem(rsa.privateKey, 'pkcs8'));
  const text = await new CompactEncrypt(new TextEncoder().encode(textOf(payload)))
    .setProtectedHeader({ alg: alg ?? 'dir', enc: 'A256GCM' })
    .encrypt(await importJWK(jwk, alg));
  return { text, key };
}

const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ format: 'pem', type }).toString();

async function contextOf(entry: CorpusEntry): Promise<CheckContext> {
  if (entry.encrypted) return openedContext(await encrypted(entry));
  const { alg = 'ES256', header, payload, change = (text) => text } = entry;
  const input = `${encode(JSON.stringify({ alg, ...header }))}.${encode(textOf(payload))}`;
  const token = parseToken(change(`${input}.${signatureOf(alg, input, entry.secret ?? secret).toString('base64url')}`));
  const isSecret = alg === 'HS256' || alg === 'HS512';
  const keyText = isSecret ? (entry.secret ?? secret) : pem(pairs[alg].publicKey, 'spki');
  const key = await readKey(keyText, isSecret ? { encoding: 'utf-8' } : {});
  const verdict = await verifyJws(signal, token, key);
  const facts = await gatherFacts(signal, token, key, { keyText, verdict });
  return { token, key, verdict, facts, now: clock, leeway: 0 };
}

async function openedContext({ text, key }: { text: string; key: KeyReading }): Promise<CheckContext> {
  const token = parseToken(text);
  if (token.kind !== 'jwe') throw new Error('This is no JWE.');
  const decryption = await decryptJwe(signal, token, key);
  if (decryption.kind !== 'decrypted') throw new Error(JSON.stringify(decryption));
  const verdict = await verifyJws(signal, token, key);
  return { token: openJwe(token, decryption.plaintext), key, verdict, decryption, now: clock, leeway: 0 };
}

const found = new Map<string, Finding[]>();
for (const entry of entries) found.set(entry.id, runChecks(await contextOf(entry)));

const isGrave = ({ severity }: Finding) => severity === 'critical' || severity === 'high';

describe('the corpus', () => {
  it('has 60 tokens and more, each with its name', () => {
    expect(entries.length).toBeGreaterThanOrEqual(60);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it.each(ordinary.map(({ id, reasons = {} }) => [id, reasons] as const))(
    'has nothing above medium on %s without a true reason',
    (id, reasons) => {
      const grave = (found.get(id) ?? []).filter(isGrave).map(({ check }) => check.id);
      expect([...new Set(grave)].sort()).toEqual(Object.keys(reasons).sort());
    },
  );

  it.each(brokenTokens.map(({ id }) => id))('has something to say of %s', (id) => {
    expect((found.get(id) ?? []).some(({ severity }) => severity !== 'info')).toBe(true);
  });

  it('is found what is written beside it', async () => {
    await expect(`${entries.map(sectionOf).join('\n\n')}\n`).toMatchFileSnapshot('./findings.txt');
  });
});

/** A token and what is found of it, a finding a line; reasons stand under the findings that need one. */
function sectionOf({ id, reasons = {} }: CorpusEntry): string {
  const lines = (found.get(id) ?? []).flatMap(({ check, severity, message }) => {
    const reason = Object.hasOwn(reasons, check.id) ? [`    true: ${reasons[check.id]}`] : [];
    return [`  ${severity} ${check.id}: ${message}`, ...reason];
  });
  return [id, ...(lines.length > 0 ? lines : ['  nothing'])].join('\n');
}
