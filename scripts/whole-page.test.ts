import { expect, test } from 'vitest';
import { wholePage } from './whole-page.mjs';

const place = (name: string, waiting = '') => `<!--$?--><template id="B:${name}"></template>${waiting}<!--/$-->`;
const part = (name: string, content: string, before = '') =>
  `<div hidden id="S:${name}">${content}</div><script>${before}$RC("B:${name}","S:${name}")</script>`;

test('each part of a page stands in its place, and what waited there is gone', () => {
  const page = `<main>${place('0', '<p>waiting</p>')}<hr>${place('1')}</main>${part('0', '<div>one</div>', 'for(;b<1;);')}${part('1', 'two')}<script>last</script>`;
  expect(wholePage(page)).toBe(
    '<main><!--$--><div>one</div><!--/$--><hr><!--$-->two<!--/$--></main><script>last</script>',
  );
});

test('a boundary inside what waited goes with it, and one inside a part is filled too', () => {
  const page = `${place('0', '<!--$-->in it<!--/$-->')}after${part('0', `a${place('a')}b`)}${part('a', 'deep')}`;
  expect(wholePage(page)).toBe('<!--$-->a<!--$-->deep<!--/$-->b<!--/$-->after');
});

test('a page that is whole stays as it is', () => {
  const page = '<main><!--$-->here<!--/$--></main><script>x</script>';
  expect(wholePage(page)).toBe(page);
});

test('a part without a place, and a place without a part, fail the build', () => {
  expect(() => wholePage(part('0', 'lost'))).toThrow('no place');
  expect(() => wholePage(place('0'))).toThrow('not placed');
});
