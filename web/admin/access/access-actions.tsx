import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { endGrant, liftDeny } from '../../features/access/access-api.ts';
import { useWhy } from '../../features/access/use-access.ts';
import { useChildren } from '../../features/people/use-people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useMe } from '../../shared/session.ts';
import { may } from '../may-open.ts';
import { useChange } from '../use-change.ts';
import { withdrawalLine } from './change-lines.tsx';
import { DenyModal } from './deny-modal.tsx';
import { GrantModal } from './grant-modal.tsx';
import type { OpenedCell, RightOf } from './opened-cell.ts';
import { RestoreModal } from './restore-modal.tsx';
import { WithdrawModal } from './withdraw-modal.tsx';
import { accessWords } from './words.ts';

type Asked = { modal: 'withdraw' | 'restore'; child: RightOf } | { modal: 'grant' } | { modal: 'deny' };

/** What can be changed about one guardian and one camera; each says its consequence on the button. */
export function AccessActions(opened: OpenedCell) {
  const say = useWords(accessWords);
  const isNursery = may(useMe(), 'rights:write');
  const { row, cell, offerUndo } = opened;
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const viewsAtStake = useViewsAtStake(opened);
  const takeBack = useChange(endGrant, ({ endedViews }) => void message.success(say('grantEnded', { n: endedViews })));
  const { grantId } = cell;
  const client = useQueryClient();
  // The number on the button that ends views is counted when it is asked for, not when the drawer was opened.
  const ask = (next: Asked) => {
    for (const list of ['access', 'children']) void client.invalidateQueries({ queryKey: [list] });
    setAsked(next);
  };
  const close = () => setAsked(null);
  return (
    <div className="ax-actions">
      {isNursery &&
        row.children.map((child) => (
          <RightButton
            key={child.guardianshipId}
            child={child}
            views={viewsAtStake(child)}
            alone={row.children.length === 1}
            onAsk={ask}
          />
        ))}
      {isNursery && grantId && (
        <Button danger loading={takeBack.busy} onClick={() => takeBack.change(grantId)}>
          {say('endGrant')}
        </Button>
      )}
      {isNursery && !grantId && <Button onClick={() => setAsked({ modal: 'grant' })}>{say('grant')}</Button>}
      <DenyButtons {...opened} onAsk={ask} />
      {asked?.modal === 'withdraw' && (
        <WithdrawModal
          guardian={row.name}
          child={asked.child}
          line={withdrawalLine(opened.table, row, asked.child)}
          views={viewsAtStake(asked.child)}
          offerUndo={offerUndo}
          onClose={close}
        />
      )}
      {asked?.modal === 'restore' && <RestoreModal guardian={row.name} child={asked.child} onClose={close} />}
      {asked?.modal === 'grant' && <GrantModal {...opened} onClose={close} />}
      {asked?.modal === 'deny' && <DenyModal {...opened} onClose={close} />}
    </div>
  );
}

/** Lifts what this reader may lift, each by whose it is; what the nursery denied an employer's administrator only reads. */
function DenyButtons({ row, cell, onAsk }: OpenedCell & { onAsk: (asked: Asked) => void }) {
  const say = useWords(accessWords);
  const { message } = App.useApp();
  const lift = useChange(liftDeny, () => void message.success(say('lifted')));
  const denies = useWhy(row.userId, cell.cameraId, null).data?.denies;
  if (denies === undefined) return null;
  if (denies.length === 0)
    return (
      <Button danger onClick={() => onAsk({ modal: 'deny' })}>
        {say('deny')}
      </Button>
    );
  const own = denies.filter(({ isOwn }) => isOwn);
  if (own.length === 0) return <p className="dim">{say('deniedByNursery')}</p>;
  return own.map(({ denyId, employer, isEverywhere }) => (
    <Button key={denyId} loading={lift.busy} onClick={() => lift.change(denyId)}>
      {say(isEverywhere ? 'liftEverywhere' : 'lift', { whose: employer ?? say('theNursery') })}
    </Button>
  ));
}

type RightButtonProps = { child: RightOf; views: number; alone: boolean; onAsk: (asked: Asked) => void };

/** With several children the button says whose right it is. */
function RightButton({ child, views, alone, onAsk }: RightButtonProps) {
  const say = useWords(accessWords);
  const whose = alone ? '' : `${child.name} · `;
  if (child.withdrawn || child.custodyBlocked) {
    return <Button onClick={() => onAsk({ modal: 'restore', child })}>{whose + say('restore')}</Button>;
  }
  return (
    <Button danger type={views > 0 ? 'primary' : 'default'} onClick={() => onAsk({ modal: 'withdraw', child })}>
      {whose + say(views > 0 ? 'withdraw' : 'withdrawQuietly', { n: views })}
    </Button>
  );
}

/** The server counts what each guardianship carries; until that is read, what the table shows as watched. */
function useViewsAtStake({ row, site }: OpenedCell): (child: RightOf) => number {
  const { data: children = [] } = useChildren(site.siteId, '');
  const counted = new Map(
    children.flatMap(({ guardians }) => guardians.map((g) => [g.guardianshipId, g.runningViews])),
  );
  const shown = row.cells.filter(({ watching }) => watching).length;
  return ({ guardianshipId }) => counted.get(guardianshipId) ?? shown;
}
