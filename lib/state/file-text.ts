/** With this octet a DER file begins: it is a SEQUENCE (X.690 §8.9). As text it is the digit "0". */
const SEQUENCE = 0x30;

/** A dropped or opened file as text: a key in DER as the PEM that says the same, all else as UTF-8. */
export async function fileText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === SEQUENCE) {
    const { keyFileText } = await import('../jose/key-file');
    const text = await keyFileText(bytes);
    if (text !== undefined) return text;
  }
  return file.text();
}
