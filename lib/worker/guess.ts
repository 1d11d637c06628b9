import type { SecretEncoding } from '../jose/key';

/** The HMAC whose secret is searched: its hash, the octets that were signed, and the signature. */
export type GuessTarget = {
  hash: 'SHA-256' | 'SHA-384' | 'SHA-512';
  message: Uint8Array<ArrayBuffer>;
  digest: Uint8Array<ArrayBuffer>;
};

/** A secret as it is put into the key field; octets that are not UTF-8 are given in hexadecimal. */
export type GuessedSecret = { text: string; encoding: SecretEncoding };

/** Where candidates come from: the built-in list, with words of the token's own, or a person's file. */
export type GuessList = { kind: 'common'; own: readonly string[] } | { kind: 'file'; file: Blob; name: string };

/** What a worker is asked. It answers each in turn, `open` once with `ready` and each of the others with `done`. */
export type ToGuessWorker =
  /** `own` is there where the built-in list is wanted. */
  | { kind: 'open'; target: GuessTarget; own?: readonly string[] }
  /** A unit of the built-in list, counted from 0. */
  | { kind: 'common'; unit: number }
  /** The lines of a file that begin at an octet from `start` to before `end`. */
  | { kind: 'lines'; file: Blob; start: number; end: number };

/** `passedOver` counts lines that are too long to be secrets. `place` is words: "line 4,711", "word 37, in capitals". */
export type GuessDone = {
  kind: 'done';
  tried: number;
  passedOver: number;
  found?: { secret: GuessedSecret; place: string };
};

export type FromGuessWorker =
  /** `units` and `candidates` are those of the built-in list, where that was asked for. */
  | { kind: 'ready'; engine: 'wasm' | 'script'; units: number; candidates: number }
  | GuessDone
  /** A file that can no longer be read, or code that could not be fetched. */
  | { kind: 'failed'; reason: string };
