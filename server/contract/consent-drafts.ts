import type { TextKind } from './consents.ts';

/** Whose text it is, in the language of the text. */
type Nursery = { name: string; phone: string };
type Draft = (nursery: Nursery) => string;

/** Where a text begins: real sentences that each nursery makes true of itself and has checked before it publishes them. */
const DRAFTS: Readonly<Record<TextKind, { zh: Draft; en: Draft }>> = {
  agreement: {
    zh: ({ name, phone }) => `托管协议（${name}）

一、托育内容：园所按约定的班级、日期和时段照护孩子，配备有资质的保育人员，师生比不低于国家《托育机构设置标准》。
二、接送：孩子只交给监护人或监护人登记的接送人。园所有疑问时先打电话核实，核实前不交接。
三、健康：每天晨检、午检。孩子发热或有传染病症状时，园所通知监护人接回，按要求隔离后再入园。
四、意外与保险：孩子须有有效的人身意外伤害保险。发生意外时园所先救治、先通知，并如实记录。
五、费用与解除：监护人可以随时书面提出退园，园所按实际天数结算。
六、个人信息：园所只为照护收集必要的信息，不对外提供；孩子离园后按规定期限保存和删除。
七、投诉：可以向园长或${name}（电话 ${phone}）提出，也可以向当地卫生健康部门反映。`,
    en: ({ name, phone }) => `Care agreement (${name})

1. Care: the nursery looks after the child in the agreed room, on the agreed days and hours, with qualified caregivers and at least the ratio of the national standard.
2. Hand-over: the child is handed over only to a guardian or to a person a guardian has registered. In doubt the nursery calls first, and does not hand over before it is sure.
3. Health: the child is looked at each morning and noon. With fever or signs of an infectious illness the guardian is asked to fetch the child.
4. Accidents and insurance: the child has a valid accident insurance. After an accident the nursery helps first, tells the family at once, and records what happened.
5. Fees and ending: a guardian may end the care in writing at any time; the days actually used are charged.
6. Personal information: only what care needs is collected, it is given to nobody else, and it is deleted after the period the law sets.
7. Complaints: to the director or to ${name} (phone ${phone}), or to the local health authority.`,
  },
  risk_notice: {
    zh: ({ name, phone }) => `风险告知（${name}）

一、孩子在集体生活中可能发生磕碰、摔倒、抓咬、异物吸入、过敏等意外；园所按制度预防、看护并及时告知，但不能完全避免。
二、请如实告知孩子的过敏、病史、用药和特殊照护要求；有变化时请当天告诉老师。
三、请勿让孩子带小件、尖锐或易碎的物品入园。
四、发生意外时，园所先急救，再联系监护人；情况紧急时直接送往最近的医院。
五、在线观看只是了解情况的方式，画面会有几秒延迟，不能代替老师的看护，也不能用来判断孩子是否安全。
六、对本告知有疑问，可以随时向园长询问；需要投诉的，可以拨打${name}电话 ${phone}。`,
    en: ({ name, phone }) => `Risk notice (${name})

1. Living in a group, children may bump, fall, scratch or bite, swallow small things, or react to food. The nursery prevents, watches and tells, and still cannot rule it out.
2. Please tell us truthfully about allergies, illnesses, medicine and special needs, and on the same day when something changes.
3. Please let your child bring no small, sharp or fragile things.
4. After an accident the nursery gives first aid, then calls the guardians; in an emergency the child is taken to the nearest hospital at once.
5. Live view is a way to see how the day goes. It can lag by some seconds, replaces no caregiver, and does not tell whether a child is safe.
6. Ask the director whenever something is unclear; complaints go to ${name}, phone ${phone}.`,
  },
  video: {
    zh: ({ name, phone }) => `视频同意书（${name}）

一、目的：让监护人在开放时段看到自己孩子所在的班级；发生意外时查清经过。不用于宣传、考核或其他用途。
二、位置：摄像头只装在活动室、睡眠室、走廊和户外场地，并有标识。哺乳室、卫生间、更衣室不装摄像头。不采集声音。
三、谁能看：孩子在园、在班时，经登记的监护人可以看直播；园所工作人员因工作需要可以看。每一次观看都有记录，您可以随时查看。
四、保存：录像保存九十天后自动删除；与意外有关的片段保存到处理完毕。家长不能回放，需要查看时可以书面申请，十日内答复。
五、画面里还有别的孩子：请不要拍屏、录屏或转发。
六、如何拒绝和撤回：您可以不同意，这不影响孩子入园和照护；同意后也可以随时在“同意书”里撤回，撤回立即生效。要求全体同意的班级会因此暂停观看。
七、如何投诉：可以向园长或${name}（电话 ${phone}）提出，也可以向网信或卫生健康部门投诉。`,
    en: ({ name, phone }) => `Video consent (${name})

1. Purpose: guardians see the room their own child is in during the viewing hours; accidents can be cleared up. It serves no advertising, appraisal or other purpose.
2. Place: cameras are in activity rooms, sleeping rooms, corridors and outside, with signs. There is none in nursing rooms, toilets or changing rooms. No sound is taken.
3. Who may watch: registered guardians, live, while the child is present in the room; staff where their work needs it. Every look is recorded, and you can read the record at any time.
4. Retention: recordings are deleted after ninety days; what concerns an accident is kept until it is settled. Families get no replay; a written request to see a recording is answered within ten days.
5. Other children are in the picture: please do not film, record or pass on the screen.
6. How to refuse or withdraw: you may say no, and your child is cared for just the same. You can withdraw at any time under Consents, with effect at once. A room that asks for everyone's consent then pauses.
7. How to complain: to the director or to ${name} (phone ${phone}), or to the authorities for cyberspace or health.`,
  },
};

/** The first line of a draft. Nothing that begins with it is published. */
export const DRAFT_MARK = { zh: '【草稿，请法务核对】', en: '[Draft, have it checked]' } as const;

/** A whole text of that kind in a nursery's own name. */
export const textOf = (kind: TextKind, language: 'zh' | 'en', nursery: Nursery): string =>
  DRAFTS[kind][language](nursery);
