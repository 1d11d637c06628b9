import { concatOctets, done, type JweResult, type Octets, refuse } from './jwe-attempt';

/**
 * What raw DEFLATE (RFC 1951) made of the octets, undone, as `"zip": "DEF"` asks (RFC 7516 §4.1.3). A few octets can swell
 * to gigabytes, so it stops as soon as there are more than `limit`. Never throws.
 */
export async function inflate(bytes: Octets, limit: number): Promise<JweResult<Octets>> {
  const reader = streamOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > limit) {
        const reason = `The plaintext inflates to more than ${limit.toLocaleString('en-US')} octets, the limit that is set.`;
        return refuse('inflates-too-far', reason);
      }
      chunks.push(read.value);
    }
    return done(concatOctets(...chunks));
  } catch {
    return refuse(
      'broken-compression',
      'The token was decrypted, but its content is not in DEFLATE, as "zip" says it is.',
    );
  } finally {
    // Closes the stream when it is left early; one that has failed says so again, and that is known.
    await reader.cancel().catch(() => undefined);
  }
}

/** The octets in raw DEFLATE (RFC 1951). */
export async function deflate(bytes: Octets): Promise<Octets> {
  const stream = streamOf(bytes).pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const streamOf = (bytes: Octets): ReadableStream<Octets> => new Blob([bytes]).stream();
