const ACCEPTED = 'image/jpeg,image/png,image/webp';

/**
 * Opens the camera, or the device's pictures. The field hangs on the page and not in what asks: a sheet that closes by itself
 * while the camera is open loses nothing. @returns none when it was left without a choice
 */
export function choosePictures(from: 'camera' | 'files'): Promise<readonly File[]> {
  const field = document.createElement('input');
  Object.assign(field, { type: 'file', accept: ACCEPTED, multiple: from === 'files', hidden: true });
  if (from === 'camera') field.setAttribute('capture', 'environment');
  document.body.append(field);
  return new Promise((resolve) => {
    const done = (): void => {
      resolve([...(field.files ?? [])]);
      field.remove();
    };
    field.addEventListener('change', done);
    field.addEventListener('cancel', done);
    field.click();
  });
}
