import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type ExportHealthCases, HealthCases, type HealthCaseState } from '#contract/health-cases.ts';
import type { SiteId } from '#contract/ids.ts';
import { request, requestExport } from '../../shared/api.ts';

export type CasesAsked = { siteId: SiteId; state: HealthCaseState; classroomId?: string };

/** The key begins with `health`, which the console reads anew after each record. */
export const useHealthCases = (asked: CasesAsked) =>
  useQuery({
    queryKey: ['health', 'cases', asked],
    queryFn: () => request(HealthCases, 'GET', `/api/admin/health/cases?${new URLSearchParams(asked).toString()}`),
    placeholderData: keepPreviousData,
  });

export const exportHealthCases = (asked: Omit<z.input<typeof ExportHealthCases>, 'classroomId'> & CasesAsked) =>
  requestExport('/api/admin/health/cases/export', asked);
