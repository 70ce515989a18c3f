import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import styles from './Meetings.module.css';
import { MeetingList } from './MeetingList.js';
import { useMeetings } from './use-meetings.js';

/** The meetings of a case, and the way to a new one. For the desk. Needs the copy area "meetings". */
export const CaseMeetings = ({ caseId }: { caseId: string }) => {
  const t = useCopy('meetings');
  const coming = useMeetings('coming', caseId).data?.pages[0]?.total;
  const past = useMeetings('past', caseId).data?.pages[0]?.total;
  return (
    <section aria-labelledby="case-meetings">
      <Group justify="space-between" mb="xs">
        <h2 id="case-meetings" className={styles.heading}>
          {t('panel.title')}
        </h2>
        <Button component={Link} variant="default" size="compact-md" to={`/meetings/new?case=${caseId}`}>
          {t('new.action')}
        </Button>
      </Group>
      {coming === 0 && past === 0 ? <p className={styles.small}>{t('panel.empty')}</p> : null}
      <div className={styles.rows}>
        <MeetingList when="coming" caseId={caseId} />
        <MeetingList when="past" caseId={caseId} />
      </div>
    </section>
  );
};
