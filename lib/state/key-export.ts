import { encodeBase64url } from '../encoding/base64url';
import type { ExportOutcome, KeyFormat } from '../jose/export-key';
import type { Key, KeyReading } from '../jose/key';
import type { View } from './view';

const PRIVATE = [
  { format: 'jwk', label: 'Private JWK' },
  { format: 'pkcs8-pem', label: 'Private PEM' },
] as const satisfies readonly KeyForm[];
const PUBLIC = [
  { format: 'public-jwk', label: 'Public JWK' },
  { format: 'spki-pem', label: 'Public PEM' },
  { format: 'jwks', label: 'Public JWK Set' },
] as const satisfies readonly KeyForm[];
const PKCS1 = { format: 'pkcs1-pem', label: 'PKCS#1 PEM' } as const satisfies KeyForm;
const SEC1 = { format: 'sec1-pem', label: 'SEC 1 PEM' } as const satisfies KeyForm;
const OPENSSH = { format: 'openssh-public', label: 'OpenSSH public key' } as const satisfies KeyForm;
const SECRET = [{ format: 'jwk', label: 'JWK' }] as const satisfies readonly KeyForm[];

const OPENSSH_CURVES: ReadonlySet<string> = new Set(['P-256', 'P-384', 'P-521', 'Ed25519']);

export type KeyForm = { format: KeyFormat; label: string };

/** The forms in which a key can be had. A key set is copied as it stands. */
export function keyForms(reading: KeyReading): readonly KeyForm[] {
  if (reading.kind === 'secret') return SECRET;
  if (reading.kind !== 'key') return [];
  if (reading.key.type === 'oct') return SECRET;
  const { type, curve = '', isPrivate } = reading.key;
  const forms: KeyForm[] = isPrivate ? [...PRIVATE, ...PUBLIC] : [...PUBLIC];
  if (type === 'RSA') forms.push(PKCS1);
  if (type === 'EC' && isPrivate) forms.push(SEC1);
  if (type === 'RSA' || OPENSSH_CURVES.has(curve)) forms.push(OPENSSH);
  return forms;
}

/** The key's text in a form. A secret's octets are those of the reading that matched, else of the first. */
export async function exportReading(
  { reading, verdict, decryption }: Pick<View, 'reading' | 'verdict'> & Partial<Pick<View, 'decryption'>>,
  format: KeyFormat,
): Promise<ExportOutcome> {
  if (reading.kind === 'key') {
    const { exportKey } = await import('../jose/export-key');
    return exportKey(reading.key, format);
  }
  const readings = reading.kind === 'secret' ? reading.readings : [];
  const opened = decryption?.kind === 'decrypted' ? decryption.used : undefined;
  const used = verdict.kind === 'valid' ? verdict.used : opened;
  const matched = used?.kind === 'secret' ? used.encoding : undefined;
  const secret = readings.find(({ encoding }) => encoding === matched) ?? readings[0];
  if (!secret) return { kind: 'cannot-export', reason: 'There is no key.' };
  const text = JSON.stringify({ kty: 'oct', k: encodeBase64url(secret.bytes) }, undefined, 2);
  return { kind: 'exported', text: `${text}\n`, fileName: 'secret.jwk' };
}

/** The public halves of a set's keys as a JWK Set (RFC 7517 §5), to be published. A shared secret has none and is left out. */
export async function exportPublicSet(keys: readonly Key[]): Promise<ExportOutcome> {
  const { publicJwk } = await import('../jose/jwk');
  const halves = keys.filter(({ type }) => type !== 'oct').map(({ jwk }) => publicJwk(jwk));
  if (halves.length === 0) return { kind: 'cannot-export', reason: 'The set has no key with a public half.' };
  const text = `${JSON.stringify({ keys: halves }, undefined, 2)}\n`;
  return { kind: 'exported', text, fileName: 'jwks.json' };
}
