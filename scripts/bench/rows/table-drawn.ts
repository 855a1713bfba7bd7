import type { Page } from 'playwright-core';
import type { BenchPlace } from '../bench-place.ts';
import { launchChromium } from '../chromium.ts';
import type { BenchRow } from '../bench-row.ts';
import { extent, median, percentile, shown } from '../figures.ts';
import { adminName, BENCH_PASSWORD, idOf, TABLE_SITE } from '../fill-nursery.ts';

const LIMIT_MS = 1_000;
const ROUNDS = 5;
/** A frame that takes longer is felt. */
const SLOW_FRAME_MS = 50;

type Drawn = { clickedToPaintedMs: number; answeredToPaintedMs: number; cells: number };
type Scrolled = { frames: number[]; longTasks: number[] };

/** The table of rights in Chromium: from the click that asks for it to its first paint, and a scroll down and up. */
export const tableDrawn: BenchRow = {
  id: null,
  name: 'table-drawn',
  about: 'the table of rights (300 guardians × 24 cameras) drawn and scrolled in Chromium, at 1440 × 900',
  measure: async (place) => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
      await signIn(page, place);
      const drawn: Drawn[] = [];
      const scrolled: Scrolled[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        drawn.push(await draw(page, place));
        scrolled.push(await scroll(page));
      }
      return [paintLine(drawn), frameLine(scrolled)];
    } finally {
      await browser.close();
    }
  },
};

function paintLine(drawn: readonly Drawn[]) {
  const rounds = drawn.map(({ clickedToPaintedMs }) => clickedToPaintedMs);
  return {
    what: `table: click to painted (${String(drawn[0]?.cells)} cells in view and near it)`,
    ours: shown(rounds),
    against: `${String(LIMIT_MS)} ms`,
    ratio: median(rounds) / LIMIT_MS,
    goal: 1,
    ...extent(rounds),
    figures: { drawn },
  };
}

function frameLine(scrolled: readonly Scrolled[]) {
  const p99s = scrolled.map(({ frames }) => percentile(frames, 0.99));
  const slow = scrolled.map(({ frames }) => frames.filter((ms) => ms > SLOW_FRAME_MS).length);
  const longTasks = scrolled.map((each) => each.longTasks.length);
  return {
    what: `table scrolled: frame p99 (over ${String(SLOW_FRAME_MS)} ms: ${slow.join(' ')} of ${String(scrolled[0]?.frames.length)} each)`,
    ours: shown(p99s),
    against: `${String(SLOW_FRAME_MS)} ms`,
    ratio: median(p99s) / SLOW_FRAME_MS,
    goal: 1,
    ...extent(p99s),
    figures: { slow, longTasks, p99s, longestMs: scrolled.map(({ frames }) => Math.max(...frames)) },
  };
}

async function signIn(page: Page, { url }: BenchPlace): Promise<void> {
  await page.goto(`${url}/sign-in?to=/a`);
  await page.getByLabel('账号').fill(adminName(TABLE_SITE));
  await page.getByLabel('密码', { exact: true }).fill(BENCH_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
}

/** From the overview each time, with nothing of the table in the page. */
async function draw(page: Page, { url }: BenchPlace): Promise<Drawn> {
  await page.goto(`${url}/a?site=${idOf('site', TABLE_SITE)}`);
  await page.locator('nav a[href^="/a/access"]').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.evaluate(
    () =>
      new Promise<Drawn>((done) => {
        const clickedAt = performance.now();
        const seen = new MutationObserver(() => {
          if (document.querySelector('.ax-cell') === null) return;
          seen.disconnect();
          // The second frame after it begins when the first is painted.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const asked = performance
                .getEntriesByType('resource')
                .filter(({ name }) => name.includes('/api/admin/access'));
              const answeredAt = (asked.at(-1) as PerformanceResourceTiming).responseEnd;
              const at = performance.now();
              const cells = document.querySelectorAll('.ax-cell').length;
              done({ clickedToPaintedMs: at - clickedAt, answeredToPaintedMs: at - answeredAt, cells });
            }),
          );
        });
        seen.observe(document.body, { childList: true, subtree: true });
        document.querySelector<HTMLElement>('nav a[href^="/a/access"]')?.click();
      }),
  );
}

/** Down to the end and back, a good row every frame. */
async function scroll(page: Page): Promise<Scrolled> {
  await page.waitForTimeout(500);
  return page.evaluate(
    () =>
      new Promise<Scrolled>((done) => {
        const STEP_PX = 100;
        const box = document.querySelector('.ax-scroll');
        if (box === null) throw new Error('There is no table.');
        const frames: number[] = [];
        const longTasks: number[] = [];
        new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
          {
            entryTypes: ['longtask'],
          },
        );
        let step = STEP_PX;
        let before = performance.now();
        const next = () => {
          const now = performance.now();
          frames.push(now - before);
          before = now;
          const topBefore = box.scrollTop;
          box.scrollTop += step;
          if (box.scrollTop === topBefore && step < 0) {
            done({ frames: frames.slice(1), longTasks });
            return;
          }
          if (box.scrollTop === topBefore) step = -STEP_PX;
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
}
