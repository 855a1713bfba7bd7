import { INCIDENT_KINDS, type IncidentKind, isGrave } from '#contract/incidents.ts';
import { KindIcon } from '../features/incidents/kind-icon.tsx';
import { incidentWords } from '../features/incidents/words.ts';
import { useWords } from '../shared/words/book.ts';
import './kind-grid.css';

const MORE = ['fall', 'bite', 'fever', 'other'] as const;
const hasMore = (kind: IncidentKind): kind is (typeof MORE)[number] => MORE.includes(kind as (typeof MORE)[number]);

const OF_A_ROOM: readonly IncidentKind[] = ['missing', 'other'];
const ROOM_FIRST = [...OF_A_ROOM, ...INCIDENT_KINDS.filter((kind) => !OF_A_ROOM.includes(kind))];

type KindGridProps = {
  label: string;
  onKind: (kind: IncidentKind) => void;
  /** It is not said yet whom it concerns. */
  isWaiting?: boolean;
  /** It concerns the whole room: what can befall one comes first, and there is no family to call. */
  isRoom?: boolean;
};

/** Twelve kinds in thumb's reach; the grave four below, marked 先打电话. One tap and it is recorded. */
export function KindGrid({ label, onKind, isWaiting = false, isRoom = false }: KindGridProps) {
  const say = useWords(incidentWords);
  return (
    <div className="tb-kinds" role="group" aria-label={label}>
      {(isRoom ? ROOM_FIRST : INCIDENT_KINDS).map((kind) => (
        <button
          key={kind}
          type="button"
          className={isGrave(kind) ? 'tb-what-kind tb-what-kind-grave' : 'tb-what-kind'}
          disabled={isWaiting}
          onClick={() => onKind(kind)}
        >
          <span className="tb-what-kind-top">
            <KindIcon kind={kind} size={44} />
            {isGrave(kind) && !isRoom && <em>{say('callFirst')}</em>}
          </span>
          <span>
            <b>{say(`kind_${kind}`)}</b>
            <More kind={kind} isRoom={isRoom} />
          </span>
        </button>
      ))}
    </div>
  );
}

function More({ kind, isRoom }: { kind: IncidentKind; isRoom: boolean }) {
  const say = useWords(incidentWords);
  if (isRoom) return kind === 'other' && <small>{say('kindMoreRoom_other')}</small>;
  return hasMore(kind) && <small>{say(`kindMore_${kind}`)}</small>;
}
