import type { types } from 'mediasoup';
import type { ViewerOffer } from '../contract.ts';

export function describeTransport(
  transport: types.WebRtcTransport,
  announcedAddresses: readonly string[],
): ViewerOffer['transport'] {
  return {
    id: transport.id,
    iceParameters: { ...transport.iceParameters },
    iceCandidates: transport.iceCandidates.flatMap((candidate) => underEachAddress(candidate, announcedAddresses)),
    dtlsParameters: { ...transport.dtlsParameters },
  };
}

/**
 * mediasoup announces one address a socket, and one socket is what we want to open in a firewall. Packets that were sent
 * to another address of this machine reach it as well, so the candidate is repeated, each a little less preferred.
 */
function underEachAddress(candidate: types.IceCandidate, addresses: readonly string[]): types.IceCandidate[] {
  return addresses.map((address, index) => ({
    ...candidate,
    address,
    ip: address,
    foundation: `${candidate.foundation}${index}`,
    priority: candidate.priority - index,
  }));
}

export function describeConsumer({ id, producerId, rtpParameters }: types.Consumer): ViewerOffer['consumer'] {
  return { id, producerId, kind: 'video', rtpParameters: { ...rtpParameters } };
}
