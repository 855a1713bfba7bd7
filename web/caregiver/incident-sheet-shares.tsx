import { useState } from 'react';
import {
  type BodyPart,
  type ChildDetails,
  type IncidentDetails,
  INJURIES,
  MOST_TOLD,
} from '#contract/incident-details.ts';
import type { ChildId } from '#contract/ids.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { isToldStale, toldOver } from '#contract/told-over.ts';
import { BodyMap } from '../features/incidents/body-map.tsx';
import { toldFrom } from '../features/incidents/told-from.ts';
import { toldWords } from '../features/incidents/told-words.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { IncidentTiles } from './incident-sheet-choice.tsx';
import { childrenAround, namedTo } from './incident-sheet-naming.ts';
import { IncidentText } from './incident-sheet-text.tsx';
import { isShareFilled, type SharePage } from './incident-sheet-pages.ts';
import type { IncidentPageProps, NamedChild } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type SharesProps = IncidentPageProps & { page: SharePage };

/** What is asked of each child for itself. */
export function IncidentShares(props: SharesProps) {
  const { page, children, details, change, onNext } = props;
  const isAnswered = (childId: ChildId) => isShareFilled(page, shareOf(details, childId));
  const isDone = (child: NamedChild) =>
    isAnswered(child.childId) && (page !== 'told' || namedTo(child, props, 'zh') === '');
  // It begins where something is to be done.
  const [chosen, setChosen] = useState<ChildId | null>(() => children.find((each) => !isDone(each))?.childId ?? null);
  const child = children.find(({ childId }) => childId === chosen) ?? children[0];
  if (!child) return null;
  const share = shareOf(details, child.childId);
  const set = (more: Partial<ChildDetails>) => change((before) => withShare(before, { ...share, ...more }));
  const onDone = () => {
    const left = children.find(({ childId }) => childId !== child.childId && !isAnswered(childId));
    if (left) setChosen(left.childId);
    else onNext();
  };
  const given = { ...props, child, share, set, onDone };
  return (
    <>
      {children.length > 1 && <Tabs children={children} shown={child} isAnswered={isAnswered} onChoose={setChosen} />}
      {page === 'injury' && <Injury {...given} />}
      {page === 'body' && <Body {...given} />}
      {page === 'told' && <Told key={child.childId} {...given} />}
    </>
  );
}

const withShare = (details: IncidentDetails, share: ChildDetails): IncidentDetails => ({
  ...details,
  children: [...details.children.filter(({ childId }) => childId !== share.childId), share],
});

type TabsProps = {
  children: readonly NamedChild[];
  shown: NamedChild;
  isAnswered: (childId: ChildId) => boolean;
  onChoose: (childId: ChildId) => void;
};

function Tabs({ children, shown, isAnswered, onChoose }: TabsProps) {
  const say = useWords(incidentSheetWords);
  return (
    <div className="tb-inc-tabs" role="group" aria-label={say('whichChild')}>
      {children.map((child) => {
        const isFilled = isAnswered(child.childId);
        const name = callName(child);
        return (
          <button
            key={child.childId}
            type="button"
            aria-pressed={child.childId === shown.childId}
            aria-label={isFilled ? say('childFilled', { child: name }) : name}
            onClick={() => onChoose(child.childId)}
          >
            <Portrait recipe={child.portrait} name={child.name} size={40} />
            {name}
            {isFilled && <Icon name="check" size={18} weight={3} />}
          </button>
        );
      })}
    </div>
  );
}

type ShareProps = SharesProps & {
  child: NamedChild;
  share: ChildDetails;
  set: (more: Partial<ChildDetails>) => void;
  onDone: () => void;
};

function Injury({ share, set, onDone }: ShareProps) {
  const say = useWords(incidentSheetWords);
  const sayOf = useWords(incidentWords);
  const tiles = INJURIES.map((value, index) => ({
    value,
    words: say('code', { code: index + 1, injury: sayOf(`injury_${value}`) }),
  }));
  const choose = (injury: ChildDetails['injury']): void => {
    set({ injury, isUnhurt: undefined });
    if (injury !== null) onDone();
  };
  const none = (): void => {
    set({ injury: null, isUnhurt: true });
    onDone();
  };
  return (
    <>
      <IncidentTiles label={say('ask_injury')} tiles={tiles} chosen={share.injury} onChoose={choose} />
      <button type="button" className="tb-button tb-inc-none" aria-pressed={isUnhurt(share)} onClick={none}>
        {say('noInjury')}
      </button>
    </>
  );
}

function Body({ share, set }: ShareProps) {
  const toggle = (part: BodyPart) =>
    set({
      marks: share.marks.includes(part) ? share.marks.filter((each) => each !== part) : [...share.marks, part],
    });
  return (
    <div className="tb-inc-body">
      <BodyMap marks={share.marks} onToggle={toggle} />
    </div>
  );
}

/** Somebody's own words, and what took their place. */
type Replaced = Pick<ChildDetails, 'told' | 'toldOver'> & { by: string };

/** What the family will read, from what was tapped, to be put right by hand. */
function Told({ child, share, set, ...given }: ShareProps) {
  const { room, incident, details } = given;
  const say = useWords(incidentSheetWords);
  const sayTold = useWords(toldWords);
  const language = useLanguage();
  const { timeZone } = room;
  const suggestion = toldFrom({ incident, details, share, child, around: childrenAround(given), timeZone });
  const others = namedTo(child, given, language);
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const write = (told: string): void => set({ told, toldOver: toldOver(details, share) });
  const use = (): void => {
    setReplaced(share.told.trim() === '' ? null : { told: share.told, toldOver: share.toldOver, by: suggestion });
    write(suggestion);
  };
  const isStale = isToldStale(details, share);
  return (
    <div className="tb-inc-told">
      <IncidentText
        label={say('toldHow')}
        value={share.told}
        most={MOST_TOLD}
        onChange={write}
        wrong={others === '' ? null : say('namesOther', { child: callName(child), others })}
      />
      {replaced?.by === share.told && (
        <div className="tb-read">
          <span>{sayTold('replaced')}</span>
          <q>{replaced.told}</q>
          <button
            type="button"
            className="tb-button"
            onClick={() => set({ told: replaced.told, toldOver: replaced.toldOver })}
          >
            <Icon name="undo" size={24} />
            {sayTold('putBack')}
          </button>
        </div>
      )}
      {share.told.trim() !== suggestion && (
        <div className="tb-read">
          <span>{isStale ? sayTold('stale', { child: callName(child) }) : sayTold('suggestion')}</span>
          <q lang="zh">{suggestion}</q>
          {language !== 'zh' && <small>{sayTold('inChinese')}</small>}
          <button type="button" className="tb-button" onClick={use}>
            <Icon name="check" size={24} />
            {sayTold(share.told.trim() === '' ? 'useIt' : 'replaceIt')}
          </button>
        </div>
      )}
    </div>
  );
}
