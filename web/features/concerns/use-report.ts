import { useState } from 'react';
import type { ConcernChoices, ConcernPlace, ConcernReceipt, ReportConcern } from '#contract/concerns.ts';
import type { z } from 'zod';
import { useChoiceIds } from '../../shared/choice-ids.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { reportConcern } from './concerns-api.ts';
import { type Draft, EMPTY_DRAFT, reportOf } from './draft.ts';

type By = z.input<typeof ReportConcern>['by'];

export type Reporting = {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  place: ConcernPlace | undefined;
  onPlace: (siteId: string) => void;
  receipt: ConcernReceipt | null;
  error: unknown;
  busy: boolean;
  send: (by?: By) => void;
  /** Forgets all of it. */
  begin: () => void;
};

/**
 * One report while it is written: in this page's memory alone, gone with it. The same words sent again, because no answer
 * came, are the same report.
 */
export function useReport({ places }: z.infer<typeof ConcernChoices>): Reporting {
  const ids = useChoiceIds();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [siteId, setSiteId] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<ConcernReceipt | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const place = places.find((each) => each.siteId === siteId) ?? places[0];
  const send = async (by?: By): Promise<void> => {
    if (!place || busy) return;
    setBusy(true);
    setError(null);
    const sentId = ids.of({ draft, siteId: place.siteId });
    try {
      const report = reportOf(draft, place, { sentId, now: serverNow() });
      setReceipt(await reportConcern({ ...report, ...(by && { by }) }));
      setDraft(EMPTY_DRAFT);
      ids.forget();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return {
    ...{ draft, setDraft, place, receipt, error, busy },
    onPlace: (chosen) => {
      setSiteId(chosen);
      setDraft({ ...draft, subjectId: '', childId: '' });
    },
    send: (by) => void send(by),
    begin: () => {
      setDraft(EMPTY_DRAFT);
      setReceipt(null);
      setError(null);
    },
  };
}
