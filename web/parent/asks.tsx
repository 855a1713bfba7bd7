import type { ParentHome } from '#contract/live.ts';
import { useOwnCases } from '../features/health/use-own-health.ts';
import { AbsenceAsk } from './absence-ask.tsx';
import { HealthAsk } from './health-ask.tsx';

/** What needs a parent's answer, before everything else: something found at a child, and a child that did not come. */
export function Asks({ home }: { home: ParentHome }) {
  const cases = useOwnCases();
  const childOf = (childId: string) => home.children.find((child) => child.childId === childId);
  return (
    <>
      {cases.map((found) => {
        const child = childOf(found.childId);
        return child && <HealthAsk key={found.checkId} found={found} child={child} />;
      })}
      {home.children
        .filter(({ word }) => word.unexplainedSince !== null)
        .map((child) => (
          <AbsenceAsk key={child.childId} child={child} now={home.now} />
        ))}
    </>
  );
}
