import { App } from 'antd';
import type { CameraView } from '#contract/cameras.ts';
import { type CameraChange, changeCamera } from '../../features/cameras/cameras-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { adminWords } from '../words.ts';
import { RegisterFields } from './register-fields.tsx';
import { cameraWords } from './words.ts';

type Fields = Pick<CameraChange, 'areaKind' | 'signage' | 'coverage'>;

/** What the register says of one camera: its area, where the sign hangs, what it sees. */
export function RegisterModal({ camera, onClose }: { camera: CameraView; onClose: () => void }) {
  const say = useWords(cameraWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const { areaKind, signage, coverage } = camera;
  return (
    <FormModal<Fields, CameraView>
      title={`${say('registerEdit')} · ${camera.name}`}
      confirm={common('save')}
      initial={{ areaKind, signage, coverage }}
      run={(fields) => changeCamera(camera.cameraId, fields)}
      onDone={() => void message.success(common('saved'))}
      onClose={onClose}
    >
      <RegisterFields />
    </FormModal>
  );
}
