/** What the browser tells of a request (Resource Timing §4.3): milliseconds from the page's beginning, sizes in octets. */
export type Timing = {
  name: string;
  initiatorType: string;
  startTime: number;
  transferSize: number;
  encodedBodySize: number;
};

/** One request of the page: what was asked for, when (milliseconds since 1970) and how much came. */
export type Asked = {
  /** The address without its fragment, which is never sent. */
  address: string;
  kind: string;
  at: number;
  /** Octets of the file as it travels; undefined where another host keeps that to itself. */
  octets: number | undefined;
  /** Octets that came over the network: none from a cache. */
  transferred: number;
};

/** The page's own files, and all other requests, each in the order of asking. */
export type Traffic = { files: readonly Asked[]; others: readonly Asked[] };

const kinds: ReadonlyMap<string, string> = new Map([
  ['navigation', 'page'],
  ['script', 'script'],
  ['link', 'link'],
  ['css', 'from a style'],
  ['img', 'image'],
  ['fetch', 'fetch'],
  ['xmlhttprequest', 'XMLHttpRequest'],
  ['beacon', 'beacon'],
  ['iframe', 'frame'],
]);

/** What Next puts behind a file's address to tell caches one from another: what is asked for, or a hash of its content. */
const HARMLESS_QUERY = /^(?:\?(?:_rsc=\w*|(?:apple-)?icon\.[\w.~-]{1,32}))?$/;

/** The requests of a page, told apart. What has no address on the network (`data:`, `blob:`) is no request. */
export function trafficOf(timings: readonly Timing[], { origin, begun }: { origin: string; begun: number }): Traffic {
  const files: Asked[] = [];
  const others: Asked[] = [];
  for (const timing of timings) {
    if (!URL.canParse(timing.name)) continue;
    const url = new URL(timing.name);
    if (url.protocol === 'data:' || url.protocol === 'blob:') continue;
    const isOpaque = url.origin !== origin && timing.transferSize === 0 && timing.encodedBodySize === 0;
    const asked: Asked = {
      address: timing.name.replace(/#.*$/s, ''),
      kind: kinds.get(timing.initiatorType) ?? 'other',
      at: begun + timing.startTime,
      octets: isOpaque ? undefined : timing.encodedBodySize,
      transferred: timing.transferSize,
    };
    const isFile = url.origin === origin && HARMLESS_QUERY.test(url.search) && timing.initiatorType !== 'beacon';
    (isFile ? files : others).push(asked);
  }
  return { files, others };
}

/** Files in words: "23 files of this page, 612 KB: 540 KB over the network, the rest out of this browser’s cache". */
export function filesWords(files: readonly Asked[]): string {
  const octets = files.reduce((sum, file) => sum + (file.octets ?? 0), 0);
  const transferred = files.filter((file) => file.transferred > 0);
  const fresh = transferred.reduce((sum, file) => sum + (file.octets ?? 0), 0);
  const count = files.length === 1 ? '1 file of this page' : `${files.length} files of this page`;
  const all = `${count}, ${sizeWords(octets)}`;
  if (transferred.length === files.length) return all;
  if (transferred.length === 0) return `${all}, all out of this browser’s cache`;
  return `${all}: ${sizeWords(fresh)} over the network, the rest out of this browser’s cache`;
}

/** Something that the policy refused: by which directive, of which host or kind, and when (milliseconds since 1970). */
export type Refusal = { directive: string; of: string; at: number };

/** Within this many milliseconds the same refusal is one: the page's own policy and the host's header each tell of it. */
const TOLD_TWICE = 100;

/** Refusals, each once. */
export function distinctRefusals(refusals: readonly Refusal[]): Refusal[] {
  const last = new Map<string, number>();
  return refusals.filter(({ directive, of, at }) => {
    const name = `${directive} ${of}`;
    const before = last.get(name);
    if (before !== undefined && at - before < TOLD_TWICE) return false;
    last.set(name, at);
    return true;
  });
}

/** Octets for a person: "340 bytes", "1.4 KB", "612 KB", "2.3 MB", in thousands. */
export function sizeWords(octets: number): string {
  if (octets < 1_000) return octets === 1 ? '1 byte' : `${octets} bytes`;
  const [size, unit] = octets < 999_500 ? [octets / 1_000, 'KB'] : [octets / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
