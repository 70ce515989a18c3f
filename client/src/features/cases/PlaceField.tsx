// The prefecture of a new case: asked only of those who serve several.
import { useState } from 'react';
import { useCopy } from '../../copy/index.js';
import { usePrefectureName } from '../../lib/places.js';
import { useViewer } from '../../lib/session.js';
import { SelectField } from '../../ui/SelectField.js';

export const usePlace = () => {
  const prefectureOf = usePrefectureName();
  const served = useViewer()?.servedPrefectures ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  return {
    prefecture: chosen ?? served[0] ?? null,
    choose: setChosen,
    choices: served.map((value) => ({ value, label: prefectureOf(value) })),
  };
};

interface PlaceFieldProps {
  place: ReturnType<typeof usePlace>;
  error: string | null;
}

export const PlaceField = ({ place, error }: PlaceFieldProps) => {
  const t = useCopy('cases');
  if (place.choices.length < 2) return null;
  return (
    <SelectField
      name="prefecture"
      label={t('quick.prefecture')}
      choices={place.choices}
      value={place.prefecture}
      onChange={place.choose}
      error={error}
    />
  );
};
