/** Where browsers' own push services are: Chrome, Firefox, Edge on Windows, Safari. */
const KNOWN_SERVICES = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'];

/**
 * Whether we may be sent to this address. It comes from a browser, so it could name any machine of ours: only HTTPS to the
 * known push services, and to those that the installation names besides (`host` or `host:port`, names below it included).
 * Pure.
 */
export function isPushService(endpoint: string, named: readonly string[]): boolean {
  const url = URL.parse(endpoint);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return [...KNOWN_SERVICES, ...named].some((service) => {
    const [host = '', port = ''] = service.toLowerCase().split(':');
    return url.port === port && (url.hostname === host || url.hostname.endsWith(`.${host}`));
  });
}
