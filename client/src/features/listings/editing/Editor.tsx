// Frame of the three forms: what is typed is kept and saved, problems land on their fields, publishing says who will see it.
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Alert, Button } from '@mantine/core';
import { Link } from 'react-router';
import { disclosureGroups } from '@enishi/shared/disclosure';
import type { FieldError } from '@enishi/shared/errors';
import type { ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../../copy/index.js';
import { codeOf } from '../../../lib/api-error.js';
import { DisclosureBadge } from '../../../ui/DisclosureBadge.js';
import { ErrorNote } from '../../../ui/ErrorNote.js';
import { FieldGroup } from '../../../ui/FieldGroup.js';
import { StaleNotice } from '../../../ui/StaleNotice.js';
import { useFieldErrors } from '../../../ui/use-field-errors.js';
import { addressOfListing } from '../kinds.js';
import type { DraftOf, ViewOf } from '../kinds.js';
import { SaveLine } from './SaveLine.js';
import { useDraft } from './use-draft.js';
import type { Draft } from './use-draft.js';
import { AnonymityWarning } from './AnonymityWarning.js';
import styles from './Editing.module.css';

/** Puts the cursor into the first refused field, each time that publishing was refused; never while somebody types. */
const useFocusOnProblem = (fields: readonly FieldError[], refusals: number) => {
  const form = useRef<HTMLDivElement>(null);
  const latest = useRef(fields);
  useEffect(() => {
    latest.current = fields;
  });
  useEffect(() => {
    if (refusals === 0) return;
    const names = new Set(latest.current.map(({ path }) => path.split('.')[0] ?? path));
    const inputs = form.current?.querySelectorAll<HTMLElement>('input, textarea, select') ?? [];
    const isRefused = (input: HTMLElement): boolean =>
      names.has(input.getAttribute('name') ?? '') ||
      names.has(input.closest('[data-field]')?.getAttribute('data-field') ?? '');
    [...inputs].find(isRefused)?.focus();
  }, [refusals]);
  return form;
};

const fieldNames =
  (t: ReturnType<typeof useCopy<'writing'>>) =>
  (field: string): string =>
    t(`edit.field.${field.split('.')[0] ?? field}` as 'edit.field.title', { defaultValue: field });

interface PublishPartProps<Kind extends ListingKind> {
  kind: Kind;
  draft: Draft<Kind>;
  view: ViewOf[Kind] | null;
}

const PublishPart = <Kind extends ListingKind>({ kind, draft, view }: PublishPartProps<Kind>) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const errors = useCopy('errors');
  const isPublished = view?.status === 'published';
  const { state } = draft;
  const disclosure = state.values.disclosure;
  return (
    <FieldGroup title={t('edit.publishTitle')} description={t('edit.publishHelp')}>
      <div>
        <p className={styles.whoTitle}>{t('edit.whoSees')}</p>
        <ul className={styles.who}>
          {disclosureGroups.map((group) => (
            <li key={group}>
              <DisclosureBadge
                level={disclosure[group]}
                label={t('edit.levelOf', { group: terms(`group.${group}`) })}
              />
              <span className={styles.long}>{terms(`levelLong.${disclosure[group]}`)}</span>
            </li>
          ))}
        </ul>
      </div>
      {kind === 'need' && view && !isPublished && disclosure.organisation !== 'public' ? (
        <AnonymityWarning needId={view.id} version={view.version} />
      ) : null}
      {state.fields.length > 0 ? (
        <Alert color="shu" variant="light" role="alert">
          {errors('fieldsMissing', { count: state.fields.length })}
        </Alert>
      ) : null}
      {codeOf(draft.publishError) === 'invalid' ? null : <ErrorNote error={draft.publishError} />}
      <div className={styles.buttons}>
        {isPublished ? (
          <Button onClick={() => void draft.saveChanges()} loading={state.status === 'saving'}>
            {t('edit.publishChanges')}
          </Button>
        ) : (
          <Button onClick={draft.publish} loading={draft.isPublishing}>
            {t(view?.status === 'closed' ? 'edit.reopen' : 'edit.publish')}
          </Button>
        )}
        {isPublished ? (
          <Button component={Link} to={addressOfListing(kind, view.id)} variant="default">
            {t('edit.view')}
          </Button>
        ) : (
          <Button component={Link} to="/home" variant="default">
            {t('edit.leave')}
          </Button>
        )}
      </div>
    </FieldGroup>
  );
};

interface FieldsProps<Kind extends ListingKind> {
  values: DraftOf[Kind];
  change: (patch: Partial<DraftOf[Kind]>) => void;
  errorOf: (name: string) => string | null;
}

interface EditorProps<Kind extends ListingKind> {
  kind: Kind;
  viewerId: string;
  view: ViewOf[Kind] | null;
  initial: DraftOf[Kind];
  toDraft: (view: ViewOf[Kind]) => DraftOf[Kind] | null;
  fields?: readonly FieldError[];
  onView: (view: ViewOf[Kind]) => void;
  onPublished: (view: ViewOf[Kind]) => void;
  onChanged: () => void;
  children: (props: FieldsProps<Kind>) => ReactNode;
}

export const Editor = <Kind extends ListingKind>({ children, ...options }: EditorProps<Kind>) => {
  const t = useCopy('writing');
  const { kind, view } = options;
  const draft = useDraft(options);
  const { state } = draft;
  const errorOf = useFieldErrors(state.fields);
  const form = useFocusOnProblem(state.fields, draft.refusals);
  return (
    <div ref={form}>
      {state.isRecovered ? (
        <Alert variant="light" color="ai" mb="md" role="status">
          {t('edit.recovered')}
          <Button variant="subtle" size="compact-sm" onClick={() => void draft.takeTheirs()}>
            {t('edit.discard')}
          </Button>
        </Alert>
      ) : null}
      {children({ values: state.values, change: draft.change, errorOf })}
      <PublishPart kind={kind} draft={draft} view={view} />
      <div className={styles.bar}>
        {state.stale ? (
          <StaleNotice
            stale={state.stale}
            nameOfField={fieldNames(t)}
            onKeepMine={() => void draft.keepMine()}
            onTakeTheirs={() => void draft.takeTheirs()}
          />
        ) : (
          <SaveLine state={state} isAutomatic={isDraft(view)} onSaveNow={() => void draft.saveNow()} />
        )}
      </div>
    </div>
  );
};

const isDraft = (view: { status: string } | null): boolean => view === null || view.status === 'draft';
