import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  ConcernChoices,
  ConcernFile,
  ConcernReceipt,
  Concerns,
  ConcernStepTaken,
  OwnConcerns,
  type ReportConcern,
  type TakeConcernStep,
} from '#contract/concerns.ts';
import type { ConcernId, SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

/** What was read for these pages is forgotten with them. */
const FORGOTTEN_AT_ONCE = { gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false } as const;

export const useChoices = () =>
  useQuery({
    queryKey: ['concern-choices'],
    queryFn: () => request(ConcernChoices, 'GET', '/api/concerns/choices'),
    ...FORGOTTEN_AT_ONCE,
  });

/** Sent at once or not at all: no report is ever kept to be sent later. */
export const reportConcern = (report: z.input<typeof ReportConcern>) =>
  request(ConcernReceipt, 'POST', '/api/concerns', report);

export const useOwnConcerns = () =>
  useQuery({
    queryKey: ['own-concerns'],
    queryFn: () => request(OwnConcerns, 'GET', '/api/own-concerns'),
    ...FORGOTTEN_AT_ONCE,
    staleTime: 0,
  });

export const useConcerns = (siteId: SiteId | undefined) =>
  useQuery({
    queryKey: ['concerns', siteId],
    queryFn: () => request(Concerns, 'GET', `/api/admin/concerns${siteId ? `?siteId=${siteId}` : ''}`),
  });

export const concernKey = (concernId: ConcernId | null) => ['concern-file', concernId];

/** Each reading is a look that is written down: never by itself, but where something was added. @param concernId null reads nothing */
export const useConcern = (concernId: ConcernId | null) =>
  useQuery({
    queryKey: concernKey(concernId),
    queryFn: () => request(ConcernFile, 'GET', `/api/admin/concerns/${concernId ?? ''}`),
    enabled: concernId !== null,
    ...FORGOTTEN_AT_ONCE,
  });

export const takeStep = (concernId: ConcernId, step: z.input<typeof TakeConcernStep>) =>
  request(ConcernStepTaken, 'POST', `/api/admin/concerns/${concernId}/steps`, step);
