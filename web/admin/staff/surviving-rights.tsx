import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { SurvivingRights } from '#contract/leaver.ts';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { leaverWords } from './leaver-words.ts';

type Props = { rights: SurvivingRights; site: SiteView };

export function SurvivingRightsList({ rights, site }: Props) {
  const say = useWords(leaverWords);
  const common = useWords(adminWords);
  const { roles, guardianships, grants, invitations, denies, hasPin, sessions, elsewhere } = rights;
  const until = (at: string) => say('until', { date: dateIn(site.timeZone, at) });
  const isAll = elsewhere === 0;
  const parts: [string, ReactNode[]][] = [
    [say('part_roles'), roles.map(({ role, scope }) => `${common(`role_${role}`)} · ${scope}`)],
    [
      say('part_guardianships'),
      guardianships.map(({ name, relation, hasLeft }) => `${name}（${relation}）${hasLeft ? say('childLeft') : ''}`),
    ],
    [say('part_grants'), grants.map(({ camera, endsAt }) => `${camera} · ${until(endsAt)}`)],
    [say('part_invitations'), invitations.map(({ name, child }) => say('invitation', { name, child }))],
    [
      say('part_account'),
      isAll
        ? [
            sessions > 0 && say('signInCount', { n: sessions }),
            hasPin && say('pin'),
            !rights.isSuspended && say('account'),
          ].filter(Boolean)
        : [],
    ],
  ];
  const filled = parts.filter(([, lines]) => lines.length > 0);
  return (
    <div className="ad-stack">
      <p>{say(filled.length === 0 ? 'nothingLeft' : 'sweepSays')}</p>
      <dl className="staff-surviving">
        {filled.map(([title, lines]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {lines.map((line, index) => (
                <div key={index}>{line}</div>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {denies.length > 0 && <p className="dim small">{say('deniesStay', { n: denies.length })}</p>}
      {!isAll && <Alert type="warning" showIcon title={say('elsewhere', { n: elsewhere })} />}
    </div>
  );
}
