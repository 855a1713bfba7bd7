import type { Room } from '#contract/attendance.ts';
import { resumeCamera } from '../features/cameras/cameras-api.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { caregiverWords } from './words.ts';

/** Ends every pause of the room, and says so. */
export function useResume(room: Room, reread: () => void, onNote: (note: string) => void): () => void {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const paused = room.cameras.filter((camera) => camera.pausedUntil !== null);
  return () =>
    void Promise.all(paused.map((camera) => resumeCamera(camera.cameraId)))
      .then(
        () => onNote(say('resumed')),
        (failure: unknown) => onNote(errorSentence(failure, language)),
      )
      .finally(reread);
}
