import { createHmac, randomUUID } from 'node:crypto';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const entry = (i) => ({
  id: i,
  name: `entry ${i}`,
  roles: ['reader', 'writer'],
  active: i % 3 === 0,
  limits: { daily: i * 10, ratio: i / 7 },
});

/**
 * An HS256 token of about `size` characters with a structured payload. `marker` is the value of its first claim: nothing
 * else on a page is like it.
 */
export function tokenOfSize(size) {
  const marker = `bench-${randomUUID()}`;
  const payload = { jti: marker, sub: 'bench', exp: 4_102_444_800, entries: [] };
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  // base64url makes four characters of three bytes; the header and the signature have about 80.
  let bytes = JSON.stringify(payload).length;
  for (let i = 0; bytes < ((size - 80) * 3) / 4; i++) {
    payload.entries.push(entry(i));
    bytes += JSON.stringify(entry(i)).length + 1;
  }
  const input = `${header}.${encode(payload)}`;
  const signature = createHmac('sha256', 'bench-secret-of-thirty-two-bytes').update(input).digest('base64url');
  return { text: `${input}.${signature}`, marker };
}
