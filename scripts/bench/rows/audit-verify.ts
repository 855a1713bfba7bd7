import { readChain } from '../../../server/audit/chain-store.ts';
import { sealAll } from '../../../server/audit/seal-entries.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import type { BenchRow } from '../bench-row.ts';
import { extent, median, shown, timed } from '../figures.ts';

const ROUNDS = 3;
const BATCH = 500;

/** Doing the sum of the audit's chain again, against reading the same entries and doing nothing with them. */
export const auditVerify: BenchRow = {
  id: null,
  name: 'audit-verify',
  about: 'checking the chain of the audit, in entries a second',
  measure: async ({ database: { db } }) => {
    await sealAll(db);
    const { ours, peer, entries }: { ours: number[]; peer: number[]; entries: number } = {
      ours: [],
      peer: [],
      entries: await db.auditEntry.count(),
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      peer.push((entries * 1_000) / (await timed(() => readAll())));
      ours.push((entries * 1_000) / (await timed(() => verify())));
    }
    return [
      {
        what: `audit:verify of ${String(entries)} entries`,
        ours: shown(ours, 'entries/s'),
        against: `reading them ${shown(peer, 'entries/s')}`,
        ratio: median(peer) / median(ours),
        goal: null,
        ...extent(ours),
        figures: { entries, ours, peer },
      },
    ];

    async function verify(): Promise<void> {
      const { fault } = await verifyChain(db);
      if (fault) throw new Error(`The chain is broken: ${JSON.stringify(fault)}`);
    }

    async function readAll(): Promise<void> {
      let after = { position: 0n, id: -1n };
      for (;;) {
        const last = (await readChain(db, after, BATCH)).at(-1);
        if (last === undefined || last.id === after.id) return;
        after = { position: last.chainPosition, id: last.id };
      }
    }
  },
};
