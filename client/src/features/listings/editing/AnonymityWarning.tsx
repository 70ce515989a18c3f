import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { anonymityLimit, getNeedAnonymity } from '@enishi/shared/anonymity';
import { useCopy } from '../../../copy/index.js';
import { useFormat } from '../../../lib/format.js';
import { call } from '../../../lib/http.js';

interface AnonymityWarningProps {
  needId: string;
  /** Asked anew after each save. */
  version: number;
}

/** Beside the button that publishes: the name is closed, but it may be guessed. It stops nobody. */
export const AnonymityWarning = ({ needId, version }: AnonymityWarningProps) => {
  const t = useCopy('writing');
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['anonymity', needId, version],
    queryFn: ({ signal }) => call(getNeedAnonymity, { params: { id: needId }, signal }),
    // A hint is no reason to disturb whoever writes when it cannot be had.
    retry: false,
  });
  if (!data?.isSmall) return null;
  const facts = format.list(data.by.map((fact) => t(`edit.anonymity.fact.${fact}`)));
  return (
    <Alert color="shu" variant="light" role="status" title={t('edit.anonymity.title')}>
      <p>{t('edit.anonymity.explain', { facts, group: data.group, limit: anonymityLimit })}</p>
      <p>{t('edit.anonymity.advice')}</p>
    </Alert>
  );
};
