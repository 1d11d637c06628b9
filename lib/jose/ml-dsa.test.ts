import { describe, expect, it } from 'vitest';
import { algorithms } from '../registry/algorithms';
import { keyFromJwk } from './jwk';
import { mlDsaEngine } from './ml-dsa';

const data = new TextEncoder().encode('to be signed');
const rows = algorithms.filter(({ family }) => family === 'ml-dsa').map((row) => [row.name, row] as const);

// Browsers with ML-DSA never come here; the others, and Node 20, always do.
describe.each(rows)('%s by the library', (_name, row) => {
  it('makes a key that fits its description, signs and verifies', async () => {
    const jwk = await mlDsaEngine.generate(row);
    expect(await keyFromJwk(jwk, 'generated')).toMatchObject({ type: 'AKP', curve: row.name, isPrivate: true });
    const signature = await mlDsaEngine.sign(row, jwk, data);
    expect(signature).toHaveLength(row.signatureOctets ?? 0);
    expect(await mlDsaEngine.verify(row, jwk, data, signature)).toBe(true);
    expect(await mlDsaEngine.verify(row, jwk, data, signature.slice(1))).toBe(false);
  });
});
