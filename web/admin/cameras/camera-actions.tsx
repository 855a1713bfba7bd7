import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { type CameraView, PAUSE_MINUTES } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import {
  changeCamera,
  type PauseMinutes,
  pauseCamera,
  removeCamera,
  resumeCamera,
} from '../../features/cameras/cameras-api.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { ChangeCameraModal, type CameraPart } from './change-camera-modal.tsx';
import { RegisterModal } from './register-modal.tsx';
import { cameraWords } from './words.ts';

/** What can be done with one camera; what ends pictures says so first, with their number. */
export function CameraActions({ camera, site }: { camera: CameraView; site: SiteView }) {
  const say = useWords(cameraWords);
  const [changing, setChanging] = useState<CameraPart | null>(null);
  const [registering, setRegistering] = useState(false);
  const { pause, resume, enable, askDisable, askRemove } = useCameraChanges(camera);
  const items: NonNullable<MenuProps['items']> = [
    { key: 'rename', label: say('rename'), onClick: () => setChanging('name') },
    { key: 'register', label: say('registerEdit'), onClick: () => setRegistering(true) },
    { key: 'address', label: say('changeAddress'), onClick: () => setChanging('address') },
    camera.isEnabled
      ? { key: 'disable', label: say('disable'), onClick: askDisable }
      : { key: 'enable', label: say('enable'), onClick: enable },
    { key: 'remove', label: say('remove'), danger: true, onClick: askRemove },
  ];
  const minutes = PAUSE_MINUTES.map((n) => ({ key: n, label: say('pauseFor', { n }), onClick: () => pause(n) }));
  return (
    <span className="ad-actions">
      {camera.pausedUntil ? (
        <Button size="small" onClick={() => resume()}>
          {say('resume')}
        </Button>
      ) : (
        camera.isEnabled &&
        camera.hasBeenLive && (
          <Dropdown menu={{ items: minutes }} trigger={['click']}>
            <Button size="small">{say('pause')}</Button>
          </Dropdown>
        )
      )}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" aria-label={say('more', { name: camera.name })} icon={<Icon name="list" size={14} />} />
      </Dropdown>
      {registering && <RegisterModal camera={camera} onClose={() => setRegistering(false)} />}
      {changing && <ChangeCameraModal camera={camera} site={site} part={changing} onClose={() => setChanging(null)} />}
    </span>
  );
}

function useCameraChanges(camera: CameraView) {
  const say = useWords(cameraWords);
  const { message, modal } = App.useApp();
  const { cameraId, name, viewsNow } = camera;
  const done = (text: string) => void message.success(text);
  const pause = useChange(
    (minutes: PauseMinutes) => pauseCamera(cameraId, minutes),
    ({ endedViews }) => done(say('paused', { n: endedViews })),
  );
  const resume = useChange(
    () => resumeCamera(cameraId),
    () => done(say('resumed')),
  );
  const enable = useChange(
    (isEnabled: boolean) => changeCamera(cameraId, { isEnabled }),
    (_, isEnabled) => done(say(isEnabled ? 'enabled' : 'disabledNow')),
  );
  const remove = useChange(
    () => removeCamera(cameraId),
    ({ endedViews }) => done(say('removed', { n: endedViews })),
  );
  const ask = (title: string, content: string, okText: string, onOk: () => void) =>
    void modal.confirm({ title, content, okText, okButtonProps: { danger: true }, onOk });
  return {
    pause: pause.change,
    resume: () => resume.change(undefined),
    enable: () => enable.change(true),
    askDisable: () =>
      ask(say('disableTitle', { name }), say('disableSays', { n: viewsNow }), say('disable'), () =>
        enable.change(false),
      ),
    askRemove: () =>
      ask(say('removeTitle', { name }), say('removeSays', { n: viewsNow }), say('remove'), () =>
        remove.change(undefined),
      ),
  };
}
