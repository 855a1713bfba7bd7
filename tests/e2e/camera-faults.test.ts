import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chooseFromList, type E2eBrowser, signInByPage } from '../support/e2e-browser.ts';
import { type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { freePort } from '../../scripts/free-port.ts';
import { usernameOf } from '../support/nursery.ts';
import { COMMON_SDP, ScriptedCamera } from '../support/rtsp/scripted-camera.ts';

const PROBE_ENDS_WITHIN_MS = 30_000;

type Fault = {
  what: string;
  address: () => Promise<string>;
  login?: { username: string; password: string };
  zh: RegExp;
  en: RegExp;
};

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let inChinese: Page;
let inEnglish: Page;
const scripted: ScriptedCamera[] = [];

async function misbehaving(script: ConstructorParameters<typeof ScriptedCamera>[0]): Promise<string> {
  const camera = await ScriptedCamera.start(script);
  scripted.push(camera);
  return camera.url;
}

const H265_SDP = COMMON_SDP.replace('a=rtpmap:96 H264/90000', 'a=rtpmap:96 H265/90000').replace(
  /a=fmtp:96 .*/,
  'a=fmtp:96 sprop-vps=AAAA',
);
const FAULTS: Fault[] = [
  {
    what: 'an address where nothing is',
    address: async () => `rtsp://127.0.0.1:${await freePort()}/main`,
    zh: /连不上这个地址。请看摄像头有没有通电/,
    en: /Nothing can be reached at this address. Check the power/,
  },
  {
    what: 'a path that the camera does not have',
    address: () => Promise.resolve(nursery.camera.urlOf('main').replace('/main', '/third')),
    login: { username: 'cam', password: 'secret' },
    zh: /摄像头上没有这个码流。请检查地址里斜杠后面的部分/,
    en: /The camera has no such stream. Check the part after the slash/,
  },
  {
    what: 'an address outside of the camera networks',
    address: () => Promise.resolve('rtsp://192.0.2.7/main'),
    zh: /这个地址不在园所允许的摄像头网段里/,
    en: /This address is outside the networks allowed for cameras/,
  },
  {
    what: 'a wrong password',
    address: () => Promise.resolve(nursery.camera.urlOf('main')),
    login: { username: 'cam', password: 'wrong' },
    zh: /账号或密码不对。请用摄像头自己的账号密码/,
    en: /Wrong user name or password. Use the camera’s own account/,
  },
  {
    what: 'H.265',
    address: () => misbehaving({ sdp: H265_SDP }),
    zh: /这台摄像头用的是 H\.265。请在摄像头上把编码改为 H\.264/,
    en: /This camera uses H\.265. Change its encoding to H\.264/,
  },
  {
    what: 'no answer',
    address: () => misbehaving({ answers: () => 'silence' }),
    zh: /连上了，但它不回答。请重启摄像头/,
    en: /It is there but does not answer. Restart the camera/,
  },
  {
    what: 'answers, then silence',
    address: () => misbehaving({ afterPlay: 'silence' }),
    zh: /它回答了，但没有送来画面。请重启摄像头/,
    en: /It answered, then sent no picture. Restart the camera/,
  },
];

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
  inChinese = await openAddCamera('zh');
  inEnglish = await openAddCamera('en');
}, 150_000);

afterAll(async () => {
  await Promise.all(scripted.map((camera) => camera.close()));
  await scene?.close();
}, 60_000);

const WORDS = {
  zh: {
    add: '添加摄像头',
    address: '地址',
    username: '账号',
    password: '密码',
    look: /看一看|再看一次/,
  },
  en: {
    add: 'Add a camera',
    address: 'Address',
    username: 'User name',
    password: 'Password',
    look: /Take a look|Look again/,
  },
};

async function openAddCamera(language: 'zh' | 'en'): Promise<Page> {
  const { page } = await browser.open({ language, height: 1_100 });
  // Two administrators, since looks are counted: ten a minute for each.
  const username = language === 'zh' ? nursery.siteAdmin : usernameOf(nursery.operatorAdminId);
  await signInByPage(page, nursery.server.url, username, { to: `/a/cameras?site=${nursery.siteId}`, language });
  await page.getByRole('button', { name: WORDS[language].add }).click();
  await page.getByLabel(WORDS[language].address, { exact: true }).waitFor();
  return page;
}

async function look(page: Page, language: 'zh' | 'en', address: string, login: Fault['login']): Promise<void> {
  const words = WORDS[language];
  await page.getByLabel(words.address, { exact: true }).fill(address);
  await page.getByLabel(words.username, { exact: true }).fill(login?.username ?? '');
  await page.getByLabel(words.password, { exact: true }).fill(login?.password ?? '');
  await page.getByRole('button', { name: words.look }).click();
}

test.each(FAULTS)(
  '$what: the page says what to do, in Chinese and in English',
  async ({ address, login, zh, en }) => {
    const typed = await address();
    await Promise.all([look(inChinese, 'zh', typed, login), look(inEnglish, 'en', typed, login)]);
    await inChinese.getByRole('alert').getByText(zh).waitFor({ timeout: PROBE_ENDS_WITHIN_MS });
    await inEnglish.getByRole('alert').getByText(en).waitFor({ timeout: PROBE_ENDS_WITHIN_MS });
    expect(await inChinese.locator('.ad-probe img').count()).toBe(0);
  },
  90_000,
);

test('a camera that is well shows its picture, is stored and goes live', async () => {
  const { camera } = nursery;
  await look(inChinese, 'zh', camera.urlOf('sub'), camera);
  await inChinese.getByRole('img', { name: '看到画面了' }).waitFor({ timeout: PROBE_ENDS_WITHIN_MS });
  await chooseFromList(inChinese, '班级', '大树班');
  await chooseFromList(inChinese, '区域', '教室');
  await inChinese.getByLabel('名字', { exact: true }).fill('大树班 窗边');
  await inChinese.getByRole('button', { name: '存下摄像头' }).click();
  const row = inChinese.getByRole('row', { name: /大树班 窗边/ });
  await row.getByText('直播中').waitFor({ timeout: PROBE_ENDS_WITHIN_MS });
  expect(browser.errors).toEqual([]);
}, 90_000);
