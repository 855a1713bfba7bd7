import { useState } from 'react';
import type { UserId } from '#contract/ids.ts';

export type Selection = {
  ids: ReadonlySet<UserId>;
  toggle: (id: UserId) => void;
  /** From the one that was toggled last to this one. */
  extendTo: (id: UserId) => void;
  setAll: (isOn: boolean) => void;
};

/** Chosen rows of a list in the order in which it is shown; one that is no longer shown is no longer chosen. */
export function useSelection(shown: readonly UserId[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<UserId>>(new Set());
  const [last, setLast] = useState<UserId | null>(null);
  return {
    ids: new Set(shown.filter((id) => chosen.has(id))),
    toggle: (id) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
      setLast(id);
    },
    extendTo: (id) => {
      const [a, b] = [shown.indexOf(last ?? id), shown.indexOf(id)];
      const range = a < 0 ? [id] : shown.slice(Math.min(a, b), Math.max(a, b) + 1);
      setChosen(new Set([...chosen, ...range]));
    },
    setAll: (isOn) => setChosen(new Set(isOn ? shown : [])),
  };
}
