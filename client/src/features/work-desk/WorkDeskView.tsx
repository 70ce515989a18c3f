// Which skills are missing where: the picture training is planned by, and the table behind it.
import { Button, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { WorkDesk } from '@enishi/shared/work-desk';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { useViewer } from '../../lib/session.js';
import { useTagName } from '../../lib/taxonomy.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { SelectField } from '../../ui/SelectField.js';
import { SkillGap } from './SkillGap.js';
import { SkillTable } from './SkillTable.js';
import { deskFile, useWorkDesk } from './use-work-desk.js';
import type { DeskChoice } from './use-work-desk.js';
import styles from './WorkDesk.module.css';

interface WorkDeskViewProps {
  choice: DeskChoice;
  onChange: (choice: DeskChoice) => void;
}

const Choices = ({ choice, onChange }: WorkDeskViewProps) => {
  const t = useCopy('workDesk');
  const nameOf = usePrefectureName();
  const served = useViewer()?.servedPrefectures ?? [];
  return (
    <div className={styles.choices}>
      {served.length > 1 ? (
        <SelectField
          name="prefecture"
          label={t('prefecture')}
          value={choice.prefecture}
          onChange={(prefecture) => onChange({ ...choice, prefecture })}
          choices={served.map((code) => ({ value: code, label: nameOf(code) }))}
          none={t('allPrefectures')}
        />
      ) : null}
      <Switch
        label={t('withNeighbours')}
        checked={choice.withNeighbours}
        onChange={(event) => onChange({ ...choice, withNeighbours: event.currentTarget.checked })}
      />
      <Button
        component="a"
        href={deskFile(choice)}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('download')}
      </Button>
    </div>
  );
};

const Shown = ({ desk }: { desk: WorkDesk }) => {
  const t = useCopy('workDesk');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const nameOf = useTagName();
  const short = desk.skills.filter((skill) => skill.wantedHours > skill.freeHours);
  const names = short.slice(0, 3).map(({ tag }) => nameOf(tag) ?? '…');
  return (
    <>
      <p className={styles.asOf}>
        {t('counted', {
          places: format.list(desk.prefectures.map(prefectureOf)),
          openings: format.number(desk.openings),
          people: format.number(desk.people),
        })}{' '}
        {desk.unsaid > 0 ? t('unsaid', { count: desk.unsaid }) : null}
      </p>
      <p className={styles.says}>{names.length > 0 ? t('says', { skills: format.list(names) }) : t('saysNone')}</p>
      <figure className={styles.figure} aria-hidden>
        <SkillGap skills={desk.skills} />
      </figure>
      <SkillTable skills={desk.skills} />
      <p className={styles.asOf}>{t('note')}</p>
    </>
  );
};

export const WorkDeskView = (props: WorkDeskViewProps) => {
  const t = useCopy('workDesk');
  const query = useWorkDesk(props.choice);
  return (
    <>
      <Choices {...props} />
      {query.isPending ? (
        <LoadingState rows={3} height={220} />
      ) : query.isError ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data.skills.length > 0 ? (
        <Shown desk={query.data} />
      ) : (
        <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>
      )}
    </>
  );
};
