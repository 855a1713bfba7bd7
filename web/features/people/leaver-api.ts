import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { SiteId, UserId } from '#contract/ids.ts';
import { LeaverSwept, PersonSecurity, PossibleLeaver, SurvivingRights } from '#contract/leaver.ts';
import { Nothing, request } from '../../shared/api.ts';

const of = (userId: UserId) => `/api/admin/people/${userId}`;

export const usePersonSecurity = (userId: UserId) =>
  useQuery({
    queryKey: ['people', 'security', userId],
    queryFn: () => request(PersonSecurity, 'GET', `${of(userId)}/security`),
    retry: false,
  });

/** What a sweep would end; read anew each time it is asked for. */
export const useSurvivingRights = (userId: UserId) =>
  useQuery({
    queryKey: ['people', 'leaving', userId],
    queryFn: () => request(SurvivingRights, 'GET', `${of(userId)}/leaving`),
    gcTime: 0,
  });

export const useLeavers = (siteId: SiteId) =>
  useQuery({
    queryKey: ['people', 'leavers', siteId],
    queryFn: () => request(z.array(PossibleLeaver), 'GET', `/api/admin/leavers?${new URLSearchParams({ siteId })}`),
  });

export const sweepLeaver = (userId: UserId, reason: string): Promise<LeaverSwept> =>
  request(LeaverSwept, 'POST', `${of(userId)}/leaving`, { reason });

/** @param sessionId null: all of them */
export const endSessions = (userId: UserId, sessionId: string | null) =>
  request(Nothing, 'DELETE', `${of(userId)}/sessions${sessionId === null ? '' : `/${sessionId}`}`);

export const resetSecondFactor = (userId: UserId, reason: string) =>
  request(Nothing, 'POST', `${of(userId)}/second-factor/reset`, { reason });
