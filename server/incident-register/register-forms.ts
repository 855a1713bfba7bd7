import { DateTime } from 'luxon';
import type { REGISTER_FORMS } from '../contract/incident-register.ts';
import { isGrave } from '../contract/incidents.ts';
import type { Cell, CellKind } from '../platform/table.ts';
import type { TableColumn } from '../platform/table-file.ts';
import { ageOn } from './age-on.ts';
import { isInjury, type RegisterLine, type Said } from './register-lines.ts';
import * as words from './register-words.ts';

export type RegisterForm = {
  /** As the file and its sheet are called. */
  title: string;
  plain: string;
  takes: (line: RegisterLine) => boolean;
  columns: readonly (TableColumn & { of: (line: RegisterLine) => Cell })[];
};

const column = (head: string, kind: CellKind, width: number, of: (line: RegisterLine) => Cell = () => null) => ({
  ...{ head, kind, width, of },
});

const local = (at: Date, { site }: RegisterLine) => DateTime.fromJSDate(at, { zone: site.timeZone });
const dayIn = (said: Said | null, line: RegisterLine): Cell => said && local(said.at, line).toFormat('yyyy-MM-dd');
const stampIn = (said: Said | null, line: RegisterLine): Cell =>
  said && local(said.at, line).toFormat('yyyy-MM-dd HH:mm');
const minuteOf = (line: RegisterLine): Cell => {
  const { hour, minute } = local(line.happenedAt, line);
  return hour * 60 + minute;
};
const zhList = (names: readonly string[]): Cell => names.join('、');
const enList = (names: readonly string[]): Cell => names.join(', ');

/**
 * 附件 4 表 9, item by item in its own order, with its codes; what Kanwa does not know (sex, days of rest, outcome) has its
 * place, to be filled in. What the form does not ask for stands after it.
 */
const INJURIES: RegisterForm = {
  title: '儿童伤害登记表',
  plain: 'injury-register',
  takes: isInjury,
  columns: [
    column('填表日期', 'day', 12, (line) => dayIn(line.written, line)),
    column('姓名', 'text', 12, ({ child }) => child?.name ?? null),
    column('性别', 'text', 6),
    column('年龄', 'word', 11, ({ child, day }) => ageOn(child?.bornOn ?? null, day, 'zh')),
    column('班级', 'text', 12, ({ room }) => room),
    column('伤害发生日期', 'day', 13, ({ day }) => day),
    column('伤害发生时间', 'clock', 13, minuteOf),
    column('当班责任人', 'text', 14, ({ supervisors }) => zhList(supervisors)),
    column('填表人', 'text', 10, ({ written }) => written?.by ?? null),
    column('伤害类型', 'word', 16, ({ injury }) => words.injuryCode(injury)),
    column('伤害发生地点', 'word', 15, ({ details }) => words.placeCode(details)),
    column('伤害发生时活动', 'word', 15, ({ details }) => words.activityCode(details)),
    column('伤害发生时和谁在一起', 'word', 18, ({ details }) => words.companyCode(details)),
    column('受伤后处理方式', 'word', 15, ({ details }) => words.treatedCode(details)),
    column('如果就诊，诊断是', 'text', 20, ({ details }) => details.diagnosis),
    column('因伤害休息天数', 'count', 12),
    column('转归', 'text', 10),
    column('简述伤害发生经过', 'text', 40, ({ details }) => details.cause),
    column('部位', 'word', 24, ({ marks }) => zhList(marks.map((part) => words.partWord(part, 'zh')))),
    column('急救措施', 'text', 30, ({ details }) => details.firstAid),
    column('急救人', 'text', 12, ({ firstAidBy }) => zhList(firstAidBy)),
    column('见证人', 'text', 12, ({ witnesses }) => zhList(witnesses)),
    column('预防措施', 'text', 30, ({ details }) => details.prevention),
    column('告知监护人时间', 'stamp', 17, (line) => stampIn(line.told, line)),
    column('告知人', 'text', 10, ({ told }) => told?.by ?? null),
    column('告知方式', 'word', 10, ({ told }) => told && { phone: '电话', app: '应用内' }[told.how]),
    column('监护人确认日期', 'day', 14, (line) => dayIn(line.acknowledged, line)),
    column('监护人', 'text', 10, ({ acknowledged }) => acknowledged?.by ?? null),
    column('园所', 'text', 16, ({ site }) => site.name),
    column('孩子编号', 'text', 10, ({ child }) => child?.number ?? null),
    column('事件', 'word', 14, ({ kind }) => words.KIND_WORDS[kind].zh),
    column('事件编号', 'word', 14, ({ number }) => number),
    column('状态', 'word', 9, (line) => words.stateWords(line).zh),
    column('撤回或未签字归档的原因', 'text', 30, ({ reason }) => reason),
    column('系统编号', 'word', 38, ({ incidentId }) => incidentId),
  ],
};

/** What the forms of North Carolina (DCD-0582), Washington and Oregon ask for, in their words. */
const US: RegisterForm = {
  title: 'Incident log',
  plain: 'incident-log',
  takes: () => true,
  columns: [
    column('Date of incident', 'day', 13, ({ day }) => day),
    column('Time of incident', 'clock', 10, minuteOf),
    column("Child's name", 'text', 16, ({ child }) => child?.name ?? null),
    column('Age', 'word', 10, ({ child, day }) => ageOn(child?.bornOn ?? null, day, 'en')),
    column('Room', 'text', 14, ({ room }) => room),
    column('Location', 'word', 16, ({ details: { place } }) => place && words.PLACE_WORDS[place].en),
    column('Activity', 'word', 16, ({ details: { activity } }) => activity && words.ACTIVITY_WORDS[activity].en),
    column('Type of incident', 'word', 20, ({ kind }) => words.KIND_WORDS[kind].en),
    column('Serious', 'word', 9, ({ kind }) => (isGrave(kind) ? 'yes' : 'no')),
    column('Type of injury', 'word', 18, ({ injury }) => injury && words.INJURY_WORDS[injury].en),
    column('Body part', 'word', 24, ({ marks }) => enList(marks.map((part) => words.partWord(part, 'en')))),
    column('How it occurred', 'text', 40, ({ details }) => details.cause),
    column('First aid given', 'text', 30, ({ details }) => details.firstAid),
    column('First aid given by', 'text', 16, ({ firstAidBy }) => enList(firstAidBy)),
    column('Treated where', 'word', 16, ({ details: { treated } }) => treated && words.TREATED_WORDS[treated].en),
    column('Diagnosis', 'text', 20, ({ details }) => details.diagnosis),
    column('Witnesses', 'text', 16, ({ witnesses }) => enList(witnesses)),
    column('Supervising staff', 'text', 16, ({ supervisors }) => enList(supervisors)),
    column('Guardian notified at', 'stamp', 17, (line) => stampIn(line.told, line)),
    column('Guardian notified by', 'text', 16, ({ told }) => told?.by ?? null),
    column('How notified', 'word', 12, ({ told }) => told && { phone: 'phone', app: 'in the app' }[told.how]),
    column('Handed in by', 'text', 16, ({ handedIn }) => handedIn?.by ?? null),
    column('Handed in at', 'stamp', 17, (line) => stampIn(line.handedIn, line)),
    column('Published by', 'text', 16, ({ published }) => published?.by ?? null),
    column('Published at', 'stamp', 17, (line) => stampIn(line.published, line)),
    column('Guardian signature', 'text', 16, ({ acknowledged }) => acknowledged?.by ?? null),
    column('Guardian signature date', 'day', 14, (line) => dayIn(line.acknowledged, line)),
    column('Steps to prevent it', 'text', 30, ({ details }) => details.prevention),
    column('Site', 'text', 16, ({ site }) => site.name),
    column("Child's number", 'text', 10, ({ child }) => child?.number ?? null),
    column('Incident number', 'word', 14, ({ number }) => number),
    column('State', 'word', 12, (line) => words.stateWords(line).en),
    column('Reason taken back or closed unsigned', 'text', 30, ({ reason }) => reason),
    column('System id', 'word', 38, ({ incidentId }) => incidentId),
  ],
};

export const FORMS: Record<(typeof REGISTER_FORMS)[number], RegisterForm> = { injuries: INJURIES, us: US };
