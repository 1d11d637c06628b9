// HMAC-SHA-256 (RFC 2104, FIPS 180-4) for four secrets at once, one in each 32-bit lane of a vector.

export const LANES: usize = 4;
/** Octets of a block, and of a schedule: a vector for each of its 64 words. */
export const BLOCK: usize = 64;
export const SCHEDULE: usize = 64 * 16;
/** A block's worth of octets for each lane, where the caller puts the secrets, zeros behind them. */
export const SECRETS = memory.data(64 * 4, 16);

/** The round constants (FIPS 180-4 §4.2.2). */
const K = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);
/** The initial hash value (FIPS 180-4 §5.3.3). */
const IV = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
/** The words of the block to expand, the first 16 being given, and their schedule. */
const WORDS = memory.data(64 * 16, 16);
const EXPANDED = memory.data(64 * 16, 16);
/** The secrets' words, and two hash values of all lanes. */
const KEYS = memory.data(16 * 16, 16);
const INNER = memory.data(8 * 16, 16);
const OUTER = memory.data(8 * 16, 16);

function rotr(x: v128, n: i32): v128 {
  return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n));
}

/** From the words to the schedule (FIPS 180-4 §6.2.2 step 1), the round constants added already. */
function expand(schedule: usize): void {
  for (let i: usize = 0; i < 64; i++) {
    const at = WORDS + (i << 4);
    if (i >= 16) {
      const w15 = v128.load(at - 15 * 16);
      const w2 = v128.load(at - 2 * 16);
      const s0 = v128.xor(v128.xor(rotr(w15, 7), rotr(w15, 18)), i32x4.shr_u(w15, 3));
      const s1 = v128.xor(v128.xor(rotr(w2, 17), rotr(w2, 19)), i32x4.shr_u(w2, 10));
      v128.store(at, i32x4.add(i32x4.add(v128.load(at - 16 * 16), s0), i32x4.add(v128.load(at - 7 * 16), s1)));
    }
    v128.store(schedule + (i << 4), i32x4.add(v128.load(at), v128.load32_splat(K + (i << 2))));
  }
}

/** Takes a block into a hash value (FIPS 180-4 §6.2.2 steps 2 to 4). */
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
    const s1 = v128.xor(v128.xor(rotr(e, 6), rotr(e, 11)), rotr(e, 25));
    const s0 = v128.xor(v128.xor(rotr(a, 2), rotr(a, 13)), rotr(a, 22));
    // Ch and Maj of the standard with one operation less.
    const choice = v128.xor(g, v128.and(e, v128.xor(f, g)));
    const majority = v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)));
    const t1 = i32x4.add(i32x4.add(i32x4.add(h, v128.load(at)), choice), s1);
    h = g;
    g = f;
    f = e;
    e = i32x4.add(d, t1);
    d = c;
    c = b;
    b = a;
    a = i32x4.add(t1, i32x4.add(s0, majority));
  }
  v128.store(state, i32x4.add(a, v128.load(state, 0)), 0);
  v128.store(state, i32x4.add(b, v128.load(state, 16)), 16);
  v128.store(state, i32x4.add(c, v128.load(state, 32)), 32);
  v128.store(state, i32x4.add(d, v128.load(state, 48)), 48);
  v128.store(state, i32x4.add(e, v128.load(state, 64)), 64);
  v128.store(state, i32x4.add(f, v128.load(state, 80)), 80);
  v128.store(state, i32x4.add(g, v128.load(state, 96)), 96);
  v128.store(state, i32x4.add(h, v128.load(state, 112)), 112);
}

function begin(state: usize): void {
  for (let i: usize = 0; i < 8; i++) v128.store(state + (i << 4), v128.load32_splat(IV + (i << 2)));
}

/** The schedules of whole blocks of octets, the same in all lanes. */
export function prepare(octets: usize, blocks: usize, schedules: usize): void {
  for (let block: usize = 0; block < blocks; block++) {
    for (let i: usize = 0; i < 16; i++) {
      v128.store(WORDS + (i << 4), i32x4.splat(bswap(load<u32>(octets + block * BLOCK + (i << 2)))));
    }
    expand(schedules + block * SCHEDULE);
  }
}

/** Writes the hash of whole blocks, padding and all, to `target`. */
export function hash(octets: usize, blocks: usize, target: usize): void {
  begin(INNER);
  for (let block: usize = 0; block < blocks; block++) {
    prepare(octets + block * BLOCK, 1, EXPANDED);
    compress(INNER, EXPANDED);
  }
  for (let i: usize = 0; i < 8; i++) store<u32>(target + (i << 2), bswap(load<u32>(INNER + (i << 4))));
}

/** The words of the secrets, which lie one behind the other, side by side in vectors. */
function transpose(): void {
  for (let at: usize = 0; at < BLOCK; at += 16) {
    const a = v128.load(SECRETS + at, 0);
    const b = v128.load(SECRETS + at, 64);
    const c = v128.load(SECRETS + at, 128);
    const d = v128.load(SECRETS + at, 192);
    const ab = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
    const ab2 = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
    const cd2 = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
    storeWords(KEYS + (at << 2), v128.shuffle<u64>(ab, cd, 0, 2));
    storeWords(KEYS + (at << 2) + 16, v128.shuffle<u64>(ab, cd, 1, 3));
    storeWords(KEYS + (at << 2) + 32, v128.shuffle<u64>(ab2, cd2, 0, 2));
    storeWords(KEYS + (at << 2) + 48, v128.shuffle<u64>(ab2, cd2, 1, 3));
  }
}

/** Words are big-endian (FIPS 180-4 §3.1). */
function storeWords(at: usize, words: v128): void {
  v128.store(at, v128.shuffle<u8>(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}

/** The hash value after the first block: the secret with every octet changed by `pad` (RFC 2104 §2). */
function beginKeyed(state: usize, pad: u8): void {
  const change = i8x16.splat(pad);
  for (let at: usize = 0; at < 16 * 16; at += 16) v128.store(WORDS + at, v128.xor(v128.load(KEYS + at), change));
  expand(EXPANDED);
  begin(state);
  compress(state, EXPANDED);
}

/**
 * The lane of the secret that gives the digest at `target`, or -1. `schedules` is the message, padded for one block
 * that went before it.
 */
export function match(schedules: usize, blocks: usize, target: usize): i32 {
  transpose();
  beginKeyed(INNER, 0x36);
  for (let block: usize = 0; block < blocks; block++) compress(INNER, schedules + block * SCHEDULE);
  beginKeyed(OUTER, 0x5c);
  // The outer message is the inner digest: one block, with its padding (FIPS 180-4 §5.1.1).
  memory.copy(WORDS, INNER, 8 * 16);
  memory.fill(WORDS + 8 * 16, 0, (16 - 8) * 16);
  v128.store(WORDS + 8 * 16, i32x4.splat(0x80000000));
  v128.store(WORDS + 15 * 16, i32x4.splat(((BLOCK + 32) * 8) as u32));
  expand(EXPANDED);
  compress(OUTER, EXPANDED);
  if (!v128.any_true(i32x4.eq(v128.load(OUTER), i32x4.splat(bswap(load<u32>(target)))))) return -1;
  for (let lane: usize = 0; lane < LANES; lane++) {
    let same = true;
    for (let i: usize = 0; i < 8; i++) {
      same = same && load<u32>(OUTER + (i << 4) + (lane << 2)) == bswap(load<u32>(target + (i << 2)));
    }
    if (same) return lane as i32;
  }
  return -1;
}
