import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { IncidentDetails, NO_DETAILS } from '#contract/incident-details.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import type { IncidentId, UserId } from '#contract/ids.ts';
import { type DetailsField, fieldsChanged, mergeDetails } from '#contract/merge-details.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { useRefused } from '../../shared/outbox/use-outbox.ts';
import { stepIn, stepRecord } from './incident-records.ts';
import { incidentKey } from './incidents-api.ts';
import type { ShownIncident } from './use-shown-incident.ts';

const SAVED_AFTER_MS = 1_000;

/** A saving: what it was written over, and what it says. */
type Saving = { base?: IncidentDetails | undefined; details: IncidentDetails };

const over = (details: IncidentDetails, savings: readonly Saving[]): IncidentDetails =>
  savings.reduce((so, saving) => mergeDetails(saving.base ?? so, saving.details, so), details);

export type Details = {
  /** Everybody's: what the server has, what waits to be sent, and what was tapped this instant. */
  details: IncidentDetails;
  change: (to: (details: IncidentDetails) => IncidentDetails) => void;
  /** Something was tapped and is not in the outbox yet. */
  isEdited: boolean;
  /** What somebody else wrote since this was opened. */
  others: readonly DetailsField[];
  /** Does not wait for the second to end. */
  save: () => void;
  /** It was read. */
  onReadOthers: () => void;
};

type Given = { incident: ShownIncident; outbox: Outbox; actorNow: () => UserId | null };

/**
 * The details as they are written: each change is saved a second later, and at once when the page goes. What somebody else
 * writes meanwhile comes in where nothing was touched here.
 */
export function useDetails({ incident, outbox, actorNow }: Given): Details {
  const { file } = incident;
  const [edits, setEdits] = useState<Required<Saving> | null>(null);
  const taken = useTaken(incident, outbox);
  const waiting = useMemo(() => incident.unsent.flatMap(savingIn), [incident.unsent]);
  // Without the file, what was known here when the first unsent saving was made.
  const known = (taken[0] ?? waiting[0])?.base ?? NO_DETAILS;
  const standing = useMemo(() => (file ? file.details : over(known, taken)), [file, known, taken]);
  const refused = useRefused(outbox);
  const isTakenBack = incident.state === 'withdrawn';
  // Of what was taken back the server takes nothing more: what was written last can still be read here.
  const unsaved = useMemo(
    () => (isTakenBack ? refused.flatMap(({ record }) => savingOf(record, incident.incidentId)) : []),
    [isTakenBack, refused, incident.incidentId],
  );
  const written = useMemo(() => over(standing, [...unsaved, ...waiting]), [standing, unsaved, waiting]);
  const details = useMemo(() => (edits ? over(written, [edits]) : written), [edits, written]);
  const { others, onOwn, onReadOthers } = useOthers(details, `${String(file !== null)}:${String(refused.length)}`);

  const save = (): void => {
    const actorId = actorNow();
    if (edits === null || actorId === null || isTakenBack) return;
    const last = waiting.at(-1);
    const isReplaced = last?.actorId === actorId && outbox.drop(last.id);
    const base = isReplaced ? over(standing, waiting.slice(0, -1)) : written;
    const mine = IncidentDetails.parse(details);
    const step = { kind: 'detailed' as const, details: mine, base };
    if (fieldsChanged(base, mine).length > 0) outbox.add(stepRecord(incident, step, actorId));
    setEdits(null);
  };
  const flush = useEffectEvent(save);
  useEffect(() => {
    const timer = edits && setTimeout(() => flush(), SAVED_AFTER_MS);
    return () => clearTimeout(timer ?? undefined);
  }, [edits]);
  useEffect(() => {
    const leave = (): void => flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      flush();
    };
  }, []);

  const change: Details['change'] = (to) => {
    const next = to(details);
    onOwn(next);
    setEdits({ base: written, details: next });
  };
  return { details, change, isEdited: edits !== null, others, save, onReadOthers };
}

const savingOf = (record: OutboxRecord, incidentId: IncidentId): Saving[] => {
  const step = stepIn(record, incidentId);
  return step?.kind === 'detailed' ? [step] : [];
};

const savingIn = ({ record: { id, actorId }, step }: ShownIncident['unsent'][number]) =>
  step.kind === 'detailed' ? [{ id, actorId, base: step.base, details: step.details }] : [];

/** What the server has taken: into the file that is shown, or held here until that was read for the first time. */
function useTaken({ incidentId }: ShownIncident, outbox: Outbox): readonly Saving[] {
  const client = useQueryClient();
  const [taken, setTaken] = useState<readonly Saving[]>([]);
  useEffect(
    () =>
      outbox.onSettled((record, outcome) => {
        const step = stepIn(record, incidentId);
        if (step?.kind !== 'detailed' || !('answer' in outcome)) return;
        setTaken((before) => [...before, step]);
        client.setQueryData<IncidentFile>(
          incidentKey(incidentId),
          (file) => file && { ...file, details: over(file.details, [step]) },
        );
      }),
    [client, incidentId, outbox],
  );
  return taken;
}

/**
 * What changed although nobody here touched it.
 * @param since what else changes the details: the first reading brings what was there before, a refusal takes back one's own
 */
function useOthers(details: IncidentDetails, since: string) {
  const [seen, setSeen] = useState({ details, since });
  const [others, setOthers] = useState<readonly DetailsField[]>([]);
  const changed = fieldsChanged(seen.details, details);
  if (since !== seen.since || changed.length > 0) {
    setSeen({ details, since });
    if (since === seen.since) setOthers([...new Set([...others, ...changed])]);
  }
  const onOwn = (next: IncidentDetails): void => setSeen({ details: next, since });
  return { others, onOwn, onReadOthers: () => setOthers([]) };
}
