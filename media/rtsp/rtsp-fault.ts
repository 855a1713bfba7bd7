import type { CameraFault } from '../contract.ts';

/** The only error the RTSP client throws on purpose. Carries no cause: a socket's error message holds the address. */
export class RtspFault extends Error {
  override readonly name = 'RtspFault';
  readonly fault: CameraFault;

  constructor(fault: CameraFault) {
    super(`Camera fault: ${fault}`);
    this.fault = fault;
  }
}

/** The fault behind anything caught; what we did not foresee counts as a refusal of the camera, never as a crash. */
export function faultOf(error: unknown): CameraFault {
  return error instanceof RtspFault ? error.fault : 'refused-by-camera';
}
