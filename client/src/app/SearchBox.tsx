import { useState } from 'react';
import { IconSearch } from '@tabler/icons-react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { useCopy } from '../copy/index.js';
import { searchTarget } from './navigation.js';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  role: Role | null;
  onGo?: () => void;
}

const Box = ({ role, onGo, initial }: SearchBoxProps & { initial: string }) => {
  const t = useCopy('common');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [typed, setTyped] = useState(initial);
  return (
    <form
      role="search"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const q = typed.trim();
        onGo?.();
        void navigate({ pathname: searchTarget(pathname, role), search: q ? `?${new URLSearchParams({ q })}` : '' });
      }}
    >
      <IconSearch size={16} stroke={1.8} aria-hidden className={styles.icon} />
      <input
        type="search"
        className={styles.input}
        value={typed}
        maxLength={200}
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
};

/** Search of the header; the list that opens shows how to look through the other kinds. */
export const SearchBox = (props: SearchBoxProps) => {
  const q = useSearchParams()[0].get('q') ?? '';
  return <Box key={q} {...props} initial={q} />;
};
