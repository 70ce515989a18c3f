// How a letter looks: as text, and as HTML that every mail program shows alike, by day and by night.
import type { Language } from '@enishi/shared/fields';
import type { LetterWords } from '../../letter.js';

export interface Frame {
  name: string;
  language: Language;
  /** Where the receiver stops this kind; null for people without an account. */
  unsubscribeUrl: string | null;
  settingsUrl: string;
}

interface FrameWords {
  greeting: (name: string) => string;
  automatic: string;
  unsubscribe: string;
  settings: string;
  stranger: string;
}

const frameWords: Record<Language, FrameWords> = {
  ja: {
    greeting: (name) => `${name} 様`,
    automatic: 'このメールは、Enishi（縁）からお送りしています。',
    unsubscribe: 'この種類のメールを止める',
    settings: '受け取り方を変える',
    stranger: 'お心当たりがない場合は、お手数ですがこのメールを破棄してください。',
  },
  en: {
    greeting: (name) => `Dear ${name},`,
    automatic: 'This mail was sent by Enishi.',
    unsubscribe: 'Stop mails of this kind',
    settings: 'Change how you are told',
    stranger: 'If you did not expect it, please ignore it.',
  },
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found);

/** Only what opens in a browser becomes a link. */
const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

export function letterText(words: LetterWords, { name, language, unsubscribeUrl, settingsUrl }: Frame): string {
  const { greeting, automatic, unsubscribe, settings, stranger } = frameWords[language];
  const { paragraphs, items = [], action } = words;
  const foot = unsubscribeUrl ? [`${unsubscribe}: ${unsubscribeUrl}`, `${settings}: ${settingsUrl}`] : [stranger];
  return [
    ...(name ? [greeting(name)] : []),
    ...paragraphs,
    ...items.map(({ text, url }) => `・${text}\n  ${url}`),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ['--', automatic, ...foot].join('\n'),
  ].join('\n\n');
}

const darkStyle = `@media (prefers-color-scheme: dark) {
  .ground { background: #14161c !important; }
  .sheet { background: #1d2029 !important; border-color: #363b48 !important; }
  .ink, .ink a { color: #eceef4 !important; }
  .muted, .muted a { color: #a9afc0 !important; }
  .button { background: #8fa3e8 !important; color: #10131c !important; }
}`;

const font = "font-family:'Noto Sans JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif";
const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');
const link = (url: string, label: string, style: string) =>
  isWebAddress(url) ? `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a>` : escapeHtml(label);

const paragraph = (text: string) =>
  `<p class="ink" style="margin:0 0 16px;color:#1d2430;font-size:15px;line-height:1.9">${lines(text)}</p>`;

const list = (items: NonNullable<LetterWords['items']>) =>
  items.length === 0
    ? ''
    : `<ul class="ink" style="margin:0 0 20px;padding-left:20px;color:#1d2430;font-size:15px;line-height:1.8">${items
        .map(({ text, url }) => `<li style="margin-bottom:8px">${link(url, text, 'color:#1f3a6e')}</li>`)
        .join('')}</ul>`;

const button = ({ label, url }: NonNullable<LetterWords['action']>) =>
  isWebAddress(url)
    ? `<p style="margin:24px 0"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#1f3a6e;color:#ffffff;font-size:15px;font-weight:700;text-decoration:none">${escapeHtml(label)}</a></p>`
    : '';

export function letterHtml(words: LetterWords, { name, language, unsubscribeUrl, settingsUrl }: Frame): string {
  const { greeting, automatic, unsubscribe, settings, stranger } = frameWords[language];
  const { subject, paragraphs, items = [], action } = words;
  const quiet = 'color:#5a6473';
  const foot = unsubscribeUrl
    ? `${link(unsubscribeUrl, unsubscribe, quiet)} ・ ${link(settingsUrl, settings, quiet)}`
    : escapeHtml(stranger);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${darkStyle}</style>
</head>
<body class="ground" style="margin:0;padding:24px 12px;background:#fbfaf7;${font}">
<div class="sheet" style="max-width:560px;margin:0 auto;padding:28px 28px 20px;border:1px solid #e5e1d8;border-radius:12px;background:#ffffff">
<p class="muted" style="margin:0 0 20px;color:#5a6473;font-size:13px;letter-spacing:.08em">Enishi 縁</p>
${name ? paragraph(greeting(name)) : ''}${paragraphs.map(paragraph).join('\n')}
${list(items)}${action ? button(action) : ''}
<p class="muted" style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e5e1d8;color:#5a6473;font-size:12px;line-height:1.8">${escapeHtml(automatic)}<br>${foot}</p>
</div>
</body>
</html>
`;
}
