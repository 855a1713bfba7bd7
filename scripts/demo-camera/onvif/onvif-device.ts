import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerSoap, xml, type DeviceFacts, type SoapAnswer } from './soap-answers.ts';

export type OnvifDeviceOptions = Omit<DeviceFacts, 'mediaXAddr'> & {
  ip: string;
  /** 0: any free port. */
  httpPort: number;
  /** WS-Discovery; null when it is not to be discovered. */
  discoveryPort: number | null;
  name: string;
  model: string;
  /** What it says its media service and its own service are, when that is not the truth. */
  mediaXAddr?: string;
  discoveredXAddrs?: string;
  /** Put before the device's own answer; undefined leaves it to the device. */
  answerFirst?: (request: string, response: ServerResponse) => SoapAnswer | 'answered' | undefined;
};

/** A small ONVIF device: says where its pictures are, to whoever knows its password. On this machine's loopback only. */
export class OnvifDevice {
  /** Bodies of the questions, in their order. */
  readonly requests: string[] = [];
  connections = 0;
  readonly #options: OnvifDeviceOptions;
  readonly #http: Server;
  #udp: UdpSocket | null = null;

  private constructor(options: OnvifDeviceOptions) {
    this.#options = options;
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('connection', () => (this.connections += 1));
  }

  /** @throws when a port is taken */
  static async start(options: OnvifDeviceOptions): Promise<OnvifDevice> {
    const device = new OnvifDevice(options);
    device.#http.listen(options.httpPort, options.ip);
    await once(device.#http, 'listening');
    if (options.discoveryPort !== null) await device.#listenForProbes(options.discoveryPort);
    return device;
  }

  get service(): string {
    const { port } = this.#http.address() as AddressInfo;
    return `http://${this.#options.ip}:${port}/onvif/device_service`;
  }

  async close(): Promise<void> {
    this.#udp?.close();
    this.#udp = null;
    if (!this.#http.listening) return;
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  async #listenForProbes(port: number): Promise<void> {
    const udp = createSocket('udp4');
    this.#udp = udp;
    udp.on('message', (message, from) => {
      const messageId = /MessageID>\s*([^<\s]+)/.exec(message.toString('utf8'))?.[1];
      if (messageId !== undefined) udp.send(this.#probeMatch(messageId), from.port, from.address);
    });
    udp.bind(port, this.#options.ip);
    try {
      await once(udp, 'listening');
    } catch (error) {
      this.#udp = null;
      await this.close();
      throw error;
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.requests.push(body);
    const first = this.#options.answerFirst?.(body, response);
    if (first === 'answered') return;
    const { mediaXAddr = this.service } = this.#options;
    const answer = first ?? answerSoap(body, { ...this.#options, mediaXAddr });
    response.writeHead(answer.status, { 'Content-Type': 'application/soap+xml; charset=utf-8' }).end(answer.body);
  }

  #probeMatch(messageId: string): string {
    const { name, model, discoveredXAddrs = this.service } = this.#options;
    const scopes = [`name/${encodeURIComponent(name)}`, `hardware/${encodeURIComponent(model)}`, 'Profile/Streaming'];
    return (
      '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
      ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">' +
      `<s:Header><a:RelatesTo>${xml(messageId)}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>` +
      `<d:Scopes>${scopes.map((scope) => `onvif://www.onvif.org/${scope}`).join(' ')}</d:Scopes>` +
      `<d:XAddrs>${xml(discoveredXAddrs)}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`
    );
  }
}
