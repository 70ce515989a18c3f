// Where one finds out who or what fits, beside a listing.
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../copy/index.js';
import { useOpeningFits } from '../features/fits/use-fits.js';

interface Seen {
  id: string;
  status: string;
  abilities: { canSeeCandidates: boolean };
}

/** On the page of an opening or a profile, for whoever may see its fits. */
export const FitLink = ({ kind, view }: { kind: 'opening' | 'expert'; view: Seen }) => {
  const t = useCopy('fits');
  if (!view.abilities.canSeeCandidates || view.status === 'draft') return null;
  const [to, words] =
    kind === 'opening'
      ? [`/openings/${view.id}/fits`, t('people.link')]
      : [`/experts/${view.id}/openings`, t('work.link')];
  return (
    <Button component={Link} to={to} variant="default">
      {words}
    </Button>
  );
};

/** In the list of one's own openings: how many fit. */
export const FitCount = ({ id }: { id: string }) => {
  const t = useCopy('fits');
  const { data } = useOpeningFits(id);
  if (!data) return null;
  const isRunning = !data.isComplete && data.items.length === 0;
  return (
    <Button component={Link} to={`/openings/${id}/fits`} size="compact-md" variant="light">
      {isRunning ? t('people.link') : t('people.count', { count: data.items.length })}
    </Button>
  );
};
