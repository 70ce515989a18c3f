// The reasons of a match: tags and how they are related, passages with the common words, what is missing.
import { useState } from 'react';
import type { MatchEvidence, MissingHint, TagRelation } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useTagName } from '../../lib/taxonomy.js';
import { isTelling } from '../../lib/telling-marks.js';
import { MarkedText } from '../../ui/MarkedText.js';
import { ConceptTag } from '../../ui/Tag.js';
import styles from './Evidence.module.css';

/** Whose eyes: `need` looks at a candidate, `item` at a need. */
export type Perspective = 'need' | 'item';

const seenFromItem: Record<TagRelation, TagRelation> = {
  same: 'same',
  synonym: 'synonym',
  broader: 'narrower',
  narrower: 'broader',
  related: 'related',
};

const TAGS_SHOWN = 6;
const QUOTES_SHOWN = 1;
/** Names like さくらんぼ are written in hiragana only; shorter ones are mostly grammar. */
const LONG_WORD = 3;

interface MatchedTagsProps {
  tags: MatchEvidence['tags'];
  perspective: Perspective;
}

const MatchedTags = ({ tags, perspective }: MatchedTagsProps) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const nameOf = useTagName();
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label={t('matchedTags')}>
      {tags.slice(0, TAGS_SHOWN).map(({ concept, queryConcept, relation }) => {
        const [shown, own] = perspective === 'need' ? [concept, queryConcept] : [queryConcept, concept];
        const seen = perspective === 'need' ? relation : seenFromItem[relation];
        const ownName = shown === own ? null : nameOf(own);
        return (
          <li key={`${concept}/${queryConcept}`}>
            <ConceptTag
              id={shown}
              note={ownName ? t(`relationTo.${seen}`, { name: ownName }) : terms(`tagRelation.${seen}`)}
            />
          </li>
        );
      })}
    </ul>
  );
};

/** The title stands above already. The server marks only what tells something. */
const bodyQuotes = (quotes: MatchEvidence['quotes']): MatchEvidence['quotes'] =>
  quotes.filter(({ field }) => field === 'body');

const isCutBefore = (text: string): boolean => /^\p{Ll}/u.test(text);
const isCutAfter = (text: string): boolean => !/[。．！？.!?][」』）”"')]?$/u.test(text);

const Quotes = ({ quotes, label }: { quotes: MatchEvidence['quotes']; label: string }) => {
  const t = useCopy('matches');
  const [isOpen, setIsOpen] = useState(false);
  const bodies = bodyQuotes(quotes);
  const shown = isOpen ? bodies : bodies.slice(0, QUOTES_SHOWN);
  const rest = bodies.length - QUOTES_SHOWN;
  if (bodies.length === 0) return null;
  return (
    <div className={styles.quotes} role="group" aria-label={label}>
      {shown.map(({ text, marks }) => (
        <blockquote key={text} className={styles.quote}>
          {isCutBefore(text) ? '…' : ''}
          <MarkedText text={text} marks={marks} look="strong" />
          {isCutAfter(text) ? '…' : ''}
        </blockquote>
      ))}
      {rest > 0 ? (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('fewerQuotes') : t('moreQuotes', { count: rest })}
        </button>
      ) : null}
    </div>
  );
};

interface EvidenceProps {
  evidence: MatchEvidence;
  missing: readonly MissingHint[];
  perspective: Perspective;
}

export const Evidence = ({ evidence, missing, perspective }: EvidenceProps) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const format = useFormat();
  const { tags, words, quotes } = evidence;
  const telling = words.filter((word) => isTelling(word) || word.length >= LONG_WORD);
  const hasBody = bodyQuotes(quotes).length > 0;
  return (
    <div className={styles.evidence}>
      <MatchedTags tags={tags} perspective={perspective} />
      <Quotes quotes={quotes} label={t(perspective === 'need' ? 'quotes' : 'ownQuotes')} />
      {!hasBody && telling.length > 0 ? (
        <p className={styles.note}>{t('words', { words: format.list(telling.slice(0, 8)) })}</p>
      ) : null}
      {tags.length === 0 && telling.length === 0 && !hasBody ? <p className={styles.note}>{t('noEvidence')}</p> : null}
      {missing.length > 0 ? (
        <p className={styles.note}>
          {t('missing', { list: format.list(missing.map((hint) => terms(`missing.${hint}`))) })}
        </p>
      ) : null}
    </div>
  );
};
