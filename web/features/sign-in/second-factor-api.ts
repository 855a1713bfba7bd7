import { RecoveryCodes, SecondFactorBegun, SecondFactorView, type ProveAll } from '#contract/second-factor.ts';
import { Nothing, request } from '../../shared/api.ts';

const PATH = '/api/me/second-factor';

export const SECOND_FACTOR_KEY = ['second-factor'];

export const readSecondFactor = (): Promise<SecondFactorView> => request(SecondFactorView, 'GET', PATH);

export const beginSecondFactor = (): Promise<SecondFactorBegun> => request(SecondFactorBegun, 'POST', PATH);

export const confirmSecondFactor = (code: string): Promise<RecoveryCodes> =>
  request(RecoveryCodes, 'POST', `${PATH}/confirmation`, { code });

export const proveSecondFactor = (code: string) => request(Nothing, 'POST', `${PATH}/proof`, { code });

export const renewRecoveryCodes = (proofs: ProveAll): Promise<RecoveryCodes> =>
  request(RecoveryCodes, 'POST', `${PATH}/recovery-codes`, proofs);

export const switchSecondFactorOff = (proofs: ProveAll) => request(Nothing, 'POST', `${PATH}/off`, proofs);
