import { encodeUtf8 } from '../encoding/utf8';
import { exportKey, type KeyFormat } from '../jose/export-key';
import type { KeyReading } from '../jose/key';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import { verifyJws } from '../jose/verify-jws';
import type { SecretFact } from './fact';
import { keysIn } from './keys';
import { rowOf } from './parts';

const forms: readonly { format: KeyFormat; words: string }[] = [
  { format: 'spki-pem', words: 'its PEM text' },
  { format: 'pkcs1-pem', words: 'its PKCS #1 PEM text' },
  { format: 'public-jwk', words: 'its JWK text' },
];

async function verifiesWith(signal: AbortSignal, token: Token, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const readings = [{ encoding: 'utf-8', bytes } as const];
  return (await verifyJws(signal, token, { kind: 'secret', encoding: 'utf-8', readings })).kind === 'valid';
}

/** A text as it may have got into a server's memory: as it is, trimmed, with one line break behind it. */
function spellings(text: string): string[] {
  const trimmed = text.trim();
  return [...new Set([text, trimmed, `${trimmed}\n`, trimmed.replaceAll('\r\n', '\n')])];
}

/** More keys than this are not tried: each is three texts in several spellings. */
const mostKeys = 10;

/**
 * A secret that a token signed by HMAC verifies with although it must not: the empty one, which is one of zeros as well
 * (RFC 2104 §2 fills it up with zeros), or the text of a public key in the key field. Undefined where there is none, and
 * where the key in hand already verifies it with another secret.
 * @throws the signal's reason when it is aborted.
 */
export async function findSecret(
  signal: AbortSignal,
  token: Token,
  key: KeyReading,
  keyText = '',
  verdict?: Verdict,
): Promise<SecretFact | undefined> {
  if (rowOf(token)?.family !== 'hmac') return undefined;
  const isProven = verdict?.kind === 'valid' && verdict.used.kind === 'secret' && verdict.used.octets > 0;
  if (!isProven && (await verifiesWith(signal, token, new Uint8Array(1)))) return { kind: 'empty' };
  for (const one of keysIn(key).slice(0, mostKeys)) {
    if (one.type === 'oct') continue;
    const texts = spellings(keyText).map((text) => ({ text, words: 'the text in the key field' }));
    for (const { format, words } of forms) {
      const written = await exportKey(one, format);
      if (written.kind === 'exported') texts.push(...spellings(written.text).map((text) => ({ text, words })));
    }
    for (const { text, words } of texts) {
      if (text !== '' && (await verifiesWith(signal, token, encodeUtf8(text)))) {
        return { kind: 'public-key', key: one, form: words };
      }
    }
  }
  return undefined;
}
