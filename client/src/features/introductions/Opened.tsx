import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { sides } from '@enishi/shared/introductions';
import type { IntroductionView, Side } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import styles from './Opened.module.css';

type OpenedSides = NonNullable<IntroductionView['opened']>;

interface ContactProps {
  side: Side;
  opened: OpenedSides[Side];
  isMine: boolean;
}

const Contact = ({ side, opened: { organisation, contact }, isMine }: ContactProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const name = useOrganisationName()(organisation);
  return (
    <section aria-label={terms(`side.${side}`)}>
      <p className={styles.side}>{isMine ? t('you') : terms(`side.${side}`)}</p>
      <p className={styles.person}>{contact.displayName}</p>
      <dl className={styles.facts}>
        <dt>{t('opened.organisation')}</dt>
        <dd>{name}</dd>
        <dt>{t('opened.email')}</dt>
        <dd>
          <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </dd>
        {contact.note ? (
          <>
            <dt>{t('opened.note')}</dt>
            <dd>{contact.note}</dd>
          </>
        ) : null}
      </dl>
      {isMine ? null : (
        <Button
          component="a"
          href={`mailto:${contact.email}`}
          variant="default"
          leftSection={<IconMail size={16} aria-hidden />}
        >
          {t('opened.write')}
        </Button>
      )}
    </section>
  );
};

/** Names and contact of both sides, after both have accepted. */
export const Opened = ({ introduction }: { introduction: IntroductionView }) => {
  const t = useCopy('introductions');
  const { opened, mySide } = introduction;
  if (!opened) return null;
  return (
    <section className={styles.opened} aria-labelledby="opened">
      <h2 id="opened" className={styles.title}>
        {t('opened.title')}
      </h2>
      <p className={styles.explain}>
        {t('opened.explain')} {mySide ? t('opened.next') : null}
      </p>
      <div className={styles.both}>
        {sides.map((side) => (
          <Contact key={side} side={side} opened={opened[side]} isMine={mySide === side} />
        ))}
      </div>
    </section>
  );
};
