import { encodeHex } from '../encoding/hex';
import { decodeUtf8 } from '../encoding/utf8';
import type { CommonList } from './common-list';
import type { FromGuessWorker, GuessDone, GuessedSecret, ToGuessWorker } from './guess';
import { countLines, lineAt } from './lines';
import { openEngine } from './open-engine';
import { LONGEST_SECRET, type SecretEngine } from './secret-engine';

const LF = 10;
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Answers what a search asks, in its order: one for each worker. `answer` is called once for each message; where a file
 * cannot be read or code cannot be fetched it says so, and nothing is thrown.
 */
export function createGuessService(answer: (message: FromGuessWorker) => void): (message: ToGuessWorker) => void {
  let engine: SecretEngine | undefined;
  let list: CommonList | undefined;
  let last = Promise.resolve();

  async function work(message: ToGuessWorker, lines: Promise<Uint8Array> | undefined): Promise<FromGuessWorker> {
    if (message.kind === 'open') {
      engine = await openEngine(message.target);
      if (message.own) {
        const { openCommonList } = await import('./common-list');
        list = await openCommonList(message.own);
      }
      return { kind: 'ready', engine: engine.kind, units: list?.units ?? 0, candidates: list?.candidates ?? 0 };
    }
    if (!engine) return { kind: 'failed', reason: 'The search was not opened.' };
    if (message.kind === 'lines') return searchLines(engine, message, (await lines) ?? new Uint8Array());
    return list ? searchUnit(engine, list, message.unit) : { kind: 'failed', reason: 'There is no built-in list.' };
  }

  return (message) => {
    // The file is read while the engine is still at work on the message before.
    const lines = message.kind === 'lines' ? readLines(message) : undefined;
    lines?.catch(() => {});
    last = last
      .then(() => work(message, lines))
      .catch((): FromGuessWorker => ({ kind: 'failed', reason: reasons[message.kind] }))
      .then(answer);
  };
}

const reasons = {
  open: 'The search could not be loaded: there is no connection.',
  common: 'The built-in list could not be searched.',
  lines: 'The file can no longer be read.',
} as const;

function searchUnit(engine: SecretEngine, list: CommonList, unit: number): GuessDone {
  if (unit === 0) {
    const decoded = list.decoded.find(({ octets }) => engine.isSecret(octets));
    if (decoded) return { kind: 'done', tried: 1, passedOver: 0, found: decoded };
  }
  const lines = list.lines(unit);
  const { at, tried, passedOver } = engine.search(lines);
  const all = tried + (unit === 0 ? list.decoded.length : 0);
  if (at < 0) return { kind: 'done', tried: all, passedOver };
  const line = lines.subarray(0, at).reduce((count, octet) => (octet === LF ? count + 1 : count), 0);
  const secret = secretOf(lines.subarray(at, lineAt(lines, at).end));
  return { kind: 'done', tried: all, passedOver, found: { secret, place: list.place(unit, line) } };
}

type LinesMessage = Extract<ToGuessWorker, { kind: 'lines' }>;

/** The octets from `start` to `end` with what is needed around them to see their lines whole. */
async function readLines({ file, start, end }: LinesMessage): Promise<Uint8Array> {
  // One octet before shows whether a line begins at `start`, what comes behind `end` is the last line's.
  const from = Math.max(start - 1, 0);
  return new Uint8Array(await file.slice(from, end + LONGEST_SECRET + 2).arrayBuffer());
}

async function searchLines(engine: SecretEngine, message: LinesMessage, octets: Uint8Array): Promise<GuessDone> {
  const { file, start, end } = message;
  const from = Math.max(start - 1, 0);
  const size = end - from;
  const first = start === 0 ? bomLength(octets) : octets.indexOf(LF) + 1;
  // No line begins here: the one that began before goes on.
  if (first >= size || (start > 0 && first === 0)) return { kind: 'done', tried: 0, passedOver: 0 };
  // The last line that begins in time ends where the next LF is; where there is none in reach, it is too long.
  const lf = octets.indexOf(LF, size - 1);
  const isWhole = lf >= 0 || from + octets.length >= file.size;
  const stop = lf >= 0 ? lf : isWhole ? octets.length : octets.lastIndexOf(LF, size - 1) + 1;
  const { at, tried, passedOver } = engine.search(octets.subarray(first, Math.max(stop, first)));
  const done = { kind: 'done', tried, passedOver: passedOver + (isWhole ? 0 : 1) } as const;
  if (at < 0) return done;
  const secret = secretOf(octets.subarray(first + at, lineAt(octets, first + at).end));
  const line = (await countLines(file, from + first + at)) + 1;
  return { ...done, found: { secret, place: `line ${line.toLocaleString('en')}` } };
}

/** Octets of a byte order mark that the text begins with; it is none of the first line's. */
function bomLength(text: Uint8Array): number {
  return BOM.every((octet, index) => text[index] === octet) ? BOM.length : 0;
}

function secretOf(octets: Uint8Array): GuessedSecret {
  const text = decodeUtf8(octets);
  return text === undefined ? { text: encodeHex(octets), encoding: 'hex' } : { text, encoding: 'utf-8' };
}
