import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { EventType } from '#contract/events.ts';
import { IncidentFile } from '#contract/incident-file.ts';
import type { AcknowledgeIncident, TakeStep } from '#contract/incident-steps.ts';
import { IncidentRecorded, OpenIncidents } from '#contract/incidents.ts';
import type { ClassroomId, IncidentId, SiteId } from '#contract/ids.ts';
import { OwnIncidents } from '#contract/own-incidents.ts';
import { request } from '../../shared/api.ts';
import { onTold } from '../../shared/socket.ts';
import { useReread } from '../../shared/use-reread.ts';
import { forgetDelivered } from './remembered-incidents.ts';

export const INCIDENTS_PATH = '/api/incidents';
export const stepsPath = (incidentId: IncidentId): string => `${INCIDENTS_PATH}/${incidentId}/steps`;

const OF_STAFF: ReadonlySet<EventType> = new Set<EventType>(['incident:changed', 'register:changed']);
const OF_FAMILY: ReadonlySet<EventType> = new Set<EventType>(['incident:told']);

/** Of a site, of a room, or of everything in reach. */
type Asked = { siteId?: SiteId } | { classroomId: ClassroomId };

/**
 * What nobody has finished with, the oldest first; read again whenever a step is taken. A tablet asks for its own room.
 * @param isAsked false reads nothing
 */
export function useOpenIncidents(asked: Asked = {}, isAsked = true) {
  const queryKey = ['open-incidents', asked];
  useReread(queryKey, OF_STAFF);
  const query = new URLSearchParams(asked satisfies Record<string, string | undefined>).toString();
  return useQuery({
    queryKey,
    queryFn: async ({ client }) => {
      const askedAt = Date.now();
      const open = await request(OpenIncidents, 'GET', `${INCIDENTS_PATH}/open?${query}`);
      forgetDelivered(client, 'classroomId' in asked ? asked.classroomId : null, askedAt);
      return open;
    },
    enabled: isAsked,
  });
}

/** @param classroomId null on a tablet: it knows its own room */
export const askedOfRoom = (classroomId: ClassroomId | null): Asked => (classroomId === null ? {} : { classroomId });
export const openKey = (classroomId: ClassroomId | null) => ['open-incidents', askedOfRoom(classroomId)] as const;

export const incidentKey = (incidentId: IncidentId | null) => ['incidents', 'file', incidentId];

/** @param incidentId null reads nothing */
export function useIncident(incidentId: IncidentId | null) {
  const queryKey = incidentKey(incidentId);
  useReread(queryKey, OF_STAFF);
  return useQuery({
    queryKey,
    queryFn: () => request(IncidentFile, 'GET', `${INCIDENTS_PATH}/${incidentId ?? ''}`),
    enabled: incidentId !== null,
  });
}

export const takeStep = (incidentId: IncidentId, step: z.input<typeof TakeStep>) =>
  request(IncidentRecorded, 'POST', stepsPath(incidentId), step);

export const OWN_INCIDENTS_KEY = ['own-incidents'];

/**
 * What was published of one's own children, the newest first. When one's own rights were changed nothing of it stays on the
 * page until the server has said anew what there is to read.
 */
export function useOwnIncidents() {
  const client = useQueryClient();
  useReread(OWN_INCIDENTS_KEY, OF_FAMILY);
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type === 'access:changed' && event.own) void client.resetQueries({ queryKey: OWN_INCIDENTS_KEY });
      }),
    [client],
  );
  return useQuery({ queryKey: OWN_INCIDENTS_KEY, queryFn: () => request(OwnIncidents, 'GET', '/api/own-incidents') });
}

export const acknowledgeIncident = (incidentId: IncidentId, said: z.input<typeof AcknowledgeIncident>) =>
  request(OwnIncidents, 'POST', `/api/own-incidents/${incidentId}/acknowledgements`, said);
