import { expect, it } from 'vitest';
import { createTokenizer } from './json-language';

/** The text's pieces with their scopes, blanks left out. */
function paint(text: string): string[] {
  const tokenizer = createTokenizer('json-payload');
  let state = tokenizer.getInitialState();
  return text.split('\n').flatMap((line) => {
    const { tokens, endState } = tokenizer.tokenize(line, state);
    state = endState;
    const pieces = tokens.map(({ startIndex, scopes }, index) => ({
      scopes,
      piece: line.slice(startIndex, tokens[index + 1]?.startIndex),
    }));
    return pieces
      .filter(({ scopes }) => scopes !== '' && scopes !== 'delimiter')
      .map((p) => `${p.piece} ${p.scopes.split('.').slice(0, 2).join('.')}`);
  });
}

it.each([
  ['{"a":"b"}', ['"a" string.name', '"b" string']],
  ['{\n"a"\n:\n"b"}', ['"a" string.name', '"b" string']],
  [
    '{"a":["x",{"b":1}],"c":null}',
    ['"a" string.name', '"x" string', '"b" string.name', '1 number', '"c" string.name', 'null keyword'],
  ],
  ['{"a\\"b":-1e400}', ['"a\\"b" string.name', '-1e400 number']],
  ['{"open', ['"open string.name']],
  ['"alone"', ['"alone" string']],
  ['}]["x"', ['"x" string']],
])('tells names from values in %j', (text, painted) => {
  expect(paint(text)).toEqual(painted);
});

it('begins a line the same way when the line before ends the same way', () => {
  const tokenizer = createTokenizer('json-header');
  const end = (line: string) => tokenizer.tokenize(line, tokenizer.getInitialState()).endState;
  expect(end('{"a":[').equals(end('{ "b" : [ '))).toBe(true);
  expect(end('{"a":[').equals(end('{"a":{'))).toBe(false);
});
