import { headerValue } from '../jose/parse-token';
import type { Token } from '../jose/token';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import type { FormulaWord } from './formula';
import type { WantedAlgorithms } from './wanted-algorithms';

const plain = (text: string): FormulaWord => ({ text, kind: 'plain' });
const key = (text: string): FormulaWord => ({ text, kind: 'key' });
const ENCRYPTED_KEY: FormulaWord = { text: 'encrypted key', kind: 'encrypted-key' };
const CONTENT_KEY = key('content key');

/**
 * How the token is encrypted, in lines of words: where the content key comes from (RFC 7518 §4), then what it does to the
 * payload (RFC 7516 §5.1). Further lines of the same step are indented.
 */
export function encryptionFormula(
  { keyManagement, contentEncryption }: Pick<WantedAlgorithms, 'keyManagement' | 'contentEncryption'>,
  token: Token,
): FormulaWord[][] {
  if (!keyManagement) return [[plain('The algorithm is not known, so its formula is not either.')]];
  const bits = contentEncryption ? ` ${contentEncryption.keyBits}` : '';
  const first = keyManagement.hasEncryptedKey ? [[CONTENT_KEY, plain(` = random${bits} bits`)]] : [];
  return [...first, ...KEYS[keyManagement.family](keyManagement), ...contentLines(contentEncryption?.name, token)];
}

/** The payload under the content key; the header is guarded with it, just as it is written. */
function contentLines(enc: string | undefined, token: Token): FormulaWord[][] {
  const isCompressed = headerValue(token, 'zip') !== undefined;
  const payload: FormulaWord = { text: 'payload', kind: 'payload' };
  const aad = token.kind === 'jwe' && token.aad ? [plain(') + "." + base64UrlEncode(aad')] : [];
  return [
    [{ text: 'ciphertext', kind: 'payload' }, plain(', '), { text: 'tag', kind: 'tag' }, plain(` = ${enc ?? 'enc'}(`)],
    [
      plain('  '),
      ...[CONTENT_KEY, plain(', '), { text: 'iv', kind: 'vector' } as const, plain(', ')],
      ...(isCompressed ? [plain('deflate('), payload, plain(')')] : [payload]),
      plain(', aad = base64UrlEncode('),
      { text: 'header', kind: 'header' },
      ...[...aad, plain('))')],
    ],
  ];
}

/** How a content key is wrapped by another key: `by` is that key. */
const wrapped = (by: string, name: string): FormulaWord[] => [
  ENCRYPTED_KEY,
  plain(` = ${name}(`),
  ...[key(by), plain(', '), CONTENT_KEY, plain(')')],
];

const agreed = (what: string, { name }: KeyManagementAlgorithm): FormulaWord[] => [
  key(what),
  plain(' = ConcatKDF(ECDH('),
  ...[{ text: 'epk', kind: 'header' } as const, plain('’s private half, '), key('recipient’s public key')],
  plain(`), ${name.includes('+') ? 'alg' : 'enc'}, apu, apv)`),
];

const wrapName = ({ wrapBits }: KeyManagementAlgorithm): string => `A${wrapBits}KW`;

const KEYS: Record<KeyManagementAlgorithm['family'], (row: KeyManagementAlgorithm) => FormulaWord[][]> = {
  dir: () => [[CONTENT_KEY, plain(' = '), key('secret')]],
  'aes-kw': ({ name }) => [wrapped('secret', name)],
  'aes-gcm-kw': ({ wrapBits }) => [
    [
      ENCRYPTED_KEY,
      plain(`, header.tag = A${wrapBits}GCM(`),
      ...[key('secret'), plain(', header.iv, '), CONTENT_KEY, plain(')')],
    ],
  ],
  'rsa-oaep': ({ name }) => [wrapped('recipient’s public key', name)],
  'rsa-pkcs1': () => [wrapped('recipient’s public key', 'RSAES-PKCS1-v1_5')],
  'ecdh-es': (row) =>
    row.hasEncryptedKey
      ? [agreed('wrapping key', row), wrapped('wrapping key', wrapName(row))]
      : [agreed('content key', row)],
  pbes2: (row) => [
    [
      key('wrapping key'),
      plain(` = PBKDF2-HMAC-${row.hash}(`),
      ...[key('password'), plain(', alg + 0x00 + p2s, p2c)')],
    ],
    wrapped('wrapping key', wrapName(row)),
  ],
};
