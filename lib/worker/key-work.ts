import type { Factoring } from '../checks/fact';

/**
 * What the worker is asked, once: RSA moduli in hexadecimal, without a leading zero and each but once. `fresh` are those that
 * nobody has looked at, `known` all others that were seen.
 */
export type ToKeyWorker = { kind: 'search'; fresh: readonly string[]; known: readonly string[] };

/** An index counts from 0, over `fresh` and then over `known`. */
export type FromKeyWorker =
  /** Comes first: moduli with a prime in common, two by two, the first of them a fresh one. */
  | { kind: 'shared'; pairs: readonly (readonly [number, number])[] }
  /** Comes for each fresh modulus in turn, with how it was taken apart, where it was. */
  | { kind: 'searched'; index: number; how?: Factoring }
  | { kind: 'done' }
  /** Code that could not be fetched, or that broke off. */
  | { kind: 'failed'; reason: string };

/** What stands between a search and its worker. `close` ends the worker at once, whatever it is at. */
export type KeyPort = {
  post(message: ToKeyWorker): void;
  listen(hear: (message: FromKeyWorker) => void): void;
  close(): void;
};
