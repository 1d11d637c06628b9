import type { GuessedSecret } from '../worker/guess';
import type { GuessProgress } from '../worker/guess-search';
import { LONGEST_SECRET } from '../worker/secret-engine';

/** A secret as it may be looked at over a shoulder: "s••••• (6 characters)". */
export function maskedSecret({ text, encoding }: GuessedSecret): string {
  const count = [...text].length;
  const length =
    encoding === 'hex' ? `${text.length / 2} bytes in hex` : `${count} ${count === 1 ? 'character' : 'characters'}`;
  const shown = count > 3 ? [...text][0] : '';
  return `${shown}${'•'.repeat(Math.min(count - (shown ? 1 : 0), 12))} (${length})`;
}

/** How far a search is: "1,234,567 tried · 2.4 million a second · 12 s left". */
export function progressWords({ tried, done, all, milliseconds }: GuessProgress): string {
  const words = [`${tried.toLocaleString('en')} tried`];
  // The first moments say nothing about the rest.
  if (milliseconds > 300 && tried > 0 && done > 0) {
    words.push(`${rateWords((tried / milliseconds) * 1000)} a second`);
    words.push(`${durationWords((milliseconds * (all - done)) / done / 1000)} left`);
  }
  return words.join(' · ');
}

/** What came of a search that found nothing. */
export function nothingWords(list: string, { tried, passedOver, milliseconds }: GuessProgress): string {
  const time = milliseconds < 1000 ? 'under a second' : durationWords(milliseconds / 1000);
  const words = [`Not found. ${tried.toLocaleString('en')} secrets from ${list} were tried in ${time}.`];
  if (passedOver > 0) {
    const lines = passedOver === 1 ? '1 line' : `${passedOver.toLocaleString('en')} lines`;
    words.push(`${lines} of more than ${LONGEST_SECRET.toLocaleString('en')} bytes passed over.`);
  }
  return words.join(' ');
}

function rateWords(rate: number): string {
  if (rate >= 1_000_000) return `${(rate / 1_000_000).toFixed(1)} million`;
  return Math.round(rate).toLocaleString('en');
}

function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
