import { decodeBase64url } from '../encoding/base64url';
import type { GuessTarget } from './guess';
import { HMAC_MODULE } from './hmac-module';
import { LONGEST_SECRET, type SecretEngine } from './secret-engine';

/** What scripts/wasm/assembly/index.ts exports; addresses are octets in `memory`. */
type HmacModule = {
  memory: WebAssembly.Memory;
  digest: WebAssembly.Global<'i32'>;
  tried: WebAssembly.Global<'i32'>;
  passedOver: WebAssembly.Global<'i32'>;
  reserve(bits: number, message: number, text: number): number;
  setMessage(at: number, length: number): void;
  search(start: number, end: number): number;
  isSecret(at: number, length: number): number;
};

/** Octets of text that are searched in one go; a longer text is cut between lines. */
const WINDOW = 2_097_152;

/** Four secrets at a time with SHA-256, two with the others; undefined where the browser has no WebAssembly with vectors. */
export function openWasmEngine({ hash, message, digest }: GuessTarget): SecretEngine | undefined {
  const wasm = instantiate();
  if (!wasm) return undefined;
  const place = wasm.reserve(Number(hash.slice(4)), message.length, WINDOW) >>> 0;
  // Taken after `reserve`: a memory that grows has another buffer.
  const memory = new Uint8Array(wasm.memory.buffer);
  memory.set(message, place);
  wasm.setMessage(place, message.length);
  memory.set(digest, wasm.digest.value);

  return {
    kind: 'wasm',
    search(lines) {
      let tried = 0;
      let passedOver = 0;
      for (let start = 0; start < lines.length; ) {
        const end = windowEnd(lines, start);
        memory.set(lines.subarray(start, end), place);
        const found = wasm.search(place, place + end - start) >>> 0;
        tried += wasm.tried.value;
        passedOver += wasm.passedOver.value;
        if (found !== 0) return { at: start + found - place, tried, passedOver };
        start = end;
      }
      return { at: -1, tried, passedOver };
    },
    isSecret(octets) {
      if (octets.length > LONGEST_SECRET) return false;
      memory.set(octets, place);
      return wasm.isSecret(place, octets.length) !== 0;
    },
  };
}

function instantiate(): HmacModule | undefined {
  try {
    const { bytes } = decodeBase64url(HMAC_MODULE);
    if (!bytes) return undefined;
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as HmacModule;
  } catch {
    return undefined;
  }
}

/** Where a window ends that begins at `start`: behind a line where it can be, for a line cut in two would be another. */
function windowEnd(lines: Uint8Array, start: number): number {
  if (lines.length - start <= WINDOW) return lines.length;
  const lf = lines.lastIndexOf(10, start + WINDOW - 1);
  return lf < start ? start + WINDOW : lf + 1;
}
