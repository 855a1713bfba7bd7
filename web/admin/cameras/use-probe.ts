import { App, type FormInstance } from 'antd';
import { useState } from 'react';
import type { ProbeAnswer } from '#contract/cameras.ts';
import type { SiteId } from '#contract/ids.ts';
import { probeCamera } from '../../features/cameras/cameras-api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { asAddress, type TypedAddress } from './address-fields.tsx';

/** Probes what the form's address fields hold. The answer goes as soon as they change, since it is of another address. */
export function useProbe(siteId: SiteId, form: FormInstance) {
  const { message } = App.useApp();
  const language = useLanguage();
  const [answer, setAnswer] = useState<ProbeAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const probe = async () => {
    const isFilled = await form.validateFields([['address', 'main']]).then(
      () => true,
      () => false,
    );
    if (!isFilled) return;
    setBusy(true);
    setAnswer(null);
    try {
      setAnswer(await probeCamera(siteId, asAddress(form.getFieldValue('address') as TypedAddress)));
    } catch (error) {
      if (isProblem(error, 'camera-address-refused'))
        setAnswer({ ok: false, stream: 'main', fault: 'address-refused' });
      else void message.error(errorSentence(error, language), 6);
    } finally {
      setBusy(false);
    }
  };
  return { answer, busy, probe, forget: () => setAnswer(null) };
}
