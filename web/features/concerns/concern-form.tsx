import { type ReactNode, type SubmitEvent, useId } from 'react';
import { CONCERN_ABOUT, CONCERN_TEXT_MAX, type ConcernPlace } from '#contract/concerns.ts';
import { todayIn } from '../../shared/site-time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ChoiceRow } from './choice-row.tsx';
import { childOf, type Draft, isAboutStaff, minuteTyped, WHENS } from './draft.ts';
import { concernWords } from './words.ts';
import './concern-form.css';

export type FormProps = {
  places: readonly ConcernPlace[];
  place: ConcernPlace;
  onPlace: (siteId: string) => void;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSubmit: () => void;
  /** The button, and what came of it. */
  children: ReactNode;
};

/** What is asked of a reporter: little, and but for what happened all of it may stay empty. */
export function ConcernForm(props: FormProps) {
  const { places, place, onPlace, draft, onDraft, onSubmit, children } = props;
  const say = useWords(concernWords);
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (minuteTyped(draft.time) !== undefined || draft.when !== 'other') onSubmit();
  };
  return (
    <form className="co-form" onSubmit={submit} autoComplete="off">
      <p className="co-danger">
        <Icon name="phone" size={20} />
        {say('danger')}
      </p>
      <p className="dim">{say('whoReads')}</p>
      {places.length > 1 && (
        <Choose label={say('site')} value={place.siteId} onChange={onPlace}>
          {places.map(({ siteId, siteName }) => (
            <option key={siteId} value={siteId}>
              {siteName}
            </option>
          ))}
        </Choose>
      )}
      <ChoiceRow
        {...{ legend: say('about'), name: 'about', choices: CONCERN_ABOUT, chosen: draft.about }}
        wordOf={(about) => say(`about_${about}`)}
        onChoose={(about) => set({ about, subjectId: '' })}
      />
      <Who {...{ draft, set, place }} />
      <When {...{ draft, set }} timeZone={place.timeZone} />
      <What {...{ draft, set }} />
      {children}
    </form>
  );
}

type PartProps = { draft: Draft; set: (change: Partial<Draft>) => void };

function Who({ draft, set, place }: PartProps & { place: ConcernPlace }) {
  const say = useWords(concernWords);
  return (
    <div className="co-two">
      {isAboutStaff(draft) && (
        <Choose label={say('subject')} value={draft.subjectId} onChange={(subjectId) => set({ subjectId })} isOptional>
          <option value="">{say('noSubject')}</option>
          {place.staff.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Choose>
      )}
      <Choose
        label={say('child')}
        value={childOf(draft, place)}
        onChange={(childId) => set({ childId })}
        isOptional={!place.needsChild}
      >
        {!place.needsChild && <option value="">{say('noChild')}</option>}
        {place.children.map(({ childId, name }) => (
          <option key={childId} value={childId}>
            {name}
          </option>
        ))}
      </Choose>
    </div>
  );
}

function When({ draft, set, timeZone }: PartProps & { timeZone: string }) {
  const say = useWords(concernWords);
  const id = useId();
  const isWrong = minuteTyped(draft.time) === undefined;
  return (
    <>
      <ChoiceRow
        {...{ legend: say('when'), name: 'when', choices: WHENS, chosen: draft.when }}
        wordOf={(when) => say(`when_${when}`)}
        onChoose={(when) => set({ when })}
      />
      {draft.when === 'unknown' && <p className="small dim">{say('whenUnknownCosts')}</p>}
      {draft.when === 'other' && (
        <div className="co-two">
          <div className="field">
            <label htmlFor={`${id}day`}>{say('day')}</label>
            <input
              {...{ id: `${id}day`, type: 'date', required: true, value: draft.day, max: todayIn(timeZone) }}
              onInvalid={({ currentTarget }) => currentTarget.setCustomValidity(say('dayMissing'))}
              onChange={({ target }) => {
                target.setCustomValidity('');
                set({ day: target.value });
              }}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}time`}>{say('time')}</label>
            <input
              {...{ id: `${id}time`, inputMode: 'numeric', placeholder: '08:30', maxLength: 5, value: draft.time }}
              aria-invalid={isWrong}
              aria-describedby={`${id}wrong`}
              onChange={({ target }) => set({ time: target.value })}
            />
            <p id={`${id}wrong`} className="field-wrong" role="alert">
              {isWrong && say('timeWrong')}
            </p>
          </div>
        </div>
      )}
    </>
  );
}

function What({ draft, set }: PartProps) {
  const say = useWords(concernWords);
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}where`}>
          {say('where')} <Optional />
        </label>
        <input
          {...{ id: `${id}where`, maxLength: 120, placeholder: say('wherePlaceholder'), value: draft.where }}
          spellCheck={false}
          onChange={({ target }) => set({ where: target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}what`}>{say('what')}</label>
        <p id={`${id}hint`} className="small dim">
          {say('whatHint')}
        </p>
        <textarea
          {...{ id: `${id}what`, required: true, rows: 5, maxLength: CONCERN_TEXT_MAX, value: draft.text }}
          aria-describedby={`${id}hint`}
          spellCheck={false}
          onInvalid={({ currentTarget }) => currentTarget.setCustomValidity(say('whatMissing'))}
          onChange={({ target }) => {
            target.setCustomValidity('');
            set({ text: target.value });
          }}
        />
      </div>
      <label className="co-told">
        <input
          type="checkbox"
          checked={draft.toldAuthority}
          onChange={({ target }) => set({ toldAuthority: target.checked })}
        />
        {say('told')}
      </label>
    </>
  );
}

const Optional = () => <span className="small dim co-optional">{useWords(concernWords)('optional')}</span>;

type ChooseProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isOptional?: boolean;
  children: ReactNode;
};

function Choose({ label, value, onChange, isOptional = false, children }: ChooseProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {isOptional && <Optional />}
      </label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {children}
      </select>
    </div>
  );
}
