import type { KeyManagementAlgorithm } from '../registry/key-management';
import { countOctets, type JweRefusal, type Octets, refuse } from './jwe-attempt';
import { type HeaderLookup, readOctetsOf } from './jwe-header';
import { readJwk } from './jwk';
import type { Key } from './key';

/** What key management takes from the header, read and checked; each is there where the algorithm asks for it. */
export type KeyParameters = {
  epk?: Key;
  apu: Octets;
  apv: Octets;
  iv: Octets;
  tag: Octets;
  p2s: Octets;
  p2c: number;
};

const NOTHING = new Uint8Array();

/** GCM's IV has 96 bits and its tag 128 (RFC 7518 §4.7.1). */
export const wrapIvOctets = 12;
export const wrapTagOctets = 16;

/** How many iterations of PBKDF2 a token may ask for unless the limit is raised; see DecryptOptions. */
export const mostIterations = 1_200_000;

/** PBKDF2 counts its iterations in 32 bits in WebCrypto. */
const MOST_ITERATIONS = 2 ** 32 - 1;

const missing = (name: string, alg: string) =>
  refuse('bad-parameter', `"${name}" is missing from the header; ${alg} needs it.`);

/**
 * The header parameters of a key management algorithm (RFC 7518 §4.6.1, §4.7.1, §4.8.1), or a sentence on the first that
 * is missing or not in order. Whether `epk` lies on its curve is left to the agreement. Never throws.
 */
export async function readKeyParameters(
  row: KeyManagementAlgorithm,
  header: HeaderLookup,
): Promise<KeyParameters | JweRefusal> {
  const none: KeyParameters = {
    apu: NOTHING,
    apv: NOTHING,
    iv: NOTHING,
    tag: NOTHING,
    p2s: NOTHING,
    p2c: 0,
  };
  if (row.family === 'ecdh-es') return readAgreement(row, header, none);
  if (row.family === 'aes-gcm-kw') return readWrap(row, header, none);
  return row.family === 'pbes2' ? readPassword(row, header, none) : none;
}

async function readAgreement(row: KeyManagementAlgorithm, header: HeaderLookup, none: KeyParameters) {
  const node = header('epk');
  if (!node) return missing('epk', row.name);
  const epk = await readJwk(node, 'jwk');
  if ('reason' in epk) return refuse('bad-parameter', `"epk" in the header is no usable key: ${epk.reason}`);
  if (!row.curves?.includes(epk.curve ?? '')) {
    return refuse('bad-parameter', `"epk" in the header is for no key agreement: ${epk.description}.`);
  }
  // RFC 7518 §4.6.1.1: public members only.
  if (epk.isPrivate) return refuse('bad-parameter', '"epk" in the header is a private key; it must be a public one.');
  const parties = readParties(header);
  return 'kind' in parties ? parties : { ...none, epk, ...parties };
}

/** "apu" and "apv", each empty where there is none; they must not be the same (RFC 7518 §4.6.2). */
export function readParties(header: HeaderLookup): Pick<KeyParameters, 'apu' | 'apv'> | JweRefusal {
  const [apu, apv] = [readOctetsOf(header, 'apu') ?? NOTHING, readOctetsOf(header, 'apv') ?? NOTHING];
  if ('kind' in apu) return apu;
  if ('kind' in apv) return apv;
  const isSame = apu.length === apv.length && apu.every((octet, at) => octet === apv[at]);
  if (!isSame || apu.length === 0) return { apu, apv };
  return refuse('bad-parameter', '"apu" and "apv" in the header are the same; they must be distinct.');
}

function readWrap(row: KeyManagementAlgorithm, header: HeaderLookup, none: KeyParameters) {
  const iv = readExact(row, header, 'iv', wrapIvOctets);
  if ('kind' in iv) return iv;
  const tag = readExact(row, header, 'tag', wrapTagOctets);
  return 'kind' in tag ? tag : { ...none, iv, tag };
}

function readExact(row: KeyManagementAlgorithm, header: HeaderLookup, name: string, wanted: number) {
  const octets = readOctetsOf(header, name);
  if (!octets) return missing(name, row.name);
  if ('kind' in octets || octets.length === wanted) return octets;
  const reason = `"${name}" in the header has ${countOctets(octets.length)}; ${row.name} asks for ${wanted}.`;
  return refuse('bad-parameter', reason);
}

function readPassword(row: KeyManagementAlgorithm, header: HeaderLookup, none: KeyParameters) {
  const p2s = readOctetsOf(header, 'p2s');
  if (!p2s) return missing('p2s', row.name);
  if ('kind' in p2s) return p2s;
  const p2c = readIterations(row, header);
  return typeof p2c === 'object' ? p2c : { ...none, p2s, p2c };
}

/** "p2c" as a whole number of iterations, at least one (RFC 7518 §4.8.1.2). */
export function readIterations(row: KeyManagementAlgorithm, header: HeaderLookup): number | JweRefusal {
  const node = header('p2c');
  if (!node) return missing('p2c', row.name);
  const count = node.kind === 'number' ? node.value : Number.NaN;
  if (Number.isInteger(count) && count >= 1 && count <= MOST_ITERATIONS) return count;
  const reason = `"p2c" in the header is not a whole number from 1 to ${MOST_ITERATIONS.toLocaleString('en-US')}.`;
  return refuse('bad-parameter', reason);
}

/** Why so many iterations are not run, or undefined when they are within the limit. */
export function findIterationExcess(iterations: number, limit: number): JweRefusal | undefined {
  if (iterations <= limit) return undefined;
  const [asked, most] = [iterations, limit].map((count) => count.toLocaleString('en-US'));
  const reason = `"p2c" asks for ${asked} iterations, more than the ${most} that are run unasked.`;
  return refuse('too-many-iterations', reason);
}
