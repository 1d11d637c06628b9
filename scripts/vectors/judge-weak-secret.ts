import { parseToken } from '../../lib/jose/parse-token';
import { findAlgorithm } from '../../lib/registry/algorithms';
import { guessTurn } from '../../lib/state/guess';
import { openGuessHere } from '../../lib/worker/guess-here';
import { startGuessSearch } from '../../lib/worker/guess-search';
import { agrees, differs, type Judgement, notApplicable, type VectorCase } from './case';

/** The name of the word list beside the vectors. */
export const WORD_LIST = 'weak-secrets.txt';

let wordList: Blob | undefined;

/** Gives the judge the text of WORD_LIST, since it may not know how to get it: a browser runs it too. */
export function setWordList(text: string): void {
  wordList = new Blob([text]);
}

/** The search through the list must find the secret in its line, or nothing. */
export async function judgeWeakSecret({ token, alg, key, line, expect }: VectorCase): Promise<Judgement> {
  if (!wordList) return notApplicable(`there is no ${WORD_LIST} beside the vectors`);
  const turn = guessTurn({
    token: parseToken(String(token)),
    algorithm: findAlgorithm(alg),
    verdict: { kind: 'unverified', reason: '' },
    stale: false,
  });
  if (turn.kind !== 'unasked') return differs(`the search would not begin: ${turn.kind}`);
  const { outcome } = startGuessSearch(new AbortController().signal, {
    target: turn.target(),
    list: { kind: 'file', file: wordList, name: WORD_LIST },
    workers: 1,
    openPort: openGuessHere,
    now: () => 0,
    onProgress: () => {},
  });
  const result = await outcome;
  if (result.kind !== 'found') return expect === 'not-crackable' ? agrees : differs(result.kind);
  const place = `line ${line?.toLocaleString('en')} of ${WORD_LIST}`;
  if (result.secret.text !== key) return differs('another secret was found');
  return result.place === place ? agrees : differs(`found in ${result.place}, which is ${place}`);
}
