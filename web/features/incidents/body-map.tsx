import { type KeyboardEvent, useRef, useState } from 'react';
import type { BodyPart } from '#contract/incident-details.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { partName } from './body-parts.ts';
import {
  type Arrow,
  isIn,
  partTowards,
  shapesOf,
  type View,
  viewBoxOf,
  WIDTH,
  type Zoom,
  ZOOMS,
} from './body-shapes.ts';
import { incidentWords } from './words.ts';
import './body-map.css';

const VIEWS = ['front', 'back'] as const;
const SHAPES = { front: shapesOf('front'), back: shapesOf('back') };
const ARROWS: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] satisfies Arrow[];

type BodyMapProps = {
  marks: readonly BodyPart[];
  /** Left out: only shown. */
  onToggle?: (part: BodyPart) => void;
};

/** A child from the front and the back, with what is marked numbered and said in words. */
export function BodyMap({ marks, onToggle }: BodyMapProps) {
  const say = useWords(incidentWords);
  const language = useLanguage();
  const [zoom, setZoom] = useState<Zoom>('whole');
  const names = marks.map((part) => partName(part, say));
  const said = names.length === 0 ? say('markedNone') : say('marked', { parts: listOf(names, language) });
  return (
    <div className="body-map">
      {onToggle && <p className="body-map-how">{say('bodyMapHow')}</p>}
      {onToggle && <Zooms zoom={zoom} onZoom={setZoom} />}
      <div className={zoom === 'whole' ? 'body-map-views' : 'body-map-views body-map-large'}>
        {VIEWS.map((view) => (
          <figure key={view}>
            {onToggle ? (
              <Markable key={zoom} {...{ view, marks, zoom, onToggle }} />
            ) : (
              <Shown {...{ view, marks, said }} />
            )}
            <figcaption>{say(view)}</figcaption>
          </figure>
        ))}
      </div>
      {onToggle ? (
        <ul className="body-map-marks" aria-label={say('bodyMap')}>
          {marks.map((part, index) => (
            <li key={part}>
              <button
                type="button"
                onClick={() => onToggle(part)}
                aria-label={say('unmark', { part: names[index] ?? '' })}
              >
                <i>{index + 1}</i>
                {names[index]}
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="body-map-said">{said}</p>
      )}
      {onToggle && (
        <p className="unseen" role="status">
          {said}
        </p>
      )}
    </div>
  );
}

function Zooms({ zoom, onZoom }: { zoom: Zoom; onZoom: (zoom: Zoom) => void }) {
  const say = useWords(incidentWords);
  return (
    <div className="body-map-zooms" role="group" aria-label={say('zoom')}>
      {ZOOMS.map((each) => (
        <button key={each} type="button" aria-pressed={each === zoom} onClick={() => onZoom(each)}>
          {say(`zoom_${each}`)}
        </button>
      ))}
    </div>
  );
}

type ViewProps = { view: View; marks: readonly BodyPart[] };

function Shown({ view, marks, said }: ViewProps & { said: string }) {
  return (
    <svg viewBox="0 0 200 400" role="img" aria-label={said}>
      {SHAPES[view].map((shape) => (
        <Part key={shape.part} {...shape} number={marks.indexOf(shape.part) + 1} />
      ))}
    </svg>
  );
}

/** One stop of the tabulator a view; arrows go on from there. */
function Markable({ view, marks, zoom, onToggle }: ViewProps & { zoom: Zoom; onToggle: (part: BodyPart) => void }) {
  const say = useWords(incidentWords);
  const shapes = SHAPES[view].filter((shape) => isIn(zoom, shape));
  const around = SHAPES[view].filter((shape) => !shapes.includes(shape));
  const [current, setCurrent] = useState(shapes[0]?.part ?? null);
  const parts = useRef(new Map<BodyPart, SVGGElement>());
  const onKeyDown = (event: KeyboardEvent, part: BodyPart): void => {
    if (event.key === ' ' || event.key === 'Enter') onToggle(part);
    else if (!ARROWS.includes(event.key)) return;
    event.preventDefault();
    const next = ARROWS.includes(event.key) ? partTowards(part, event.key as Arrow, shapes) : null;
    if (next !== null) parts.current.get(next)?.focus();
  };
  return (
    <svg viewBox={viewBoxOf(zoom)} role="group" aria-label={`${say('bodyMap')} ${say(view)}`}>
      <g className="body-map-around">
        {around.map((shape) => (
          <Part key={shape.part} {...shape} number={marks.indexOf(shape.part) + 1} />
        ))}
      </g>
      {shapes.map((shape) => {
        const { part } = shape;
        const number = marks.indexOf(part) + 1;
        return (
          <g
            key={part}
            ref={(element) => {
              if (element) parts.current.set(part, element);
            }}
            role="checkbox"
            aria-checked={number > 0}
            aria-label={partName(part, say)}
            tabIndex={part === current ? 0 : -1}
            onFocus={() => setCurrent(part)}
            onClick={() => onToggle(part)}
            onKeyDown={(event) => onKeyDown(event, part)}
          >
            <Part {...shape} number={number} />
          </g>
        );
      })}
    </svg>
  );
}

type PartProps = (typeof SHAPES)['front'][number] & {
  /** Which mark it is, from 1; 0: none. */
  number: number;
};

function Part({ path, isMirrored, at, number }: PartProps) {
  return (
    <>
      <path
        className={number > 0 ? 'body-part body-part-marked' : 'body-part'}
        d={path}
        transform={isMirrored ? `translate(${String(WIDTH)} 0) scale(-1 1)` : undefined}
      />
      {number > 0 && (
        <g className="body-mark" aria-hidden="true">
          <circle cx={at.x} cy={at.y} r={11} />
          <text x={at.x} y={at.y + 5} textAnchor="middle">
            {number}
          </text>
        </g>
      )}
    </>
  );
}
