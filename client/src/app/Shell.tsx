// Frame of every page: header with the main pages, search, bell, language and account; the page; a quiet foot.
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { IconMenu2 } from '@tabler/icons-react';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useCopy } from '../copy/index.js';
import { useReach } from '../lib/reach.js';
import { useSession } from '../lib/session.js';
import { useConnection } from '../lib/socket.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { MainNav } from './MainNav.js';
import { SearchBox } from './SearchBox.js';
import styles from './Shell.module.css';

// What only the signed-in or a small screen needs stays out of the first download.
const Bell = lazy(async () => ({ default: (await import('../features/notifications/Bell.js')).Bell }));
const AccountMenu = lazy(async () => ({ default: (await import('./AccountMenu.js')).AccountMenu }));
const MobileMenu = lazy(async () => ({ default: (await import('./MobileMenu.js')).MobileMenu }));

const Mark = () => (
  <Link to="/" className={styles.mark} aria-label="縁 Enishi">
    <span lang="ja">縁</span>
    <small>Enishi</small>
  </Link>
);

/** Moves keyboard and screen reader to the new page, as a full page load would. */
const useFocusOnChange = () => {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A form whose address changes under it keeps the cursor.
    if (main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
};

const Visitor = () => {
  const t = useCopy('common');
  return (
    <div className={styles.visitor}>
      <Link to="/sign-in" className={styles.quiet}>
        {t('signIn')}
      </Link>
      <Link to="/sign-up" className={styles.go}>
        {t('signUp')}
      </Link>
    </div>
  );
};

const ConnectionNote = () => {
  const t = useCopy('common');
  const connection = useConnection();
  const reach = useReach();
  if (reach === 'well' && connection !== 'offline') return null;
  return (
    <p className={styles.offline} role="status">
      {t(reach === 'busy' ? 'connection.busy' : 'connection.offline')}
    </p>
  );
};

const Header = () => {
  const t = useCopy('common');
  const session = useSession();
  const viewer = session.data?.viewer ?? null;
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  return (
    <header className={styles.header}>
      <Mark />
      <div className={styles.nav}>
        <MainNav role={viewer?.activeRole ?? null} />
      </div>
      <div className={styles.search}>
        <SearchBox role={viewer?.activeRole ?? null} />
      </div>
      <div className={styles.tools}>
        {viewer ? (
          <Suspense>
            <Bell />
            <span className={styles.account}>
              <AccountMenu viewer={viewer} />
            </span>
          </Suspense>
        ) : session.isPending ? null : (
          <Visitor />
        )}
        <span className={styles.language}>
          <LanguageSwitch />
        </span>
        <button
          type="button"
          className={styles.menu}
          aria-label={t('openMenu')}
          aria-expanded={isMenuOpen}
          onClick={() => setIsMenuOpen(true)}
        >
          <IconMenu2 size={22} stroke={1.8} aria-hidden />
        </button>
      </div>
      {isMenuOpen ? (
        <Suspense>
          <MobileMenu viewer={viewer} onClose={() => setIsMenuOpen(false)} />
        </Suspense>
      ) : null}
    </header>
  );
};

const Footer = () => {
  const t = useCopy('common');
  return (
    <footer className={styles.footer}>
      <div className={styles.footerInside}>
        <p>{t('footer.about')}</p>
        <p>{t('footer.sample')}</p>
        <Link to="/inquiry">{t('footer.inquiry')}</Link>
        <a href="/api/docs">{t('footer.openapi')}</a>
      </div>
    </footer>
  );
};

export const Shell = () => {
  const t = useCopy('common');
  const main = useFocusOnChange();
  const isLoading = useNavigation().state !== 'idle';
  const isWorkbench = useLocation().pathname.startsWith('/workbench');
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <Header />
      <div className={isLoading ? styles.progress : styles.still} aria-hidden />
      <ConnectionNote />
      <main id="main" ref={main} tabIndex={-1} className={styles.main} aria-busy={isLoading}>
        <Outlet />
      </main>
      {isWorkbench ? null : <Footer />}
      <ScrollRestoration />
    </div>
  );
};
