// One listing: what its owner said, what is closed and why, whose it is, and what this reader may do with it.
import type { ReactNode } from 'react';
import { Alert } from '@mantine/core';
import { Link } from 'react-router';
import type { DisclosureGroup } from '@enishi/shared/disclosure';
import type { ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useIndustryName, usePrefectureName } from '../../lib/places.js';
import { useViewer } from '../../lib/session.js';
import { DisclosureBadge } from '../../ui/DisclosureBadge.js';
import { PageHead } from '../../ui/PageHead.js';
import { Tag, TagList } from '../../ui/Tag.js';
import { Box, Fact, Facts, HiddenGroup } from './Group.js';
import { OwnerActions } from './OwnerActions.js';
import type { AnyView } from './kinds.js';
import styles from './ListingPage.module.css';

const groups: readonly DisclosureGroup[] = ['summary', 'details', 'organisation', 'contact'];

interface PartProps {
  kind: ListingKind;
  view: AnyView;
}

const Organisation = ({ kind, view }: PartProps) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const industryOf = useIndustryName();
  const prefectureOf = usePrefectureName();
  const { organisation } = view;
  if (!organisation)
    return <HiddenGroup kind={kind} group="organisation" level={view.disclosure.organisation} isPlain />;
  return (
    <>
      <p className={styles.organisation}>
        <Link to={`/organisations/${organisation.id}`}>{nameOf(organisation)}</Link>
        <Tag look="plain">{terms(`organisationKind.${organisation.kind}`)}</Tag>
      </p>
      <Facts>
        <Fact name={t('page.person')}>{organisation.person}</Fact>
        <Fact name={t('page.prefecture')}>{prefectureOf(organisation.prefecture)}</Fact>
        <Fact name={t('page.industry')}>{industryOf(organisation.industry)}</Fact>
        <Fact name={t('page.size')}>{organisation.size ? terms(`size.${organisation.size}`) : null}</Fact>
      </Facts>
    </>
  );
};

const Contact = ({ kind, view }: PartProps) => {
  if (!view.contact) return <HiddenGroup kind={kind} group="contact" level={view.disclosure.contact} isPlain />;
  const { displayName, email, note } = view.contact;
  return (
    <p>
      {displayName}
      <br />
      <a href={`mailto:${email}`}>{email}</a>
      {note ? (
        <>
          <br />
          {note}
        </>
      ) : null}
    </p>
  );
};

const Levels = ({ view }: { view: AnyView }) => {
  const terms = useCopy('terms');
  return (
    <ul className={styles.levels}>
      {groups.map((group) => (
        <li key={group}>
          <span>{terms(`group.${group}`)}</span>
          <DisclosureBadge level={view.disclosure[group]} />
        </li>
      ))}
    </ul>
  );
};

const Notes = ({ view }: { view: AnyView }) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const viewer = useViewer();
  const notes = [
    view.status === 'draft' ? t('page.draftNoteOwn') : '',
    view.status === 'closed' && view.closeReason
      ? t('page.closedBecause', { reason: terms(`closeReason.${view.closeReason}`) })
      : '',
    viewer ? '' : t('page.signInForMore'),
  ].filter(Boolean);
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes}>
      {notes.map((note) => (
        <Alert key={note} variant="light" color="ai" py={10}>
          {note}
        </Alert>
      ))}
    </div>
  );
};

interface ListingPageProps extends PartProps {
  /** Facts of the summary that only this kind has. */
  facts: ReactNode;
  /** The passages of the details; shown only where they are open. */
  children: ReactNode;
  /** Below them, whatever is open. */
  more?: ReactNode;
  /** Buttons of other features, such as to express interest. */
  actions?: ReactNode;
}

export const ListingPage = ({ kind, view, facts, children, more, actions }: ListingPageProps) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const common = useCopy('common');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const when =
    view.status === 'closed' && view.closedAt
      ? t('page.closed', { date: format.date(view.closedAt) })
      : view.publishedAt
        ? t('page.published', { date: format.date(view.publishedAt) })
        : t('page.updated', { date: format.date(view.updatedAt) });
  return (
    <article>
      <PageHead
        title={view.title || t('card.untitled')}
        eyebrow={
          <span className={styles.eyebrow}>
            <span>{t('page.code', { kind: terms(`listing.${kind}`), code: view.code })}</span>
            <span>{when}</span>
            {view.status === 'published' ? null : <Tag look="plain">{terms(`status.${view.status}`)}</Tag>}
            {view.isMine ? <Tag look="done">{t('card.mine')}</Tag> : null}
            {view.isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
          </span>
        }
      />
      <Notes view={view} />
      <div className={styles.layout}>
        <div>
          {view.details ? children : <HiddenGroup kind={kind} group="details" level={view.disclosure.details} />}
          {more}
          <div className={styles.tags}>
            <TagList tags={view.tags} freeTags={view.freeTags} label={t('page.tags')} />
          </div>
        </div>
        <div>
          <OwnerActions kind={kind} view={view} extra={actions} />
          <Box title={t('page.facts')}>
            <Facts>
              <Fact name={t('page.prefecture')}>{prefectureOf(view.prefecture)}</Fact>
              {facts}
              <Fact name={t('page.cooperation')}>
                {format.list(view.cooperation.map((way) => terms(`cooperation.${way}`)))}
              </Fact>
            </Facts>
          </Box>
          <Box title={t('page.organisation')}>
            <Organisation kind={kind} view={view} />
          </Box>
          <Box title={t('page.contact')}>
            <Contact kind={kind} view={view} />
          </Box>
          <Box title={t('page.openTo')}>
            <Levels view={view} />
          </Box>
        </div>
      </div>
    </article>
  );
};
