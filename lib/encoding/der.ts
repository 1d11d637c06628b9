/** One ASN.1 value (X.690). `octets` is the content of a primitive value; a bit string's without its count of unused bits. */
export type DerNode = {
  tagClass: 'universal' | 'context' | 'other';
  tag: number;
  children: DerNode[];
  octets: Uint8Array<ArrayBuffer>;
  /** Of an OBJECT IDENTIFIER, in dots. */
  oid?: string;
  /** Of a character string. */
  text?: string;
  /** Of a UTCTime or GeneralizedTime: seconds since 1970-01-01T00:00:00Z. */
  time?: number;
};

/** Universal tag numbers (X.680 §8.4). */
export const derTags = { integer: 2, bitString: 3, octetString: 4, null: 5, oid: 6, sequence: 16, set: 17 } as const;

/** What the library's blocks have in common, as far as it is used here. */
type Block = {
  idBlock: { tagClass: number; tagNumber: number; isConstructed: boolean };
  valueBlock: { value?: unknown; valueHexView?: Uint8Array };
};

/**
 * The ASN.1 value that the octets are, whole; undefined when they are none or when something follows it. The parser
 * is loaded at the first call. Never throws.
 */
export async function readDer(bytes: Uint8Array<ArrayBuffer>): Promise<DerNode | undefined> {
  const { fromBER } = await import('asn1js');
  try {
    const { offset, result } = fromBER(bytes);
    return offset === bytes.length ? toNode(result as unknown as Block) : undefined;
  } catch {
    return undefined;
  }
}

function toNode(block: Block): DerNode {
  const { tagClass, tagNumber, isConstructed } = block.idBlock;
  const { value, valueHexView } = block.valueBlock;
  const isUniversal = tagClass === 1;
  // The library also tries to read what stands inside primitive octet and bit strings: that is not ours to guess.
  const children = isConstructed && Array.isArray(value) ? (value as Block[]).map(toNode) : [];
  const node: DerNode = {
    tagClass: isUniversal ? 'universal' : tagClass === 3 ? 'context' : 'other',
    tag: tagNumber,
    children,
    octets: new Uint8Array(valueHexView ?? []),
  };
  if (isUniversal && tagNumber === derTags.oid) node.oid = (block as unknown as { getValue(): string }).getValue();
  else if (typeof value === 'string') node.text = value;
  if (isUniversal && (tagNumber === 23 || tagNumber === 24)) {
    node.time = (block as unknown as { toDate(): Date }).toDate().getTime() / 1000;
  }
  return node;
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** DER of one value: `identifier` is the identifier octet (0x30 for a SEQUENCE), `contents` follow each other inside. */
export function writeDer(identifier: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = join(contents);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  // Definite form: short up to 127, else the count of length octets first (X.690 §8.1.3).
  const head = content.length < 128 ? [identifier, content.length] : [identifier, 0x80 + length.length, ...length];
  return join([new Uint8Array(head), content]);
}

/** DER of an unsigned INTEGER from big-endian octets, in the shortest form (X.690 §8.3). */
export function writeDerInteger(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0);
  const magnitude = first < 0 ? new Uint8Array(1) : bytes.subarray(first);
  return (magnitude[0] ?? 0) >= 0x80
    ? writeDer(derTags.integer, new Uint8Array(1), magnitude)
    : writeDer(derTags.integer, magnitude);
}

/** DER of an OBJECT IDENTIFIER written in dots (X.690 §8.19); arcs below 2^31. */
export function writeDerOid(oid: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest].map((arc) => {
    const octets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) octets.unshift(0x80 + (left % 128));
    return new Uint8Array(octets);
  });
  return writeDer(derTags.oid, ...arcs);
}
