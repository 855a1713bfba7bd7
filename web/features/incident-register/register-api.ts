import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { EventType } from '#contract/events.ts';
import {
  type ExportRegister,
  IncidentTrends,
  type RegisterFilter,
  RegisterPage,
  type RegisterQuery,
} from '#contract/incident-register.ts';
import { request, requestExport } from '../../shared/api.ts';
import { useReread } from '../../shared/use-reread.ts';

const PATH = '/api/admin/incident-register';
const KEY = ['incident-register'];
const CHANGES: ReadonlySet<EventType> = new Set<EventType>(['incident:changed', 'register:changed']);

/** As it stands in an address; nothing is checked here. */
export type RegisterSearch = { [Field in keyof RegisterFilter]?: string };
export type RegisterOrder = RegisterQuery['order'];

/** Grows page by page; read again whenever a step is taken. While another search is read, the one before stays. */
export function useRegister(search: RegisterSearch, order: RegisterOrder) {
  useReread(KEY, CHANGES);
  return useInfiniteQuery({
    queryKey: [...KEY, 'list', search, order],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...search, order, ...(pageParam && { after: pageParam }) });
      return request(RegisterPage, 'GET', `${PATH}?${query.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ after }) => after,
    placeholderData: keepPreviousData,
  });
}

/** The same search counted. */
export function useTrends(search: RegisterSearch) {
  useReread(KEY, CHANGES);
  return useQuery({
    queryKey: [...KEY, 'trends', search],
    queryFn: () => request(IncidentTrends, 'GET', `${PATH}/trends?${new URLSearchParams(search).toString()}`),
    placeholderData: keepPreviousData,
  });
}

/** @returns the file, how the server calls it, how many lines it has, and how many have no place on that form */
export async function exportRegister(asked: RegisterSearch & Pick<ExportRegister, 'form' | 'format'>) {
  const { file, headers } = await requestExport(`${PATH}/export`, asked);
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '') ?? [];
  return {
    file,
    name: name === undefined ? `incidents.${asked.format}` : decodeURIComponent(name),
    rows: Number(headers.get('x-rows')),
    leftOut: Number(headers.get('x-left-out')),
  };
}
