// HMAC-SHA-512 (RFC 2104, FIPS 180-4) for two secrets at once, one in each 64-bit lane of a vector, and HMAC-SHA-384, which begins elsewhere and ends earlier.

export const LANES: usize = 2;
/** Octets of a block, and of a schedule: a vector for each of its 80 words. */
export const BLOCK: usize = 128;
export const SCHEDULE: usize = 80 * 16;
/** A block's worth of octets for each lane, where the caller puts the secrets, zeros behind them. */
export const SECRETS = memory.data(128 * 2, 16);

/** The round constants (FIPS 180-4 §4.2.3). */
const K = memory.data<u64>([
  0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
  0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
  0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
  0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
  0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
  0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
  0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
  0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
  0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
  0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
  0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
  0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
  0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
  0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
  0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
  0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
]);
/** The initial hash values (FIPS 180-4 §5.3.5 and §5.3.4). */
export const IV_512 = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);
export const IV_384 = memory.data<u64>([
  0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
  0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
]);
/** The words of the block to expand, the first 16 being given, and their schedule. */
const WORDS = memory.data(80 * 16, 16);
const EXPANDED = memory.data(80 * 16, 16);
/** The secrets' words, and two hash values of all lanes. */
const KEYS = memory.data(16 * 16, 16);
const INNER = memory.data(8 * 16, 16);
const OUTER = memory.data(8 * 16, 16);

function rotr(x: v128, n: i32): v128 {
  return v128.or(i64x2.shr_u(x, n), i64x2.shl(x, 64 - n));
}

/** From the words to the schedule (FIPS 180-4 §6.4.2 step 1), the round constants added already. */
function expand(schedule: usize): void {
  for (let i: usize = 0; i < 80; i++) {
    const at = WORDS + (i << 4);
    if (i >= 16) {
      const w15 = v128.load(at - 15 * 16);
      const w2 = v128.load(at - 2 * 16);
      const s0 = v128.xor(v128.xor(rotr(w15, 1), rotr(w15, 8)), i64x2.shr_u(w15, 7));
      const s1 = v128.xor(v128.xor(rotr(w2, 19), rotr(w2, 61)), i64x2.shr_u(w2, 6));
      v128.store(at, i64x2.add(i64x2.add(v128.load(at - 16 * 16), s0), i64x2.add(v128.load(at - 7 * 16), s1)));
    }
    v128.store(schedule + (i << 4), i64x2.add(v128.load(at), v128.load64_splat(K + (i << 3))));
  }
}

/** Takes a block into a hash value (FIPS 180-4 §6.4.2 steps 2 to 4). */
function compress(state: usize, schedule: usize): void {
  let a = v128.load(state, 0);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  let e = v128.load(state, 64);
  let f = v128.load(state, 80);
  let g = v128.load(state, 96);
  let h = v128.load(state, 112);
  for (let at = schedule; at < schedule + SCHEDULE; at += 16) {
    const s1 = v128.xor(v128.xor(rotr(e, 14), rotr(e, 18)), rotr(e, 41));
    const s0 = v128.xor(v128.xor(rotr(a, 28), rotr(a, 34)), rotr(a, 39));
    // Ch and Maj of the standard with one operation less.
    const choice = v128.xor(g, v128.and(e, v128.xor(f, g)));
    const majority = v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)));
    const t1 = i64x2.add(i64x2.add(i64x2.add(h, v128.load(at)), choice), s1);
    h = g;
    g = f;
    f = e;
    e = i64x2.add(d, t1);
    d = c;
    c = b;
    b = a;
    a = i64x2.add(t1, i64x2.add(s0, majority));
  }
  v128.store(state, i64x2.add(a, v128.load(state, 0)), 0);
  v128.store(state, i64x2.add(b, v128.load(state, 16)), 16);
  v128.store(state, i64x2.add(c, v128.load(state, 32)), 32);
  v128.store(state, i64x2.add(d, v128.load(state, 48)), 48);
  v128.store(state, i64x2.add(e, v128.load(state, 64)), 64);
  v128.store(state, i64x2.add(f, v128.load(state, 80)), 80);
  v128.store(state, i64x2.add(g, v128.load(state, 96)), 96);
  v128.store(state, i64x2.add(h, v128.load(state, 112)), 112);
}

function begin(state: usize, first: usize): void {
  for (let i: usize = 0; i < 8; i++) v128.store(state + (i << 4), v128.load64_splat(first + (i << 3)));
}

/** The schedules of whole blocks of octets, the same in all lanes. */
export function prepare(octets: usize, blocks: usize, schedules: usize): void {
  for (let block: usize = 0; block < blocks; block++) {
    for (let i: usize = 0; i < 16; i++) {
      v128.store(WORDS + (i << 4), i64x2.splat(bswap(load<u64>(octets + block * BLOCK + (i << 3)))));
    }
    expand(schedules + block * SCHEDULE);
  }
}

/** Writes the hash of whole blocks, padding and all, to `target`. */
export function hash(octets: usize, blocks: usize, target: usize, words: usize, first: usize): void {
  begin(INNER, first);
  for (let block: usize = 0; block < blocks; block++) {
    prepare(octets + block * BLOCK, 1, EXPANDED);
    compress(INNER, EXPANDED);
  }
  for (let i: usize = 0; i < words; i++) store<u64>(target + (i << 3), bswap(load<u64>(INNER + (i << 4))));
}

/** The words of the secrets, which lie one behind the other, side by side in vectors. */
function transpose(): void {
  for (let at: usize = 0; at < BLOCK; at += 16) {
    const a = v128.load(SECRETS + at, 0);
    const b = v128.load(SECRETS + at, 128);
    storeWords(KEYS + (at << 1), v128.shuffle<u64>(a, b, 0, 2));
    storeWords(KEYS + (at << 1) + 16, v128.shuffle<u64>(a, b, 1, 3));
  }
}

/** Words are big-endian (FIPS 180-4 §3.1). */
function storeWords(at: usize, words: v128): void {
  v128.store(at, v128.shuffle<u8>(words, words, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
}

/** The hash value after the first block: the secret with every octet changed by `pad` (RFC 2104 §2). */
function beginKeyed(state: usize, pad: u8, first: usize): void {
  const change = i8x16.splat(pad);
  for (let at: usize = 0; at < 16 * 16; at += 16) v128.store(WORDS + at, v128.xor(v128.load(KEYS + at), change));
  expand(EXPANDED);
  begin(state, first);
  compress(state, EXPANDED);
}

/**
 * The lane of the secret that gives the digest at `target`, or -1. `schedules` is the message, padded for one block
 * that went before it.
 */
export function match(schedules: usize, blocks: usize, target: usize, words: usize, first: usize): i32 {
  transpose();
  beginKeyed(INNER, 0x36, first);
  for (let block: usize = 0; block < blocks; block++) compress(INNER, schedules + block * SCHEDULE);
  beginKeyed(OUTER, 0x5c, first);
  // The outer message is the inner digest: one block, with its padding (FIPS 180-4 §5.1.2).
  memory.copy(WORDS, INNER, words * 16);
  memory.fill(WORDS + words * 16, 0, (16 - words) * 16);
  v128.store(WORDS + words * 16, i64x2.splat(0x8000000000000000));
  v128.store(WORDS + 15 * 16, i64x2.splat(((BLOCK + (words << 3)) * 8) as u64));
  expand(EXPANDED);
  compress(OUTER, EXPANDED);
  if (!v128.any_true(i64x2.eq(v128.load(OUTER), i64x2.splat(bswap(load<u64>(target)))))) return -1;
  for (let lane: usize = 0; lane < LANES; lane++) {
    let same = true;
    for (let i: usize = 0; i < words; i++) {
      same = same && load<u64>(OUTER + (i << 4) + (lane << 3)) == bswap(load<u64>(target + (i << 3)));
    }
    if (same) return lane as i32;
  }
  return -1;
}
