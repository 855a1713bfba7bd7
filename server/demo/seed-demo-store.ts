import { hash } from '@node-rs/argon2';
import type { Portrait } from '../contract/people.ts';
import type { Db, Tx } from '../platform/database.ts';
import { seedDemoIncidents } from './demo-incidents-store.ts';
import { seedDemoPast } from './demo-past-store.ts';
import { lateSince, seedDemoTasks } from './demo-tasks-store.ts';
import { seedDemoShifts } from './demo-shifts-store.ts';
import { publishDemoTexts } from './demo-texts-store.ts';
import { DEMO_FAMILIES, type DemoEmployer, type DemoFamily, type DemoRoom } from './demo-families.ts';
import { DEMO_CAREGIVERS, DEMO_PASSWORD, DEMO_PIN, DEMO_ROOMS, type DemoSite } from './demo-staff.ts';

const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY_MS = 86_400_000;
/** Of the youngest in each room; the others are some weeks older. */
const AGE_DAYS: Record<DemoRoom, number> = { haitang: 800, qingmiao: 420, shiliu: 600, xiaolu: 180 };
const NETWORKS = ['127.0.0.0/29'];

type Ids<Key extends string> = Record<Key, string>;
type Hashes = { passwordHash: string; pinHash: string };
type Places = { employers: Ids<DemoEmployer>; sites: Ids<DemoSite>; rooms: Ids<DemoRoom>; operatorId: string };

/** Writes the demo nursery, whole or not at all; nothing when there is one already. @returns whether it was written now */
export async function seedDemo(db: Db, now: Date): Promise<boolean> {
  if ((await db.organization.count()) > 0) return false;
  const hashes = { passwordHash: await hash(DEMO_PASSWORD), pinHash: await hash(DEMO_PIN) };
  await db.$transaction(
    async (tx) => {
      const places = await seedPlaces(tx, now);
      await seedStaff(tx, places, hashes, now);
      await seedDemoTasks(tx, places.sites.xincheng, now);
      const guardians = new Map<string, string>();
      for (const [index, family] of DEMO_FAMILIES.entries())
        await seedFamily(tx, places, family, index, { guardians, hashes, now });
      await seedDemoPast(tx, now);
      await seedDemoIncidents(tx, now);
    },
    { timeout: 60_000 },
  );
  return true;
}

async function seedPlaces(tx: Tx, now: Date): Promise<Places> {
  const organization = async (name: string, kind: object) =>
    (await tx.organization.create({ data: { name, ...kind } })).id;
  const operatorId = await organization('青禾托育', { isOperator: true });
  const employers = {
    telecom: await organization('青城通信公司', { isEmployer: true }),
    power: await organization('云中电力公司', { isEmployer: true }),
  };
  const site = async (name: string, live: object) => {
    const hours = ALL_WEEK.map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }));
    const shared = Object.values(employers).map((organizationId) => ({ organizationId }));
    const data = {
      name,
      operatorId,
      cameraNetworks: NETWORKS,
      viewMinutesPerDay: 240,
      hours: { create: hours },
      employers: { create: shared },
    };
    return (await tx.site.create({ data: { ...data, ...live } })).id;
  };
  const sites = {
    xincheng: await site('青禾新城园', {
      address: '呼和浩特市新城区海棠路 8 号',
      phone: '0471-555 0123',
      liveViewBasis: '《直播开通决定》3 号：家长委员会 2026-09-01 表决通过，用途、范围与保存期限已公示',
      liveViewOnSince: new Date(now.getTime() - 60 * DAY_MS),
      roomConsentMode: 'enrolment',
    }),
    hongshan: await site('青禾红山园', { address: '赤峰市红山区石榴街 21 号', phone: '0476-555 0187' }),
  };
  const rooms: Partial<Ids<DemoRoom>> = {};
  for (const [key, { site: of, ...room }] of Object.entries(DEMO_ROOMS)) {
    rooms[key as DemoRoom] = (await tx.classroom.create({ data: { ...room, siteId: sites[of] } })).id;
  }
  return { employers, sites, rooms: rooms as Ids<DemoRoom>, operatorId };
}

async function seedStaff(
  tx: Tx,
  { sites, rooms, operatorId, employers }: Places,
  hashes: Hashes,
  now: Date,
): Promise<void> {
  const person = async (username: string, name: string, hairStyle: Portrait['hairStyle'], role: object) => {
    const data = {
      username,
      name,
      phone: '',
      ...hashes,
      portrait: portrait(name, hairStyle),
      roles: { create: [role] },
    };
    const { id } = await tx.user.create({ data: data as Parameters<Tx['user']['create']>[0]['data'] });
    await tx.consentEntry.create({ data: { userId: id, kind: 'video', given: true, validFrom: now } });
    return id;
  };
  for (const { username, name, hairStyle, room } of DEMO_CAREGIVERS) {
    const userId = await person(username, name, hairStyle, { role: 'caregiver', classroomId: rooms[room] });
    await seedDemoShifts(tx, { userId, classroomId: rooms[room] }, now);
  }
  await person('baiyin', '白音', 'glasses', { role: 'site_admin', siteId: sites.xincheng });
  await person('aodeng', '敖登', 'long', { role: 'operator_admin', organizationId: operatorId });
  await person('gonghui', '孙工会', 'short', { role: 'org_admin', organizationId: employers.telecom });
  await person('dudao', '郑督导', 'grey', {
    role: 'inspector',
    siteId: sites.xincheng,
    endsAt: new Date(now.getTime() + 60 * DAY_MS),
  });
}

type Seeding = { guardians: Map<string, string>; hashes: Hashes; now: Date };

async function seedFamily(
  tx: Tx,
  places: Places,
  family: DemoFamily,
  index: number,
  { guardians, hashes, now }: Seeding,
): Promise<void> {
  const { site } = DEMO_ROOMS[family.room];
  const started = new Date(now.getTime() - 120 * DAY_MS);
  const child = await tx.child.create({
    data: {
      siteId: places.sites[site],
      name: family.child,
      nickname: family.nickname,
      bornOn: new Date(now.getTime() - (AGE_DAYS[family.room] + 7 * index) * DAY_MS),
      allergies: family.allergies ?? [],
      portrait: portrait(family.child, family.hairStyle),
      enrolments: {
        create: [
          {
            classroomId: places.rooms[family.room],
            sessionKind: 'full_day',
            weekdays: ALL_WEEK,
            fromMinute: family.part === 'arrives' ? lateSince(now) : 0,
            toMinute: 1440,
            startsOn: started,
          },
        ],
      },
    },
  });
  for (const guardian of family.guardians) {
    const userId =
      guardians.get(guardian.username) ??
      (await seedGuardian(tx, guardian, places.employers[family.employer], phoneOf(guardians.size), hashes));
    guardians.set(guardian.username, userId);
    const custodyBlockedAt = guardian.isBlocked ? started : null;
    await tx.guardianship.create({
      data: {
        userId,
        childId: child.id,
        relation: guardian.relation,
        custodyBlockedAt,
        mayPickUp: !guardian.isBlocked,
      },
    });
  }
  await tx.consentEntry.createMany({
    data: consentsOf(family, index, now).map((row) => ({ ...row, childId: child.id, validFrom: started })),
  });
}

/** Everybody has one of their own. */
const phoneOf = (nth: number) => `138 0000 ${String(6213 + 37 * nth)}`;

async function seedGuardian(
  tx: Tx,
  guardian: DemoFamily['guardians'][number],
  employerId: string,
  phone: string,
  { passwordHash }: Hashes,
): Promise<string> {
  const { id } = await tx.user.create({
    data: {
      username: guardian.username,
      name: guardian.name,
      phone,
      passwordHash,
      employerId,
      portrait: portrait(guardian.name, guardian.hairStyle),
    },
  });
  return id;
}

/** Papers that would run out while nobody looks are signed anew at each start: the demo is the same at whatever day. */
export async function renewDemoPapers(db: Db, now: Date): Promise<void> {
  await publishDemoTexts(db, now);
  const soon = new Date(now.getTime() + 10 * DAY_MS);
  for (const [index, family] of DEMO_FAMILIES.entries()) {
    const child = await db.child.findFirst({ where: { name: family.child }, select: { id: true, consents: true } });
    if (child === null) continue;
    const last = child.consents.filter(({ kind }) => kind === 'agreement' || kind === 'insurance');
    const wanted = consentsOf(family, index, now).filter(({ validUntil }) => validUntil !== null && validUntil > now);
    const missing = wanted.filter(({ kind }) => {
      const untils = last.filter((row) => row.kind === kind).map(({ validUntil }) => validUntil ?? now);
      return untils.every((until) => until < soon);
    });
    await db.consentEntry.createMany({ data: missing.map((row) => ({ ...row, childId: child.id, validFrom: now })) });
  }
  const endsAt = new Date(now.getTime() + 60 * DAY_MS);
  await db.roleAssignment.updateMany({ where: { role: 'inspector', user: { username: 'dudao' } }, data: { endsAt } });
}

function consentsOf(family: DemoFamily, index: number, now: Date) {
  // Most policies run for months; every fifth ends soon, so that there is something to be announced.
  const endsSoon = index === 5 ? 12 : 23;
  const insuredDays = family.lacks === 'insurance' ? -4 : index % 5 === 0 ? endsSoon : 200;
  const all = [
    { kind: 'agreement', given: true, validUntil: new Date(now.getTime() + 300 * DAY_MS) },
    { kind: 'insurance', given: true, validUntil: new Date(now.getTime() + insuredDays * DAY_MS) },
    { kind: 'risk_notice', given: true, validUntil: null },
    { kind: 'video', given: true, validUntil: null },
  ];
  return all.filter(({ kind }) => kind !== family.lacks || kind === 'insurance');
}

/** The same name always looks the same. */
function portrait(name: string, hairStyle: Portrait['hairStyle']): Portrait {
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0);
  return { skin: sum % 3, hair: hairStyle === 'grey' ? 4 : sum % 4, hairStyle, shirt: sum % 6, ground: (sum >> 2) % 6 };
}
