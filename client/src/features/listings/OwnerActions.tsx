// What this reader may do with a listing, by the abilities in the answer and by nothing else.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { closeReasonsOf, listingLimits } from '@enishi/shared/listings';
import type { CloseReason, ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { TextField } from '../../ui/TextField.js';
import { notifyDone } from '../../ui/notify.js';
import { addressOfListing } from './kinds.js';
import type { AnyView } from './kinds.js';
import { useListingActions } from './listing-queries.js';
import styles from './ListingPage.module.css';

interface PartProps {
  kind: ListingKind;
  view: AnyView;
}

const CloseButton = ({ kind, view }: PartProps) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const { close } = useListingActions(kind, view.id);
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState<CloseReason | null>(null);
  const [text, setText] = useState('');
  const handleConfirm = (): void => {
    if (!reason) return;
    close.mutate(
      { version: view.version, reason, text },
      {
        onSuccess: () => {
          setIsOpen(false);
          notifyDone(t('page.closedDone'));
        },
      },
    );
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('page.close')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('page.close')}
        confirmLabel={t('page.close')}
        isBusy={close.isPending}
        isDisabled={reason === null}
        error={close.error}
        onConfirm={handleConfirm}
        onClose={() => setIsOpen(false)}
      >
        <ChoiceField
          name="reason"
          label={t('page.closeTitle')}
          help={t('page.closeExplain')}
          choices={closeReasonsOf[kind].map((value) => ({ value, label: terms(`closeReason.${value}`) }))}
          value={reason}
          onChange={setReason}
          isRequired
        />
        <TextField
          name="text"
          label={t('page.closeText')}
          help={t('page.closeTextHelp')}
          example={t('page.closeTextExample')}
          value={text}
          onChange={setText}
          limit={listingLimits.closeText}
        />
      </ConfirmDialog>
    </>
  );
};

const RemoveButton = ({ kind, view }: PartProps) => {
  const t = useCopy('listings');
  const navigate = useNavigate();
  const { remove } = useListingActions(kind, view.id);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" color="shu" onClick={() => setIsOpen(true)}>
        {t('page.remove')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('page.removeTitle')}
        confirmLabel={t('page.remove')}
        isGrave
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              notifyDone(t('page.removed'));
              void navigate('/home', { replace: true });
            },
          })
        }
        onClose={() => setIsOpen(false)}
      >
        <p>{t('page.removeExplain')}</p>
      </ConfirmDialog>
    </>
  );
};

const PublishButton = ({ kind, view }: PartProps) => {
  const t = useCopy('listings');
  const navigate = useNavigate();
  const { publish } = useListingActions(kind, view.id);
  return (
    <>
      <Button
        loading={publish.isPending}
        onClick={() =>
          publish.mutate(view.version, {
            onSuccess: () => notifyDone(t('page.published2')),
            onError: (error) => {
              // What is missing is shown on the fields, so that it can be filled in at once.
              if (error instanceof ApiError && error.code === 'invalid')
                void navigate(`${addressOfListing(kind, view.id)}/edit`, { state: { fields: error.fields } });
            },
          })
        }
      >
        {view.status === 'closed' ? t('page.republish') : t('page.publish')}
      </Button>
      <ErrorNote error={publish.error} />
    </>
  );
};

interface OwnerActionsProps extends PartProps {
  extra?: ReactNode;
}

export const OwnerActions = ({ kind, view, extra }: OwnerActionsProps) => {
  const t = useCopy('listings');
  const common = useCopy('common');
  const { abilities } = view;
  const address = addressOfListing(kind, view.id);
  const link = (to: string, name: string, isFirst = false) => (
    <Button component={Link} to={to} variant={isFirst ? 'filled' : 'default'}>
      {name}
    </Button>
  );
  return (
    <div className={styles.actions}>
      {abilities.canCoordinate && kind === 'need' ? link(`/workbench/${view.id}`, t('page.workbench'), true) : null}
      {abilities.canSeeCandidates && kind !== 'opening' && view.status !== 'draft'
        ? link(
            kind === 'need' ? `${address}/candidates` : `${address}/needs`,
            kind === 'need' ? t('page.candidates') : t('page.fittingNeeds'),
            view.isMine,
          )
        : null}
      {extra}
      {abilities.canPublish ? <PublishButton kind={kind} view={view} /> : null}
      {abilities.canEdit ? link(`${address}/edit`, common('edit')) : null}
      {abilities.canSeeLedger ? link(`${address}/ledger`, t('page.ledger')) : null}
      {abilities.canClose ? <CloseButton kind={kind} view={view} /> : null}
      {abilities.canDelete ? <RemoveButton kind={kind} view={view} /> : null}
    </div>
  );
};
