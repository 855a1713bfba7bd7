import type { RtpPacketizer } from './packetizer.ts';

const SECONDS_1900_TO_1970 = 2_208_988_800;
const CNAME = 'demo-camera';

/** An RTCP sender report with its source description (RFC 3550): the picture with this timestamp was taken at `takenAt`. */
export function senderReport(rtp: RtpPacketizer, timestamp: number, takenAt: Date): Buffer {
  const report = Buffer.alloc(28);
  const ms = takenAt.getTime();
  report.writeUInt32BE(0x80c80006, 0); // version 2, SR, seven words
  report.writeUInt32BE(rtp.ssrc, 4);
  report.writeUInt32BE(Math.floor(ms / 1000) + SECONDS_1900_TO_1970, 8);
  report.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), 12);
  report.writeUInt32BE(timestamp, 16);
  report.writeUInt32BE(rtp.packetCount, 20);
  report.writeUInt32BE(rtp.payloadBytes, 24);
  return Buffer.concat([report, sourceDescription(rtp.ssrc)]);
}

function sourceDescription(ssrc: number): Buffer {
  const words = Math.ceil((8 + 2 + CNAME.length + 1) / 4);
  const description = Buffer.alloc(words * 4);
  description.writeUInt32BE(0x81ca0000 + words - 1, 0); // version 2, one source, SDES
  description.writeUInt32BE(ssrc, 4);
  description[8] = 1; // CNAME
  description[9] = CNAME.length;
  description.write(CNAME, 10, 'latin1');
  return description;
}
