import { randomInt } from 'node:crypto';

/** So many characters of a token or key in a row are a piece of it. */
const PIECE = 16;
/** Texts shorter than this occur by chance. */
const SHORTEST = 8;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What of a tour must be found nowhere: words that are put into all that is typed, and pieces of tokens and keys. */
export class Marks {
  /** Letters that nothing has but what this tour types. */
  private readonly word = Array.from({ length: 12 }, () => LETTERS[randomInt(26)]).join('');
  private readonly encodings = encodingsOf(this.word);
  private readonly pieces = new Set<string>();
  private readonly texts = new Set<string>();

  /** A text of this tour and of no other, for one place: a claim, a note, a passphrase. */
  of(place: string): string {
    return `${this.word}-${place}`;
  }

  /** Has every piece of a token or key looked for, and all of it where it is short. */
  keep(...secrets: string[]): void {
    for (const secret of secrets) {
      for (const run of runsOf(secret)) for (const piece of piecesOf(run)) this.pieces.add(piece);
      if (secret.length >= SHORTEST && secret.length < PIECE) this.texts.add(secret);
    }
  }

  /** Has the strings of a claims set looked for, each as it stands. */
  keepClaims(json: string): void {
    for (const [, text = ''] of json.matchAll(/"((?:[^"\\]|\\.)*)"(?!\s*:)/g)) {
      if (text.length >= SHORTEST) this.texts.add(text);
    }
  }

  /** How much is looked for, to see that it is not nothing. */
  get size(): number {
    return this.pieces.size + this.texts.size;
  }

  /** What of it stands in a text, plainly, in base64url, in hexadecimal or percent-encoded; never more than its kind. */
  foundIn(text: string): string[] {
    const found = new Set<string>();
    for (const form of formsOf(text)) {
      const lower = form.toLowerCase();
      for (const at of placesOf(lower, this.word)) found.add(/^[a-z-]*/.exec(lower.slice(at + 13))?.[0] ?? '');
      for (const encoding of this.encodings) if (form.includes(encoding)) found.add('an encoded mark');
      if (lower.includes(Buffer.from(this.word).toString('hex'))) found.add('a mark in hexadecimal');
      for (const kept of this.texts) if (form.includes(kept)) found.add('a claim or short secret of a sample');
      if (runsOf(form).some((run) => piecesOf(run).some((piece) => this.pieces.has(piece)))) {
        found.add('a piece of a token or key');
      }
    }
    return [...found];
  }
}

/** The characters that stand for a text in base64, wherever it begins among the groups of three octets (RFC 4648 §4). */
function encodingsOf(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + text).toString('base64url');
    // The first and last characters also carry bits of what stands around it.
    return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + text.length) * 8) / 6));
  });
}

/** A text as it is, without its percent-encoding, and what runs of base64 or hexadecimal in it stand for. */
function formsOf(text: string): string[] {
  const plain = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
  const decoded = runsOf(plain).flatMap((run) =>
    // A run need not begin where a group of four does.
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')),
  );
  const hex = (plain.match(/(?:[0-9a-f]{2}){16,}/gi) ?? []).map((run) => Buffer.from(run, 'hex').toString('latin1'));
  return [...new Set([text, plain, ...decoded, ...hex])];
}

const runsOf = (text: string) => text.match(/[\w+/=-]{16,}/g) ?? [];

function piecesOf(run: string): string[] {
  return Array.from({ length: run.length - PIECE + 1 }, (_, at) => run.slice(at, at + PIECE));
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}
