import { hexLines } from '@/lib/state/formula';

const SHOWN_BYTES = 4096;

/** Octets in hexadecimal, as many of them as one looks at. */
export function Bytes({ bytes, className = '' }: { bytes: Uint8Array; className?: string }) {
  return (
    <pre className={className}>
      {hexLines(bytes.subarray(0, SHOWN_BYTES)).join('\n')}
      {bytes.length > SHOWN_BYTES && `\n… ${(bytes.length - SHOWN_BYTES).toLocaleString('en')} more bytes`}
    </pre>
  );
}
