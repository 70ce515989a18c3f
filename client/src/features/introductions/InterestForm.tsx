import { useState } from 'react';
import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import type { IntroductionView, Side, StandardReply } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import type { InterestButtonProps } from './InterestButton.js';
import { ReplyForm } from './ReplyForm.js';
import { useCreateIntroduction } from './use-introductions.js';
import { useOwnItems } from './use-own-items.js';
import type { OwnItem } from './use-own-items.js';

type InterestFormProps = Omit<InterestButtonProps, 'look'> & { onClose: () => void };

/** The side that must be chosen; null where both halves are known. */
const sideToChoose = ({ needId, itemId }: InterestFormProps): Side | null =>
  !itemId ? 'item' : !needId ? 'need' : null;

const NothingOwn = ({ side }: { side: Side }) => {
  const t = useCopy('introductions');
  const kinds = side === 'need' ? (['need'] as const) : (['seed', 'expert'] as const);
  const links = kinds.map((kind) => (
    <Button key={kind} component={Link} to={`/${kind}s/new`} variant="default">
      {t(`writeOwn.${kind}`)}
    </Button>
  ));
  return (
    <EmptyState title={t(`nothingOwn.${side}`)} action={links} level={3}>
      {t('nothingOwnHelp')}
    </EmptyState>
  );
};

const useFirstMessage = (own: InterestFormProps['own'], title: string | undefined): string => {
  const t = useCopy('introductions');
  if (!own || !title) return t('interestLetter.generic');
  return t(`interestLetter.${own.side}`, { own: own.title, other: title });
};

interface ChosenProps {
  side: Side;
  owns: readonly OwnItem[];
  own: OwnItem | null;
  onChoose: (own: OwnItem | null) => void;
}

const Choice = ({ side, owns, own, onChoose }: ChosenProps) => {
  const t = useCopy('introductions');
  return (
    <SelectField
      name="own"
      label={t(`interestWith.${side}`)}
      choices={owns.map(({ id, title }) => ({ value: id, label: title }))}
      value={own?.id ?? null}
      onChange={(id) => onChoose(owns.find((entry) => entry.id === id) ?? null)}
      isRequired
    />
  );
};

const useSend = ({ needId, itemKind, itemId, onClose, onDone }: InterestFormProps) => {
  const t = useCopy('introductions');
  const navigate = useNavigate();
  const client = useQueryClient();
  const mutation = useCreateIntroduction();
  const handleSuccess = (view: IntroductionView): void => {
    notifyDone(t('interestDone'));
    void client.invalidateQueries({ queryKey: ['matches'] });
    onClose();
    if (onDone) onDone();
    else void navigate(`/introductions/${view.id}`);
  };
  const send = (own: OwnItem | null, reply: StandardReply): void => {
    const ownKind = own && own.kind !== 'need' ? own.kind : undefined;
    const pair = { need: needId ?? own?.id, kind: itemKind ?? ownKind, item: itemId ?? own?.id };
    if (!pair.need || !pair.kind || !pair.item) return;
    mutation.mutate({ needId: pair.need, itemKind: pair.kind, itemId: pair.item, reply }, { onSuccess: handleSuccess });
  };
  return { mutation, send };
};

export const InterestForm = (props: InterestFormProps) => {
  const t = useCopy('introductions');
  const side = sideToChoose(props);
  const owns = useOwnItems(side ?? 'need', side !== null);
  const [chosen, setChosen] = useState<OwnItem | null>(null);
  const own = chosen ?? owns.data?.[0] ?? null;
  const first = useFirstMessage(side && own ? { side, title: own.title } : props.own, props.title);
  const { mutation, send } = useSend(props);
  if (side && owns.isPending) return <LoadingState rows={2} height={56} />;
  if (side && owns.isError) return <FailedState error={owns.error} onRetry={() => void owns.refetch()} />;
  if (side && owns.data?.length === 0) return <NothingOwn side={side} />;
  return (
    <Stack gap="md">
      <p>{t('interestExplain')}</p>
      {side && owns.data ? <Choice side={side} owns={owns.data} own={own} onChoose={setChosen} /> : null}
      <ReplyForm
        from="party"
        first={{ whyUs: first }}
        confirmLabel={t('interestConfirm')}
        isBusy={mutation.isPending}
        error={mutation.error}
        onSend={(reply) => send(own, reply)}
        onClose={props.onClose}
      />
    </Stack>
  );
};
