import type { languages } from 'monaco-editor/editor';
import type { Monaco } from './monaco';

// Two languages for one grammar: Monaco's theme is one for the page, and member names take their segment's colour.
export const LANGUAGES = ['json-header', 'json-payload'] as const;

/** Registers JSON for the header and the payload pane: tokens, brackets, pairs and words; no language service. */
export function registerLanguages(monaco: Monaco): void {
  for (const id of LANGUAGES) {
    monaco.languages.register({ id });
    monaco.languages.setTokensProvider(id, createTokenizer(id));
    monaco.languages.setLanguageConfiguration(id, {
      wordPattern: /[^\s"{}[\],:]+/g,
      brackets: [
        ['{', '}'],
        ['[', ']'],
      ],
      autoClosingPairs: [
        { open: '{', close: '}', notIn: ['string'] },
        { open: '[', close: ']', notIn: ['string'] },
        { open: '"', close: '"', notIn: ['string'] },
      ],
    });
  }
}

type Parents = { inObject: boolean; up: Parents } | undefined;

/** Where a line begins: inside which containers, and whether a string there is a member's name. */
class LineState implements languages.IState {
  constructor(
    readonly parents: Parents,
    readonly nameNext: boolean,
  ) {}

  clone() {
    return this;
  }

  equals(other: languages.IState) {
    return other instanceof LineState && other.nameNext === this.nameNext && sameParents(other.parents, this.parents);
  }
}

function sameParents(a: Parents, b: Parents): boolean {
  let left = a;
  let right = b;
  while (left !== right) {
    if (!left || !right || left.inObject !== right.inObject) return false;
    left = left.up;
    right = right.up;
  }
  return true;
}

const PIECE = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** A line tokenizer. It colours what is there, right or wrong; what is wrong is marked by the page's own reader. */
export function createTokenizer(language: (typeof LANGUAGES)[number]): languages.TokensProvider {
  // The word "string" in a scope tells Monaco that the cursor is in a string, which decides about pairs and suggestions.
  const name = `string.name.${language}`;
  return {
    getInitialState: () => new LineState(undefined, false),
    tokenize(line, state) {
      let { parents, nameNext } = state as LineState;
      const tokens: languages.IToken[] = [{ startIndex: 0, scopes: '' }];
      for (const match of line.matchAll(PIECE)) {
        const piece = match[0];
        const startIndex = match.index;
        let scopes = 'delimiter';
        if (piece[0] === '"') scopes = nameNext ? name : 'string';
        else if (piece === '{' || piece === '[') parents = { inObject: piece === '{', up: parents };
        else if (piece === '}' || piece === ']') parents = parents?.up;
        else if (piece !== ',' && piece !== ':') scopes = /^[-\d]/.test(piece) ? 'number' : 'keyword';
        if (scopes === 'delimiter') nameNext = parents?.inObject === true && (piece === '{' || piece === ',');
        if (startIndex === 0) tokens.pop();
        tokens.push({ startIndex, scopes });
        tokens.push({ startIndex: startIndex + piece.length, scopes: '' });
      }
      return { tokens, endState: new LineState(parents, nameNext) };
    },
  };
}
