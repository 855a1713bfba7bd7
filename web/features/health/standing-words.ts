import type { HealthCase, HealthFollowUp } from '#contract/health.ts';
import type { Say } from '../../shared/words/book.ts';
import type { healthWords } from './words.ts';

type SayHealth = Say<(typeof healthWords)['keys'][number]>;
type Answer = Extract<HealthFollowUp['kind'], `guardian_${string}`>;

const isAnswer = (step: HealthFollowUp): step is HealthFollowUp & { kind: Answer } => step.kind.startsWith('guardian_');

/** How a case stands, in a few words: what the family answered last before that it was called. */
export function standingWords({ state, fetchedAt, followUps }: HealthCase, say: SayHealth): string {
  switch (state) {
    case 'waiting':
      return say(fetchedAt === null ? 'waiting' : 'fetchedUntold');
    case 'answered': {
      const last = followUps.findLast(isAnswer);
      return last ? say(`family_${last.kind}`, { who: last.relation ?? last.by }) : say('told');
    }
    case 'closed':
      return say(followUps.some(({ kind }) => kind === 'closed') || fetchedAt === null ? 'closed' : 'sentHome');
    case 'corrected':
      return say('corrected');
  }
}
