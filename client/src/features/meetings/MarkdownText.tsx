import Markdown from 'react-markdown';
import styles from './Meetings.module.css';
import { isTooDeep } from './plain-markdown.js';

const opened = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** Whatever would run, or start another program, is no link. */
const linkOf = (url: string): string | null =>
  URL.canParse(url, window.location.href) && opened.has(new URL(url, window.location.href).protocol) ? url : null;

/** Text that somebody wrote. HTML in it stays text, pictures are not loaded. */
export const MarkdownText = ({ text }: { text: string }) =>
  isTooDeep(text) ? (
    <p className={styles.written}>{text}</p>
  ) : (
    <Markdown disallowedElements={['img']} urlTransform={linkOf}>
      {text}
    </Markdown>
  );
