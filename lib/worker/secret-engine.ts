/** Secrets with more octets are not tried. */
export const LONGEST_SECRET = 16_384;

/** `at` is the offset of the line that is the secret, or -1; `passedOver` counts lines that were too long to be tried. */
export type Attempt = { at: number; tried: number; passedOver: number };

/** Tries secrets for one target. */
export type SecretEngine = {
  readonly kind: 'wasm' | 'script';
  /** Tries the lines of a text, which end with LF or CR LF; empty ones are left out. The last may end with the text. */
  search(lines: Uint8Array): Attempt;
  /** Whether these octets are the secret, whatever they are. */
  isSecret(octets: Uint8Array): boolean;
};
