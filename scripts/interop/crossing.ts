import { decryptJwe } from '../../lib/jose/decrypt-jwe';
import { encryptJwe } from '../../lib/jose/encrypt-jwe';
import { type GenerateOptions, generateKey } from '../../lib/jose/generate-key';
import type { KeyReading } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { signJws } from '../../lib/jose/sign-jws';
import { verifyJws } from '../../lib/jose/verify-jws';
import type { SignatureAlgorithm } from '../../lib/registry/algorithm';
import { algorithms } from '../../lib/registry/algorithms';
import { type ContentEncryptionAlgorithm, contentEncryptionAlgorithms } from '../../lib/registry/content-encryption';
import { type KeyManagementAlgorithm, keyManagementAlgorithms } from '../../lib/registry/key-management';

const { signal } = new AbortController();
const payload = '{"sub":"Jörg 🦊","n":9007199254740993}';

/** A token with the text of its key, made in one engine of JavaScript to be read in another. */
export type Crossing = { name: string; token: string; key: string };

async function newKey(row: SignatureAlgorithm | KeyManagementAlgorithm, options: GenerateOptions) {
  const made = await generateKey(signal, row, options);
  if (made.kind !== 'generated') throw new Error(`${row.name}: ${made.reason}`);
  return { key: made.text, reading: { kind: 'key', key: made.key } satisfies KeyReading };
}

async function sign(row: SignatureAlgorithm): Promise<Crossing> {
  const { key, reading } = await newKey(row, {});
  const made = await signJws(signal, { header: `{"alg":"${row.name}"}`, payload }, reading);
  if (made.kind !== 'signed') throw new Error(JSON.stringify(made));
  return { name: row.name, token: made.token, key };
}

async function encrypt(
  alg: KeyManagementAlgorithm,
  enc: ContentEncryptionAlgorithm,
  curve: string | undefined,
): Promise<Crossing> {
  const { key, reading } = await newKey(alg, { curve, enc });
  // What a password costs is not what is tested.
  const count = alg.family === 'pbes2' ? ',"p2c":1000' : '';
  const made = await encryptJwe(
    signal,
    { header: `{"alg":"${alg.name}","enc":"${enc.name}"${count}}`, payload },
    reading,
  );
  if (made.kind !== 'encrypted') throw new Error(JSON.stringify(made));
  return { name: [alg.name, enc.name, curve].filter(Boolean).join(' '), token: made.token, key };
}

/** A token signed with every algorithm, and encrypted with every pair of them on every curve, each with a new key. */
export async function makeAll(): Promise<Crossing[]> {
  const made: Crossing[] = [];
  for (const row of algorithms) if (row.family !== 'none') made.push(await sign(row));
  for (const alg of keyManagementAlgorithms) {
    for (const enc of contentEncryptionAlgorithms) {
      // A modulus takes its time: one content encryption is enough to tell whether it opens.
      if (alg.keyTypes.includes('RSA') && enc !== contentEncryptionAlgorithms[0]) continue;
      for (const curve of alg.curves ?? [undefined]) made.push(await encrypt(alg, enc, curve));
    }
  }
  return made;
}

/** What comes of each token with its key: the payload, or the outcome that it was not. */
export async function openAll(crossings: readonly Crossing[]): Promise<string[]> {
  const said: string[] = [];
  for (const { token: text, key } of crossings) {
    const token = parseToken(text);
    const reading = await readKey(key);
    if (token.kind === 'jwe') {
      const outcome = await decryptJwe(signal, token, reading);
      said.push(outcome.kind === 'decrypted' ? new TextDecoder().decode(outcome.plaintext) : JSON.stringify(outcome));
    } else {
      const verdict = await verifyJws(signal, token, reading);
      said.push(verdict.kind === 'valid' ? (token.payload?.text ?? '') : JSON.stringify(verdict));
    }
  }
  return said.map((one) => (one === payload ? 'the payload' : one));
}
