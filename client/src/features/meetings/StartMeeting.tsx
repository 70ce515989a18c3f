import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';

/** For the desk: from two who were introduced to a date. Needs the copy area "meetings". */
export const StartMeeting = ({ introductionId }: { introductionId: string }) => {
  const t = useCopy('meetings');
  return (
    <Button component={Link} variant="default" to={`/meetings/new?introduction=${introductionId}`}>
      {t('new.action')}
    </Button>
  );
};
