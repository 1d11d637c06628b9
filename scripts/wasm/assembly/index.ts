// Tries the lines of a text as the secret of one HMAC. AssemblyScript, compiled by ../build.mjs.
import * as sha256 from './sha256';
import * as sha512 from './sha512';

/** Lines with more octets are no secrets; lib/worker/secret-engine.ts says the same. */
const LONGEST: usize = 16384;
/** 16 octets to keep, then 16 to drop: a window of it cuts a vector. */
const MASK = memory.data<u64>([0xffffffffffffffff, 0xffffffffffffffff, 0, 0]);
/** Where the caller puts the digest to be found. */
export const digest = memory.data(64, 16);
/** A secret that is longer than a block, with its padding. */
const LONG = memory.data(16384 + 256, 16);
/** Where the lines in the lanes begin. */
const STARTS = memory.data(4 * 4, 4);

let bits: i32 = 0;
let block: usize = 0;
let blocks: usize = 0;
let schedules: usize = 0;
/** Lines that the last search tried, and those that it passed over as too long. */
export let tried: i32 = 0;
export let passedOver: i32 = 0;

/** Octets of a message with its padding (FIPS 180-4 §5.1). */
function padded(length: usize): usize {
  return (length + (block >> 3) + block) & ~(block - 1);
}

/** Pads a message of which `before` octets were hashed already; gives the number of its blocks. */
function pad(at: usize, length: usize, before: usize): usize {
  const end = padded(length);
  memory.fill(at + length, 0, end - length);
  store<u8>(at + length, 0x80);
  store<u64>(at + end - 8, bswap(((before + length) as u64) << 3));
  return end / block;
}

/** Makes room for a message of so many octets, and for texts in its place; gives that place. */
export function reserve(hashBits: i32, message: usize, text: usize): usize {
  bits = hashBits;
  block = bits == 256 ? sha256.BLOCK : sha512.BLOCK;
  schedules = (__heap_base + 15) & ~15;
  const octets = padded(message);
  const place = schedules + (octets / block) * (bits == 256 ? sha256.SCHEDULE : sha512.SCHEDULE);
  // A line is read in vectors, which reach up to a block behind its end.
  const pages = ((place + max(text, octets) + block + 65535) / 65536) as i32;
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return place;
}

/** Takes the message that stands at `at`. */
export function setMessage(at: usize, length: usize): void {
  // The secret's block goes before it.
  blocks = pad(at, length, block);
  if (bits == 256) sha256.prepare(at, blocks, schedules);
  else sha512.prepare(at, blocks, schedules);
}

/** Puts a secret into a lane: filled up with zeros, or its hash where it is longer than a block (RFC 2104 §2). */
function setLane(lane: usize, from: usize, length: usize): void {
  const target = (bits == 256 ? sha256.SECRETS : sha512.SECRETS) + lane * block;
  if (length > block) {
    memory.copy(LONG, from, length);
    const count = pad(LONG, length, 0);
    memory.fill(target, 0, block);
    if (bits == 256) sha256.hash(LONG, count, target);
    else sha512.hash(LONG, count, target, bits >> 6, first512());
    return;
  }
  for (let at: usize = 0; at < block; at += 16) {
    const kept: usize = length > at ? min<usize>(length - at, 16) : 0;
    v128.store(target + at, v128.and(v128.load(from + at), v128.load(MASK + 16 - kept)));
  }
}

function first512(): usize {
  return bits == 384 ? sha512.IV_384 : sha512.IV_512;
}

function matchLanes(): i32 {
  if (bits == 256) return sha256.match(schedules, blocks, digest);
  return sha512.match(schedules, blocks, digest, bits >> 6, first512());
}

/** Whether these octets, up to 16384, are the secret. */
export function isSecret(at: usize, length: usize): bool {
  setLane(0, at, length);
  return matchLanes() == 0;
}

/**
 * The address of the line that is the secret, or 0. A line ends with LF, with CR LF or with the text; empty ones are
 * left out.
 */
export function search(start: usize, end: usize): usize {
  const lanes = bits == 256 ? sha256.LANES : sha512.LANES;
  let lane: usize = 0;
  tried = 0;
  passedOver = 0;
  for (let line = start; line < end; ) {
    const next = lineEnd(line, end);
    let length = next - line;
    if (length > 0 && load<u8>(next - 1) == 13) length--;
    if (length > LONGEST) passedOver++;
    else if (length > 0) {
      setLane(lane, line, length);
      store<usize>(STARTS + (lane << 2), line);
      tried++;
      lane++;
      if (lane == lanes) {
        const found = matchLanes();
        if (found >= 0) return load<usize>(STARTS + (found << 2));
        lane = 0;
      }
    }
    line = next + 1;
  }
  if (lane == 0) return 0;
  const found = matchLanes();
  // The lanes behind hold what was tried before.
  return found >= 0 && (found as usize) < lane ? load<usize>(STARTS + (found << 2)) : 0;
}

function lineEnd(from: usize, end: usize): usize {
  const lf = i8x16.splat(10);
  for (let at = from; at < end; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), lf));
    if (mask != 0) return min<usize>(at + ctz(mask), end);
  }
  return end;
}
