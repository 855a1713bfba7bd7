import type { CameraFault } from '../contract.ts';

/** The only error the ONVIF client throws on purpose. Carries no cause: a socket's error message holds the address. */
export class OnvifFault extends Error {
  override readonly name = 'OnvifFault';
  readonly fault: CameraFault;

  constructor(fault: CameraFault) {
    super(`Camera fault: ${fault}`);
    this.fault = fault;
  }
}
