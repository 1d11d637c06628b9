import { writeDer, writeDerInteger } from '../encoding/der';
import { encodeUtf8 } from '../encoding/utf8';

type Facts = { notBefore: number; notAfter: number; spki?: Uint8Array };

/** A time as GeneralizedTime; dates are NumericDate seconds. */
function time(seconds: number): Uint8Array {
  const digits = new Date(seconds * 1000).toISOString().replace(/\.\d+|\D/g, '');
  return writeDer(0x18, encodeUtf8(`${digits}Z`));
}

/** DER with the outline of an X.509 certificate (RFC 5280 §4.1) and nothing in the parts that do not matter to tests. */
export function certificateOf({ notBefore, notAfter, spki = new Uint8Array(32) }: Facts): Uint8Array<ArrayBuffer> {
  const sequence = (...contents: Uint8Array[]) => writeDer(0x30, ...contents);
  const version = writeDer(0xa0, writeDerInteger(new Uint8Array([2])));
  const serial = writeDerInteger(new Uint8Array([1]));
  const validity = sequence(time(notBefore), time(notAfter));
  const key = sequence(sequence(), writeDer(3, new Uint8Array(1), spki));
  const body = sequence(version, serial, sequence(), sequence(), validity, sequence(), key);
  return sequence(body, sequence(), writeDer(3, new Uint8Array(1)));
}
