import { encodeUtf8 } from '../encoding/utf8';
import { readSecret } from '../jose/secret';
import { commonSeries, type Series } from './candidates';
import type { GuessedSecret } from './guess';
import { knownSecrets } from './known-secrets';

/** About so many candidates are one unit: some hundredths of a second of work, after which others have their turn. */
const UNIT = 40_000;

/** A known secret as other octets than its text. */
export type DecodedSecret = { octets: Uint8Array<ArrayBuffer>; secret: GuessedSecret; place: string };

/** The built-in list in units. */
export type CommonList = {
  units: number;
  candidates: number;
  /** Known secrets that are tried as they decode, and the empty one: with the first unit. */
  decoded: readonly DecodedSecret[];
  /** The candidates of a unit, a line each. */
  lines(unit: number): Uint8Array<ArrayBuffer>;
  /** Where the candidate in a line of a unit comes from, in words. */
  place(unit: number, line: number): string;
};

/** The built-in list with words of the token's own. Rejects when the passwords cannot be fetched. */
export async function openCommonList(own: readonly string[]): Promise<CommonList> {
  const { default: passwords } = await import('@zxcvbn-ts/language-common/dist/passwords.json.mjs');
  return listOf(commonSeries(own, passwords));
}

type Unit = { series: Series; from: number; to: number };

/** A list of these series. */
export function listOf(all: readonly Series[]): CommonList {
  const units: Unit[] = [];
  let candidates = 0;
  for (const series of all) {
    const each = series.variants(series.base(0)).length;
    candidates += series.count * each;
    const step = Math.max(1, Math.floor(UNIT / each));
    for (let from = 0; from < series.count; from += step) {
      units.push({ series, from, to: Math.min(from + step, series.count) });
    }
  }
  const unitAt = (index: number) => units[index] ?? { series: NOTHING, from: 0, to: 0 };
  return {
    units: units.length,
    candidates: candidates + decodedSecrets.length,
    decoded: decodedSecrets,
    lines(index) {
      const { series, from, to } = unitAt(index);
      let text = '';
      for (let at = from; at < to; at += 1) text += `${series.variants(series.base(at)).join('\n')}\n`;
      return encodeUtf8(text);
    },
    place(index, line) {
      const { series, from, to } = unitAt(index);
      let last = -1;
      for (let at = from; at < to; at += 1) {
        last += series.variants(series.base(at)).length;
        if (line <= last) return series.label(at);
      }
      return '';
    },
  };
}

const NOTHING: Series = { count: 0, base: () => '', variants: () => [], label: () => '' };

/** HMAC fills a secret up with zeros (RFC 2104 §2): a zero octet is the same as none, and can be put into a field. */
const emptySecret: DecodedSecret = {
  octets: new Uint8Array(),
  secret: { text: '00', encoding: 'hex' },
  place: 'the empty secret',
};

const decodedSecrets: readonly DecodedSecret[] = [emptySecret, ...knownSecrets.flatMap(decodings)];

function decodings(text: string, index: number): DecodedSecret[] {
  const reading = readSecret(text, 'detect');
  if (reading.kind !== 'secret') return [];
  return reading.readings
    .filter(({ encoding }) => encoding !== 'utf-8')
    .map(({ encoding, bytes }) => ({
      octets: bytes,
      secret: { text, encoding },
      place: `known example ${index + 1}, decoded`,
    }));
}
