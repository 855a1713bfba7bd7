import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChildNotices } from '#contract/day-notices.ts';
import type { ChildId, DayNoticeId } from '#contract/ids.ts';
import { useChoiceIds } from '../../shared/choice-ids.ts';
import { onTold } from '../../shared/socket.ts';
import { giveNotice, readNotices, withdrawNotice, type Told } from './notices-api.ts';

const keyOf = (childId: ChildId) => ['day-notices', childId] as const;
const isOfDay = (type: string) => type.startsWith('notice:') || type.startsWith('attendance:');

/** What was said of a child's coming days, and the ways to say more; read again when anybody says or records something. */
export function useNotices(childId: ChildId) {
  const client = useQueryClient();
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: keyOf(childId) });
    const stops = [onTold('event', ({ type }) => isOfDay(type) && reread()), onTold('hello', reread)];
    return () => stops.forEach((stop) => stop());
  }, [client, childId]);
  const query = useQuery({ queryKey: keyOf(childId), queryFn: () => readNotices(childId) });
  const ids = useChoiceIds();
  const keep = (notices: ChildNotices) => {
    ids.forget();
    client.setQueryData(keyOf(childId), notices);
    void client.invalidateQueries({ queryKey: ['home'] });
  };
  const give = useMutation({ mutationFn: (told: Told) => giveNotice(ids.of(told), told), onSuccess: keep });
  const withdraw = useMutation({
    mutationFn: (noticeId: DayNoticeId) => withdrawNotice(ids.of(noticeId), noticeId),
    onSuccess: keep,
  });
  return { ...query, give, withdraw };
}
