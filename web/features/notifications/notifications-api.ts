import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type NotificationChannel,
  NotificationsView,
  type PushSubscriptionId,
  type SaveNotifications,
  type SubscribeBrowser,
} from '#contract/notifications.ts';
import { Nothing, request } from '../../shared/api.ts';

const PATH = '/api/me/notifications';
const KEY = ['notifications'];

export const useNotifications = () =>
  useQuery({ queryKey: KEY, queryFn: () => request(NotificationsView, 'GET', PATH) });

export const saveNotifications = (input: SaveNotifications) => request(NotificationsView, 'PUT', PATH, input);
export const subscribeBrowser = (input: SubscribeBrowser) =>
  request(NotificationsView, 'POST', `${PATH}/browsers`, input);
export const endBrowser = (id: PushSubscriptionId) => request(NotificationsView, 'DELETE', `${PATH}/browsers/${id}`);
export const giveEmail = (address: string) => request(NotificationsView, 'POST', `${PATH}/email`, { address });
export const confirmEmail = (code: string) =>
  request(NotificationsView, 'POST', `${PATH}/email/confirmation`, { code });
export const removeEmail = () => request(NotificationsView, 'DELETE', `${PATH}/email`);
export const sendTrial = (channel: NotificationChannel) => request(Nothing, 'POST', `${PATH}/trial`, { channel });
export const markSeen = (position: number) => request(Nothing, 'POST', `${PATH}/seen`, { position });

/** A change whose answer is the settings as they are now. */
export function useNotificationChange<Input>(change: (input: Input) => Promise<NotificationsView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (view) => client.setQueryData(KEY, view),
    // A refused change leaves the page as the server has it.
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
