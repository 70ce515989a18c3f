import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';

export const Bell = () => {
  const t = useCopy('common');
  return (
    <Link to="/notifications" aria-label={t('nav.notifications')}>
      <IconBell size={20} aria-hidden />
    </Link>
  );
};
