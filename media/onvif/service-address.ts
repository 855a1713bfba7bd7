import ipaddr from 'ipaddr.js';
import { isAllowedIp } from '../rtsp/address.ts';
import { OnvifFault } from './onvif-fault.ts';

const MAX_ADDRESS_LENGTH = 300;

/** Where a device answers. The host is an address, never a name: there is nothing to look up and nothing that can change. */
export type Service = { isSecure: boolean; ip: string; port: number; path: string };

/**
 * Reads the address of an ONVIF service. Decimal, octal and short forms are read as the system would read them.
 * @returns null for what is no `http:` or `https:` address with an IP address as its host, or carries a login
 */
export function readService(text: string): Service | null {
  if (text.length > MAX_ADDRESS_LENGTH || !/^https?:\/\/[\x21-\x7e]+$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.port === '0') return null;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!ipaddr.isValid(host)) return null;
  const isSecure = url.protocol === 'https:';
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  return { isSecure, ip: ipaddr.process(host).toString(), port, path: url.pathname + url.search };
}

/** @throws OnvifFault 'address-malformed'; 'address-refused' outside of the camera networks */
export function requireService(text: string, allowedNetworks: readonly string[]): Service {
  const service = readService(text);
  if (!service) throw new OnvifFault('address-malformed');
  if (!isAllowedIp(service.ip, allowedNetworks)) throw new OnvifFault('address-refused');
  return service;
}

export function formatService({ isSecure, ip, port, path }: Service): string {
  const host = ip.includes(':') ? `[${ip}]` : ip;
  return `${isSecure ? 'https' : 'http'}://${host}:${String(port)}${path}`;
}

/** Where every device has its first service, unless it says otherwise. */
export const deviceServiceAt = (ip: string, port: number): Service => ({
  isSecure: false,
  ip,
  port,
  path: '/onvif/device_service',
});
