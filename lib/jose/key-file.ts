import { writePem } from '../encoding/pem';
import { decodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from './key';
import { formOfDer, isPkcs12 } from './key-forms';

const notAKey = (reason: string): Extract<KeyReading, { kind: 'unreadable' }> => ({
  kind: 'unreadable',
  code: 'not-a-key',
  reason,
});

/**
 * A key file's octets as the text that stands for them in a key field: DER as PEM under the label of its form, and text
 * as it is, without a byte order mark. Never throws; octets that are neither are `unreadable`, with the reason.
 */
export const keyFileText = async (
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ kind: 'text'; text: string } | Extract<KeyReading, { kind: 'unreadable' }>> => {
  const form = await formOfDer(bytes);
  if (form) return { kind: 'text', text: writePem(form.labels[0], bytes) };
  if (await isPkcs12(bytes)) {
    return notAKey(
      'This is a PKCS#12 file (.p12, .pfx), which is not read here; "openssl pkcs12 -nodes" takes the key out of it.',
    );
  }
  const text = decodeUtf8(bytes);
  // A control character other than a line break or tab is in no key text; in a secret it would be lost in the field.
  const isText = text !== undefined && !/[^\P{Cc}\t\n\v\f\r]/u.test(text);
  return isText
    ? { kind: 'text', text: text.replace(/^\uFEFF/, '') }
    : notAKey('The file is neither text nor a key in DER.');
};
