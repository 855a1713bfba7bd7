/** What entries of the audit are searched by. */
export const AUDIT_KINDS = [
  'looks',
  'rights',
  'consents',
  'attendance',
  'people',
  'sign-in',
  'cameras',
  'devices',
  'sites',
  'audit',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

type Words = { kind: AuditKind; zh: string; en: string };

/**
 * Every act that the audit knows, with what it is called. A new one begins here: nothing else can be recorded, and the
 * compiler asks for its words. What was recorded once is never taken out, or its entries would lose theirs.
 */
export const AUDIT_ACTIONS = {
  'view-opened': { kind: 'looks', zh: '打开画面', en: 'opened a picture' },
  'view-ended': { kind: 'looks', zh: '画面结束', en: 'a picture ended' },
  'view-refused': { kind: 'looks', zh: '没能看', en: 'was not let in' },
  'still-seen': { kind: 'looks', zh: '看了一张静态图', en: 'saw a still picture' },
  'still-refused': { kind: 'looks', zh: '没能看静态图', en: 'was not shown a still picture' },
  'look-acknowledged': {
    kind: 'looks',
    zh: '知道了有人写明原因后查看',
    en: 'acknowledged a look with a stated reason',
  },
  'right-withdrawn': { kind: 'rights', zh: '收回观看权利', en: 'withdrew the right to watch' },
  'right-restored': { kind: 'rights', zh: '恢复权利', en: 'restored a right' },
  'custody-blocked': { kind: 'rights', zh: '登记监护限制', en: 'recorded a custody block' },
  'grant-given': { kind: 'rights', zh: '临时放行', en: 'gave a grant' },
  'grant-withdrawn': { kind: 'rights', zh: '收回放行', en: 'took a grant back' },
  'viewing-denied': { kind: 'rights', zh: '停止观看', en: 'denied viewing' },
  'deny-lifted': { kind: 'rights', zh: '取消停止观看', en: 'lifted a denial' },
  'consent-given': { kind: 'consents', zh: '登记同意', en: 'recorded a consent' },
  'consent-withdrawn': { kind: 'consents', zh: '登记撤回同意', en: 'recorded a withdrawn consent' },
  'attendance-checked-in': { kind: 'attendance', zh: '登记入园', en: 'checked in' },
  'attendance-checked-out': { kind: 'attendance', zh: '登记离园', en: 'checked out' },
  'attendance-undone': { kind: 'attendance', zh: '撤销出勤记录', en: 'took an attendance record back' },
  'pick-up-refused': { kind: 'attendance', zh: '不许接走，没有交接', en: 'refused a pick-up' },
  'person-added': { kind: 'people', zh: '添加了人', en: 'added a person' },
  'person-saved': { kind: 'people', zh: '改了名字或电话', en: 'changed a name or phone number' },
  'person-suspended': { kind: 'people', zh: '停用账号', en: 'suspended an account' },
  'person-readmitted': { kind: 'people', zh: '恢复账号', en: 'resumed an account' },
  'administrator-created': { kind: 'people', zh: '建立了第一个管理员', en: 'created the first administrator' },
  'role-given': { kind: 'people', zh: '给了角色', en: 'gave a role' },
  'role-ended': { kind: 'people', zh: '去掉角色', en: 'removed a role' },
  'child-added': { kind: 'people', zh: '添加孩子', en: 'added a child' },
  'child-saved': { kind: 'people', zh: '修改孩子资料', en: "changed a child's particulars" },
  'child-enrolled-anew': { kind: 'people', zh: '给孩子换班或改托管时间', en: "changed a child's room or hours" },
  'child-left': { kind: 'people', zh: '登记孩子离开园所', en: 'recorded that a child left the nursery' },
  'guardian-linked': { kind: 'people', zh: '关联监护人', en: 'linked a guardian' },
  'guardianship-saved': { kind: 'people', zh: '修改监护关系', en: "changed a guardian's relation or rights" },
  'import-applied': { kind: 'people', zh: '导入了孩子和监护人', en: 'imported children and guardians' },
  'invitation-made': { kind: 'people', zh: '邀请监护人', en: 'invited a guardian' },
  'invitation-revoked': { kind: 'people', zh: '作废邀请', en: 'revoked an invitation' },
  'invitation-accepted': { kind: 'people', zh: '接受邀请，成为监护人', en: 'accepted an invitation to be a guardian' },
  'guardian-unlinked': { kind: 'people', zh: '取消关联监护人', en: 'unlinked a guardian' },
  'signed-in': { kind: 'sign-in', zh: '登录', en: 'signed in' },
  'sign-in-failed': { kind: 'sign-in', zh: '登录失败', en: 'failed to sign in' },
  'signed-out': { kind: 'sign-in', zh: '退出登录', en: 'signed out' },
  'signed-out-everywhere': { kind: 'sign-in', zh: '退出所有设备', en: 'signed out everywhere' },
  'refresh-token-reused': {
    kind: 'sign-in',
    zh: '登录凭证被重复使用，已全部退出',
    en: 'a sign-in was used twice; all ended',
  },
  'second-factor-set-up': { kind: 'sign-in', zh: '设好了两步验证', en: 'set up the second sign-in step' },
  'second-factor-met': { kind: 'sign-in', zh: '完成两步验证', en: 'completed the second sign-in step' },
  'second-factor-failed': { kind: 'sign-in', zh: '两步验证没有通过', en: 'failed the second sign-in step' },
  'second-factor-off': { kind: 'sign-in', zh: '关闭了自己的两步验证', en: 'switched their second sign-in step off' },
  'second-factor-reset': { kind: 'sign-in', zh: '重置两步验证', en: 'reset a second sign-in step' },
  'recovery-codes-renewed': { kind: 'sign-in', zh: '换了恢复码', en: 'made new recovery codes' },
  'session-ended': { kind: 'sign-in', zh: '结束了别人的登录', en: "ended someone's sign-in" },
  'leaver-swept': { kind: 'people', zh: '结束了一个人的所有权利', en: 'ended every right of a person' },
  'password-changed': { kind: 'sign-in', zh: '改了自己的密码', en: 'changed their password' },
  'password-reset': { kind: 'sign-in', zh: '重设密码', en: 'reset a password' },
  'pin-set': { kind: 'sign-in', zh: '设了平板密码', en: 'set a tablet PIN' },
  'camera-added': { kind: 'cameras', zh: '添加摄像头', en: 'added a camera' },
  'camera-changed': { kind: 'cameras', zh: '修改摄像头', en: 'changed a camera' },
  'camera-looked-at': { kind: 'cameras', zh: '又看了一次摄像头的设置', en: "looked at a camera's settings again" },
  'cameras-searched': { kind: 'cameras', zh: '在网段里找摄像头', en: 'searched the networks for cameras' },
  'camera-removed': { kind: 'cameras', zh: '移除摄像头', en: 'removed a camera' },
  'camera-paused': { kind: 'cameras', zh: '暂停观看', en: 'paused viewing' },
  'camera-resumed': { kind: 'cameras', zh: '恢复观看', en: 'resumed viewing' },
  'device-made': { kind: 'devices', zh: '添加平板', en: 'added a tablet' },
  'device-paired': { kind: 'devices', zh: '平板连接上了', en: 'a tablet was connected' },
  'device-revoked': { kind: 'devices', zh: '停用平板', en: 'switched a tablet off' },
  'acting-started': { kind: 'devices', zh: '在平板上开始操作', en: 'began to act on a tablet' },
  'acting-stopped': { kind: 'devices', zh: '在平板上交班', en: 'handed a tablet over' },
  'wrong-pin': { kind: 'devices', zh: '有人输错了平板密码', en: 'a wrong PIN was entered' },
  'site-added': { kind: 'sites', zh: '新建园所', en: 'added a site' },
  'site-saved': { kind: 'sites', zh: '修改园所', en: 'changed a site' },
  'employer-added': { kind: 'sites', zh: '添加单位', en: 'added an employer' },
  'employer-saved': { kind: 'sites', zh: '修改单位', en: 'changed an employer' },
  'networks-saved': { kind: 'sites', zh: '修改单位的办公网络', en: "changed an employer's office networks" },
  'days-closed': { kind: 'sites', zh: '登记闭园日', en: 'closed the site on some days' },
  'days-opened': { kind: 'sites', zh: '取消闭园日', en: 'took closed days back' },
  'live-view-on': { kind: 'sites', zh: '开通在线观看', en: 'switched live view on' },
  'live-view-off': { kind: 'sites', zh: '关闭在线观看', en: 'switched live view off' },
  'classroom-added': { kind: 'sites', zh: '添加班级', en: 'added a room' },
  'classroom-saved': { kind: 'sites', zh: '修改班级', en: 'changed a room' },
  'audit-checked': { kind: 'audit', zh: '核对了审计链条', en: 'checked the chain of the audit' },
  'audit-exported': { kind: 'audit', zh: '导出审计记录', en: 'exported the audit' },
} as const satisfies Record<string, Words>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** What the entry's act is called; null for one that this version does not know. */
export const auditWords = (action: string): Words | null =>
  Object.hasOwn(AUDIT_ACTIONS, action) ? AUDIT_ACTIONS[action as AuditAction] : null;

export const actionsOf = (kind: AuditKind): AuditAction[] =>
  (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => AUDIT_ACTIONS[action].kind === kind);
