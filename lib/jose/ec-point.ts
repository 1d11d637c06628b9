type Octets = Uint8Array<ArrayBuffer>;

/** Curves with a square root to take; each library part is loaded when a compressed point on its curve comes. */
const loaders = new Map([
  ['P-256', async () => (await import('@noble/curves/nist.js')).p256],
  ['P-384', async () => (await import('@noble/curves/nist.js')).p384],
  ['P-521', async () => (await import('@noble/curves/nist.js')).p521],
  ['secp256k1', async () => (await import('@noble/curves/secp256k1.js')).secp256k1],
]);

/**
 * The uncompressed form (04, then both coordinates) of a compressed point on a curve by its JWK `crv` (SEC 1 §2.3.4);
 * undefined when the octets are no point of the curve. Never throws.
 */
export async function expandPoint(crv: string, point: Octets): Promise<Octets | undefined> {
  const curve = await loaders.get(crv)?.();
  try {
    return curve && new Uint8Array(curve.Point.fromBytes(point).toBytes(false));
  } catch {
    return undefined;
  }
}
