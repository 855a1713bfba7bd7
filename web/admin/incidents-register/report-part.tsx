import type { ReactNode } from 'react';
import type { IncidentFile } from '#contract/incident-file.ts';
import type { SiteView } from '#contract/people.ts';

export type ReportOf = { file: IncidentFile; site: SiteView };

/** One part of the paper under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rr-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export type Fact = readonly [label: string, value: ReactNode, isLong?: boolean];

/** What was not written has its line all the same: paper is filled in by hand. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="rr-facts">
      {facts.map(([label, value, isLong]) => (
        <div key={label} className={isLong ? 'rr-long' : ''}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
