import { ACTIVITIES, COMPANIES, PLACES, TREATMENTS } from '#contract/incident-details.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { useWords } from '../shared/words/book.ts';
import { IncidentText } from './incident-sheet-text.tsx';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type Tile<V extends string> = { value: V; words: string };
type TilesProps<V extends string> = {
  label: string;
  tiles: readonly Tile<V>[];
  chosen: V | null;
  onChoose: (value: V | null) => void;
};

/** One of these; the same again takes it back. */
export function IncidentTiles<V extends string>({ label, tiles, chosen, onChoose }: TilesProps<V>) {
  return (
    <div className="tb-inc-tiles" role="group" aria-label={label}>
      {tiles.map(({ value, words }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? null : value)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** A question with one answer, which leads to the next one. */
export function IncidentChoice({ page, ...props }: IncidentPageProps & { page: Choice }) {
  const { details, change, onNext } = props;
  const say = useWords(incidentSheetWords);
  const tiles = useTiles(page);
  const onChoose = (value: string | null): void => {
    change((before) => ({ ...before, [page]: value }));
    if (value !== null && !(page === 'treated' && value === 'hospital')) onNext();
  };
  return (
    <>
      <IncidentTiles label={say(`ask_${page}`)} tiles={tiles} chosen={details[page]} onChoose={onChoose} />
      {page === 'treated' && details.treated === 'hospital' && (
        <IncidentText
          label={say('diagnosis')}
          value={details.diagnosis}
          most={200}
          onChange={(diagnosis) => change((before) => ({ ...before, diagnosis }))}
        />
      )}
    </>
  );
}

type Choice = 'place' | 'activity' | 'company' | 'treated';

function useTiles(page: Choice): Tile<string>[] {
  const say = useWords(incidentWords);
  switch (page) {
    case 'place':
      return PLACES.map((value) => ({ value, words: say(`place_${value}`) }));
    case 'activity':
      return ACTIVITIES.map((value) => ({ value, words: say(`activity_${value}`) }));
    case 'company':
      return COMPANIES.map((value) => ({ value, words: say(`company_${value}`) }));
    case 'treated':
      return TREATMENTS.map((value) => ({ value, words: say(`treated_${value}`) }));
  }
}
