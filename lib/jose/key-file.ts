import { writePem } from '../encoding/pem';
import { decodeUtf8 } from '../encoding/utf8';
import { formOfDer, isPkcs12 } from './key-forms';

/**
 * A key file's octets as the text that stands for them in a key field: DER as PEM under the label of its form (PKCS#12
 * too, so that reading the text names it), and UTF-8 as it is, without a byte order mark. Undefined for octets that are
 * neither. Never throws.
 */
export async function keyFileText(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const form = await formOfDer(bytes);
  if (form) return writePem(form.labels[0], bytes);
  if (await isPkcs12(bytes)) return writePem('PKCS12', bytes);
  const text = decodeUtf8(bytes);
  // A control character other than a line break or tab is in no key text; in a secret it would be lost in the field.
  return text === undefined || /[^\P{Cc}\t\n\v\f\r]/u.test(text) ? undefined : text.replace(/^\uFEFF/, '');
}
