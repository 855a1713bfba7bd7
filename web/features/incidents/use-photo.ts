import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { requestBlob } from '../../shared/api.ts';

/** A photo does not change; it goes from the memory soon after nobody looks at it. */
const KEPT_MS = 30_000;

const photoAt = (path: string) =>
  queryOptions({
    queryKey: ['incident-photo', path],
    queryFn: () => requestBlob(path),
    staleTime: Infinity,
    gcTime: KEPT_MS,
  });

/** Whether none of these is still to come: each is there, or has failed. */
export const usePhotosSettled = (paths: readonly string[]): boolean =>
  useQueries({ queries: paths.map(photoAt) }).every(({ data, isError }) => data !== undefined || isError);

/** @returns the picture's address in this page, null until it is there; and how to try again when it did not come */
export function usePhoto(path: string): { address: string | null; isFailed: boolean; again: () => void } {
  const { data, isError, refetch } = useQuery(photoAt(path));
  return { address: useAddress(data), isFailed: isError, again: () => void refetch() };
}

/** The address of a file in this page, as long as it is shown. */
export function useAddress(file: Blob | undefined): string | null {
  const address = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => {
    if (address === null) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  return address;
}
