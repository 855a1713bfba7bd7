import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type ExportMonth, type MonthQuery, MonthView } from '#contract/month-sheets.ts';
import { request, requestExport } from '../../shared/api.ts';

const readMonth = (query: MonthQuery): Promise<MonthView> => {
  const asked = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]));
  return request(MonthView, 'GET', `/api/admin/attendance/month?${asked.toString()}`);
};

/** While another month or room is read, the one before stays. */
export const useMonth = (query: MonthQuery) =>
  useQuery({
    queryKey: ['attendance-month', query],
    queryFn: () => readMonth(query),
    placeholderData: keepPreviousData,
  });

/** @returns the file, and how the server calls it */
export async function exportMonth(asked: z.input<typeof ExportMonth>): Promise<{ file: Blob; name: string }> {
  const { file, headers } = await requestExport('/api/admin/attendance/month/export', asked);
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '') ?? [];
  return { file, name: name === undefined ? `attendance-${asked.month}.${asked.format}` : decodeURIComponent(name) };
}
