import type { CertificateFacts, Key, KeyReading } from '../jose/key';
import type { KeyUsed } from '../jose/verdict';
import { listWords, SECRET_ENCODINGS, usedWords } from './verdict-words';
import type { View } from './view';

export type KeyLine = { text: string; code?: string; tone?: 'bad' };

/** What is said of the key: its kind beside the heading, and lines under the field. */
export function keyWords(view: View): { kind: string; lines: KeyLine[] } {
  const { reading } = view;
  switch (reading.kind) {
    case 'empty':
      return { kind: '', lines: [] };
    case 'unreadable':
      return { kind: 'unreadable', lines: [{ text: reading.reason, tone: 'bad' }] };
    case 'secret':
      return { kind: 'secret', lines: secretLines(reading, view) };
    case 'key':
      return { kind: SOURCES[reading.key.source], lines: keyLines(reading.key) };
    case 'key-set':
      return { kind: `key set of ${reading.keys.length}`, lines: setLines(reading, usedKey(view)) };
  }
}

const SOURCES = {
  spki: 'PEM, SPKI',
  pkcs8: 'PEM, PKCS#8',
  'encrypted-pkcs8': 'encrypted PKCS#8',
  pkcs1: 'PKCS#1',
  sec1: 'SEC 1',
  openssh: 'OpenSSH',
  certificate: 'X.509 certificate',
  jwk: 'JWK',
  jwks: 'key set',
  generated: 'generated',
} as const;

/** The key that has verified or opened the token, where one has. */
function usedKey({ verdict, decryption }: View): KeyUsed | undefined {
  if (decryption?.kind === 'decrypted') return decryption.used;
  return verdict.kind === 'valid' ? verdict.used : undefined;
}

function secretLines(reading: Extract<KeyReading, { kind: 'secret' }>, view: View): KeyLine[] {
  const { algorithm, decryption, token } = view;
  const found = usedKey(view);
  const used = found?.kind === 'secret' ? found : undefined;
  const first = reading.readings[0];
  const octets = used?.octets ?? first?.bytes.length ?? 0;
  const bits = octets * 8;
  const least = algorithm?.family === 'hmac' ? algorithm.leastKeyBits : undefined;
  const short =
    least !== undefined && bits < least ? ` · ${least - bits} bits short of ${algorithm?.name}’s minimum` : '';
  const lines: KeyLine[] = [{ text: `${bits} bits${short}`, ...(short ? { tone: 'bad' as const } : {}) }];
  if (used) lines.push({ text: `${decryption ? 'Opened' : 'Matched'}: ${usedWords(used)}.` });
  else if (token.parts.length > 0 && reading.encoding === 'detect' && reading.readings.length > 1) {
    lines.push({ text: `Tried as ${listWords(reading.readings.map(({ encoding }) => SECRET_ENCODINGS[encoding]))}.` });
  }
  return lines;
}

function keyLines(key: Key): KeyLine[] {
  const lines: KeyLine[] = [{ text: key.description }, { text: 'Thumbprint', code: key.thumbprint }];
  if (key.jwk.kid !== undefined) lines.push({ text: 'kid', code: key.jwk.kid });
  if (key.note) lines.push({ text: key.note });
  if (key.certificate) lines.push({ text: certificateWords(key.certificate) });
  for (const certificate of key.chain ?? []) lines.push({ text: `In the chain: ${certificateWords(certificate)}` });
  return lines;
}

function certificateWords({ subject, issuer, notBefore, notAfter }: CertificateFacts): string {
  const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  return `${subject}, issued by ${issuer}, ${day(notBefore)} to ${day(notAfter)}`;
}

/** Of a set only the key that matched: the others are in the table of the set. */
function setLines({ keys }: Extract<KeyReading, { kind: 'key-set' }>, found: KeyUsed | undefined): KeyLine[] {
  const used = found?.kind === 'key' ? found.key : undefined;
  if (!used || !keys.includes(used)) return [];
  const kid = used.jwk.kid === undefined ? '' : `, kid ${used.jwk.kid}`;
  return [{ text: `Matched: ${used.description}${kid}`, code: used.thumbprint }];
}
