import { INCIDENT_KINDS, type IncidentKind, isGrave } from '#contract/incidents.ts';
import { KindIcon } from '../features/incidents/kind-icon.tsx';
import { incidentWords } from '../features/incidents/words.ts';
import { useWords } from '../shared/words/book.ts';
import './kind-grid.css';

const MORE = ['fall', 'bite', 'fever', 'other'] as const;
const hasMore = (kind: IncidentKind): kind is (typeof MORE)[number] => MORE.includes(kind as (typeof MORE)[number]);

type KindGridProps = {
  label: string;
  onKind: (kind: IncidentKind) => void;
  /** It is not said yet whom it concerns. */
  isWaiting?: boolean;
};

/** Twelve kinds in thumb's reach; the grave four below, marked 先打电话. One tap and it is recorded. */
export function KindGrid({ label, onKind, isWaiting = false }: KindGridProps) {
  const say = useWords(incidentWords);
  return (
    <div className="tb-kinds" role="group" aria-label={label}>
      {INCIDENT_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className={isGrave(kind) ? 'tb-what-kind tb-what-kind-grave' : 'tb-what-kind'}
          disabled={isWaiting}
          onClick={() => onKind(kind)}
        >
          <span className="tb-what-kind-top">
            <KindIcon kind={kind} size={44} />
            {isGrave(kind) && <em>{say('callFirst')}</em>}
          </span>
          <span>
            <b>{say(`kind_${kind}`)}</b>
            {hasMore(kind) && <small>{say(`kindMore_${kind}`)}</small>}
          </span>
        </button>
      ))}
    </div>
  );
}
