import { useState } from 'react';
import { Button, NumberInput } from '@mantine/core';
import { dispatchLimits } from '@enishi/shared/dispatches';
import type { DispatchMenu } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { usePrefectureName } from '../../lib/places.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { useDispatchMenus, useSetDispatchMenu } from './use-dispatches.js';
import styles from './Dispatches.module.css';

const Menu = ({ menu }: { menu: DispatchMenu }) => {
  const t = useCopy('dispatches');
  const prefectureOf = usePrefectureName();
  const [hours, setHours] = useState<number | null>(menu.hours);
  const save = useSetDispatchMenu(menu.prefecture);
  const name = t('menu.label', { prefecture: prefectureOf(menu.prefecture) });
  return (
    <form
      className={styles.menu}
      onSubmit={(event) => {
        event.preventDefault();
        if (hours === null) return;
        save.mutate({ version: menu.version, hours }, { onSuccess: () => notifyDone(t('menu.saved')) });
      }}
    >
      <NumberInput
        label={`${name}${menu.isDefault ? t('menu.isDefault') : ''}`}
        suffix={` ${t('menu.unit')}`}
        min={0}
        max={dispatchLimits.menuHours}
        allowDecimal={false}
        hideControls
        value={hours ?? ''}
        onChange={(typed) => setHours(typeof typed === 'number' ? typed : null)}
      />
      <Button type="submit" variant="default" loading={save.isPending} aria-label={`${t('menu.save')}：${name}`}>
        {t('menu.save')}
      </Button>
      <ErrorNote error={save.error} />
    </form>
  );
};

/** For coordinators and administrators: how many hours a year each company has. */
export const MenuPanel = () => {
  const t = useCopy('dispatches');
  const menus = useDispatchMenus();
  const items = menus.data?.items ?? [];
  const [first] = items;
  if (!first) return null;
  return (
    <section className={styles.box} aria-labelledby="dispatch-menu">
      <h2 id="dispatch-menu" className={styles.heading}>
        {t('menu.title')}
      </h2>
      <p className={styles.muted}>{t('menu.explain', { year: first.fiscalYear })}</p>
      {items.map((menu) => (
        <Menu key={`${menu.prefecture}:${menu.version}`} menu={menu} />
      ))}
    </section>
  );
};
