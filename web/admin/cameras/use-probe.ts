import type { FormInstance } from 'antd';
import { useState } from 'react';
import type { ProbeAnswer } from '#contract/cameras.ts';
import type { SiteId } from '#contract/ids.ts';
import { probeCamera } from '../../features/cameras/cameras-api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { markFields } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { asAddress, type TypedAddress } from './address-fields.tsx';

/** Nothing asked yet; an answer; or none to be had, with the reason: then the camera can be stored without being seen. */
export type Probed = { answer: ProbeAnswer } | { failed: string } | null;

/** Whether there was a picture to see. */
export const wasSeen = (probed: Probed): boolean => probed !== null && 'answer' in probed && probed.answer.ok;

const OUTSIDE: ProbeAnswer = { ok: false, stream: 'main', fault: 'address-refused' };
const isOutsideNetworks = (error: unknown): boolean =>
  isProblem(error, 'camera-address-refused') && Object.values(error.problem.fields ?? {}).includes('network');

/** Whether it can be stored: seen, or not to be seen now; the server refuses an address outside of the networks. */
export const mayStore = (probed: Probed): boolean => {
  if (probed === null) return false;
  return 'failed' in probed || probed.answer.ok || probed.answer.fault !== 'address-refused';
};

/** Probes what the form's address fields hold. What was found goes as soon as they change, since it is of another address. */
export function useProbe(siteId: SiteId, form: FormInstance) {
  const say = useWords(adminWords);
  const language = useLanguage();
  const [probed, setProbed] = useState<Probed>(null);
  const [busy, setBusy] = useState(false);
  const probe = async () => {
    const isFilled = await form
      .validateFields([
        ['address', 'main'],
        ['address', 'sub'],
      ])
      .then(
        () => true,
        () => false,
      );
    if (!isFilled) return;
    setBusy(true);
    setProbed(null);
    try {
      setProbed({ answer: await probeCamera(siteId, asAddress(form.getFieldValue('address') as TypedAddress)) });
    } catch (error) {
      if (isOutsideNetworks(error)) setProbed({ answer: OUTSIDE });
      else if (!markFields(form, error, say)) setProbed({ failed: errorSentence(error, language) });
    } finally {
      setBusy(false);
    }
  };
  return { probed, busy, probe, forget: () => setProbed(null) };
}
