import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { clock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { minuteOf } from '../clock-time.ts';
import { useChange } from '../use-change.ts';
import { type Call, callsOf, instantOf, logCall, SOMEBODY_ELSE } from './call.ts';
import { incidentHistoryWords } from './history-words.ts';
import type { Take } from './take.ts';
import { useWhoCalled, useWhomOptions } from './who-called.ts';
import { incidentScreenWords } from './words.ts';

type CallBarProps = { file: IncidentFile; timeZone: string; take: Take };

/** Of a grave one: each family is reached by phone before anything is sent to it. */
export function CallBar({ file, timeZone, take }: CallBarProps) {
  const say = useWords(incidentScreenWords);
  const all = callsOf(file);
  if (all.length === 0) return null;
  return (
    <section className={file.isCallDue ? 'in-call' : 'in-call in-call-made'} aria-labelledby="in-call">
      <p className="in-call-head">
        <Icon name={file.isCallDue ? 'phone' : 'check'} size={22} />
        <b id="in-call">{say(file.isCallDue ? 'callFirst' : 'called')}</b>
        {file.isCallDue && all.length > 1 && <span className="small dim">{say('callEach')}</span>}
      </p>
      {all.map(({ family, calls }) => (
        <div key={family.childId} className="in-call-family">
          {all.length > 1 && <h3>{family.name}</h3>}
          <Made file={file} calls={calls} timeZone={timeZone} />
          {!calls.some(({ isReached }) => isReached) && (
            <CallLine family={family} timeZone={timeZone} take={take} isOneOfSeveral={all.length > 1} />
          )}
        </div>
      ))}
    </section>
  );
}

/** 10:17 妈妈 何雪 未接通（王丽） */
function Made({ file, calls, timeZone }: { file: IncidentFile; calls: readonly IncidentLine[]; timeZone: string }) {
  const say = useWords(incidentScreenWords);
  const tell = useWords(incidentHistoryWords);
  const whoOf = useWhoCalled(file.families);
  return calls.map((call) => (
    <p key={call.stepId} className="small">
      {say(call.isReached ? 'callLine_reached' : 'callLine_missed', {
        ...{ time: clock(call.happenedAt, timeZone), who: whoOf(call), by: call.by ?? tell('somebody') },
      })}
    </p>
  ));
}

/** What publishing waits for, and what nobody takes back, is not said by a slip. */
function useAskReached(timeZone: string) {
  const say = useWords(incidentScreenWords);
  const { modal } = App.useApp();
  return ({ at, who }: { at: Date; who: string }, onYes: () => void) => {
    modal.confirm({
      title: say('reachedTitle', { time: clock(at, timeZone), who }),
      ...{ content: say('reachedSays'), okText: say('reachedYes'), onOk: onYes },
    });
  };
}

type LineProps = { family: IncidentFamily; timeZone: string; take: Take; isOneOfSeveral: boolean };

function CallLine({ family: { childId, name, guardians }, timeZone, take, isOneOfSeveral }: LineProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  const askReached = useAskReached(timeZone);
  const options = useWhomOptions(guardians);
  const now = useNow(10_000);
  const [who, setWho] = useState<string>(guardians[0]?.userId ?? SOMEBODY_ELSE);
  const [minute, setMinute] = useState<number>();
  const { change, busy } = useChange(
    ({ call, at }: { call: Call; at: Date }) => logCall(take, call, at),
    (_, { call }) => {
      setMinute(undefined);
      void message.success(say(call.isReached ? 'recordedReached' : 'recordedMissed'));
    },
  );
  const log = (isReached: boolean) => {
    const at = instantOf({ minute }, timeZone);
    const send = () => change({ call: { childId, who, minute, isReached }, at });
    if (isReached) askReached({ at, who: options.find(({ value }) => value === who)?.label ?? '' }, send);
    else send();
  };
  return (
    <div className="in-call-line">
      <Select
        className="in-call-who"
        aria-label={isOneOfSeveral ? say('whoFor', { child: name }) : say('who')}
        value={who}
        onChange={setWho}
        popupMatchSelectWidth={false}
        options={options}
      />
      <ClockInput
        aria-label={isOneOfSeveral ? say('whenFor', { child: name }) : say('when')}
        value={minute ?? minuteOf(clock(now, timeZone)) ?? 0}
        onChange={setMinute}
      />
      <span className="in-call-buttons">
        <Button disabled={busy} onClick={() => log(false)}>
          {say('notReached')}
        </Button>
        <Button disabled={busy} onClick={() => log(true)}>
          {say('reached')}
        </Button>
      </span>
    </div>
  );
}
