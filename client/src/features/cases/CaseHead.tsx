// The head of a case: what it is, where it stands, who is in charge, and the commands on it.
import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { useNow } from '../../lib/use-now.js';
import { Clock } from '../../ui/Clock.js';
import { notifyDone } from '../../ui/notify.js';
import { PageHead } from '../../ui/PageHead.js';
import styles from './CaseHead.module.css';
import { CasePeople } from './CasePeople.js';
import { EditCase } from './EditCase.js';
import { EndDialog } from './EndDialog.js';
import { MoveMenu } from './MoveMenu.js';
import { CaseFailure } from './StaleCase.js';
import { StageLine } from './StageLine.js';
import { useMoveCase, useReloadCase } from './use-cases.js';

const Eyebrow = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  return (
    <span className={styles.eyebrow}>
      <Link to="/cases">{t('title')}</Link>
      <span>{found.code}</span>
      <span>{t(`route.${found.route}`)}</span>
      <span>{prefectureOf(found.prefecture)}</span>
      {found.centre ? <span>{found.centre.name}</span> : null}
      <span>{t('head.created', { date: format.date(found.createdAt) })}</span>
    </span>
  );
};

const Moving = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const [isEnding, setIsEnding] = useState(false);
  const mutation = useMoveCase(found.id);
  const reload = useReloadCase(found.id);
  const move = (to: CaseStage): void => {
    if (to === 'ended') return setIsEnding(true);
    mutation.mutate(
      { version: found.version, to },
      { onSuccess: () => notifyDone(t('board.moved', { title: found.title, stage: t(`stage.${to}`) })) },
    );
  };
  return (
    <>
      <MoveMenu
        title={found.title}
        allowed={found.allowedMoves}
        isBusy={mutation.isPending}
        look="plain"
        onMove={move}
      />
      {isEnding ? (
        <EndDialog
          title={found.title}
          isBusy={mutation.isPending}
          error={mutation.error}
          onEnd={(given) =>
            mutation.mutate({ version: found.version, to: 'ended', ...given }, { onSuccess: () => setIsEnding(false) })
          }
          onClose={() => setIsEnding(false)}
        />
      ) : (
        <CaseFailure
          error={mutation.error}
          onTakeTheirs={() => {
            mutation.reset();
            reload();
          }}
        />
      )}
    </>
  );
};

/** Silence is no matter before it is one. */
const useTellingClock = ({ clock }: CaseView): CaseView['clock'] => {
  const now = useNow();
  return clock?.kind === 'case_silent' && new Date(clock.dueAt).getTime() > now ? null : clock;
};

export const CaseHead = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const format = useFormat();
  const [isEditing, setIsEditing] = useState(false);
  const clock = useTellingClock(found);
  return (
    <>
      <PageHead
        title={found.title}
        eyebrow={<Eyebrow found={found} />}
        actions={
          <Group gap="xs">
            <Moving found={found} />
            <Button variant="default" size="sm" onClick={() => setIsEditing(true)}>
              {t('head.edit')}
            </Button>
            <Button
              component={Link}
              to={`/cases/${found.id}/print`}
              variant="default"
              size="sm"
              leftSection={<IconPrinter size={16} aria-hidden />}
            >
              {t('head.print')}
            </Button>
          </Group>
        }
      />
      <div className={styles.facts}>
        <CasePeople found={found} />
        {clock ? <Clock dueAt={clock.dueAt} label={t(`clock.${clock.kind}`)} /> : null}
        <span className={styles.since}>
          {t(`stage.${found.stage}`)} {t('head.since', { date: format.date(found.movedAt) })}
        </span>
      </div>
      <StageLine stage={found.stage} />
      {found.endReason ? (
        <p className={styles.ended}>{t('head.endedBecause', { reason: t(`endReason.${found.endReason}`) })}</p>
      ) : null}
      {isEditing ? <EditCase found={found} onClose={() => setIsEditing(false)} /> : null}
    </>
  );
};
