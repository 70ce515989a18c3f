import { Alert } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';

/** The pair is being introduced already: no failure, but a place to go. */
export const ExistsNote = () => {
  const t = useCopy('introductions');
  return (
    <Alert role="alert" variant="light">
      {t('alreadyExists')} <Link to="/introductions">{t('seeIntroductions')}</Link>
    </Alert>
  );
};
