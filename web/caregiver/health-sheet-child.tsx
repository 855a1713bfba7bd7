import { useState } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import { type CheckView, FEVER_FROM_TENTHS, HEALTH_SIGNS, isAbnormal, type HealthPeriod } from '#contract/health.ts';
import { feedWords } from '../features/feed/words.ts';
import { ALL_WELL, type Found } from '../features/health/health-records.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { foundWords, healthSigns, periodWord } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { healthDeeds } from './health-sheet-doing.ts';
import { HealthSheetTemperature } from './health-sheet-temperature.tsx';
import { sheetHealthWords } from './health-sheet-words.ts';
import { ParentsRead } from './parents-read.tsx';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';

type HealthSheetChildProps = RoomSheetProps & {
  child: RoomChild;
  period: HealthPeriod;
  /** What was recorded of this part of the day already: this one will stand for it. */
  standing: CheckView | undefined;
  onBack: () => void;
};

/** Temperature by two taps, signs by one each, and the very words that the family will read. */
export function HealthSheetChild({ child, period, standing, onBack, ...props }: HealthSheetChildProps) {
  const say = useWords(sheetHealthWords);
  const sayFeed = useWords(feedWords);
  const language = useLanguage();
  const isFresh = standing === undefined || period === 'again';
  const [found, setFound] = useState<Found>(isFresh ? ALL_WELL : standing);
  const deeds = healthDeeds(props);
  const { childId, name } = child;
  const word = periodWord(period, language);
  const isIll = isAbnormal(found);
  const isEmpty = period === 'again' && !isIll && found.temperature === null;
  const save = () => {
    onBack();
    deeds.look([child], period, found, say('undoOne', { name: callName(child), period: word }));
  };
  const takeBack = () => {
    if (!standing) return;
    onBack();
    deeds.takeBack({ childId, name, checkId: standing.checkId, period });
  };
  const footer = <Deeds {...{ isIll, isEmpty }} onSave={save} onTakeBack={isFresh ? null : takeBack} />;
  const read = sayFeed('healthFound', {
    child: callName(child),
    period: word,
    found: foundWords(found, language),
  });
  return (
    <Sheet title={say(`title_${period}`)} back={say('back')} onClose={onBack} footer={footer} whole>
      <div className="tb-health-form">
        <div className="tb-health-who">
          <Portrait recipe={child.portrait} name={name} size={96} />
          <h2>{callName(child)}</h2>
          {child.nickname && <p>{name}</p>}
        </div>
        <div>
          <HealthSheetTemperature
            value={found.temperature}
            onChange={(temperature) => setFound({ ...found, temperature })}
          />
          {(found.temperature ?? 0) >= FEVER_FROM_TENTHS && <p className="tb-health-fever">{say('feverish')}</p>}
          <Signs found={found} onFound={setFound} />
          {isIll && <ParentsRead words={read} />}
        </div>
      </div>
    </Sheet>
  );
}

type DeedsProps = { isIll: boolean; isEmpty: boolean; onSave: () => void; onTakeBack: (() => void) | null };

function Deeds({ isIll, isEmpty, onSave, onTakeBack }: DeedsProps) {
  const say = useWords(sheetHealthWords);
  return (
    <>
      {onTakeBack && (
        <button type="button" className="tb-button" onClick={onTakeBack}>
          <Icon name="undo" size={24} />
          {say('takeBack')}
        </button>
      )}
      <span className="row-space" />
      <button
        type="button"
        className={`tb-button tb-go ${isIll ? 'tb-go-accent' : ''}`}
        disabled={isEmpty}
        onClick={onSave}
      >
        <Icon name={isIll ? 'alarm' : 'check'} size={26} />
        {say(isEmpty ? 'saveEmpty' : isIll ? 'saveAbnormal' : 'save')}
      </button>
    </>
  );
}

function Signs({ found, onFound }: { found: Found; onFound: (found: Found) => void }) {
  const say = useWords(sheetHealthWords);
  const saySign = useWords(healthSigns);
  const { signs } = found;
  return (
    <>
      <h2 className="tb-step">{say('signs')}</h2>
      <div className="tb-choices tb-choices-small" role="group" aria-label={say('signs')}>
        {HEALTH_SIGNS.map((sign) => {
          const isSeen = signs.includes(sign);
          const next = isSeen ? signs.filter((each) => each !== sign) : [...signs, sign];
          return (
            <button
              key={sign}
              type="button"
              aria-pressed={isSeen}
              onClick={() => onFound({ ...found, signs: HEALTH_SIGNS.filter((each) => next.includes(each)) })}
            >
              {saySign(sign)}
            </button>
          );
        })}
      </div>
      {signs.includes('other') && (
        <label className="tb-health-note">
          {say('note')}
          <input
            maxLength={200}
            value={found.note}
            onChange={(event) => onFound({ ...found, note: event.target.value })}
          />
        </label>
      )}
    </>
  );
}
