// place.mjs: whoever follows an address into the page, loads it again, goes
// back or turns their phone finds the place, though parts of the page get their
// heights late; and a window too small for a stage shows words. Each check says
// one line. A page here is {evaluate, go, again, resize}, of either browser.
import {openPage, wait} from './chromium.mjs';
import {openFirefox} from './firefox.mjs';

const SETTLED = 1200; // [ms] until a page that has loaded keeps still

async function openChromium(browser, url, width, height) {
  const page = await openPage(browser, {url, width, height});
  return {
    ...page,
    async go(address) {
      await page.call('Page.navigate', {url: 'about:blank'});
      await page.call('Page.navigate', {url: address});
      await page.evaluate('unpacked');
      await wait(SETTLED);
    },
    async again() {
      await page.call('Page.reload');
      await page.evaluate('unpacked');
      await wait(SETTLED);
    },
    async resize(wide, high) {
      await page.call('Emulation.setDeviceMetricsOverride',
        {width: wide, height: high, deviceScaleFactor: 1, mobile: false});
      await wait(SETTLED / 2);
    },
  };
}

async function openOther(url, width, height) {
  const page = await openFirefox(url);
  const resize = async (wide, high) => {
    const {width: w, height: h} = await page.send('WebDriver:GetWindowRect');
    const inside = await page.evaluate('[innerWidth, innerHeight]');
    await page.send('WebDriver:SetWindowRect', {width: wide + w - inside[0],
                                                height: high + h - inside[1]});
    await wait(SETTLED / 2);
  };
  await resize(width, height);
  return {
    ...page, resize,
    async go(address) {
      await page.send('WebDriver:Navigate', {url: 'about:blank'});
      await page.send('WebDriver:Navigate', {url: address});
      await wait(2 * SETTLED);
    },
    async again() {
      await page.send('WebDriver:Refresh');
      await wait(2 * SETTLED);
    },
  };
}

// Headings in the middle and near the end, a note, a phase.
const findNames = page => page.evaluate(`(() => {
  const all = [...document.querySelectorAll('main :is(h2, h3)')].map(
    heading => (heading.id ? heading : heading.closest('[id]')).id);
  const note = [...document.querySelectorAll('.notes li[id]:not(.aside)')].pop();
  const far = all.length - 1;
  return [all[far >> 1], all[Math.round(far * 0.8)], note?.id,
          document.querySelectorAll('[data-phase]')[3]?.id].filter(Boolean);
})()`);

// How far a named place is from where its address should bring it [px].
const offBy = (page, name) => page.evaluate(`(() => {
  const place = document.getElementById(${JSON.stringify(name)});
  const edge = (parseFloat(getComputedStyle(place).scrollMarginTop) || 0) +
    (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);
  const most = document.documentElement.scrollHeight - innerHeight;
  return scrollY > most - 2 ? 0
    : Math.round(place.getBoundingClientRect().top - edge);
})()`);

async function checkAddresses(page, url, name, say) {
  const wrong = [];
  for (const place of await findNames(page)) {
    await page.go(url + '#' + place);
    await settle(page);
    const off = await offBy(page, place);
    if (Math.abs(off) > 3) wrong.push(`${place} is ${off} px off`);
  }
  say(!wrong.length, `${name} an address leads to its place in a page just loaded`,
      wrong.join(', '));
}

// The words that stand at the middle of the window, or those that are asked for,
// and how high [px].
const readPlace = (page, words = '') => page.evaluate(`(() => {
  const blocks = [...document.querySelectorAll('main :is(p, tr, h3)')].filter(
    one => !one.closest('.stage, details, .assumptions, .notes'));
  const words = ${JSON.stringify(words)};
  const block = blocks.find(one => words ? one.textContent === words
    : one.getBoundingClientRect().top > innerHeight / 2);
  return {words: block?.textContent, top: block?.getBoundingClientRect().top,
          frame: Number(document.querySelector('.stage.current')?.dataset.frame ?? -1)};
})()`);

// Until the words stand where they stood a second ago: the machine may be busy.
async function settle(page) {
  await wait(SETTLED);
  for (let same = 0, last = '', turn = 0; same < 4 && turn < 40; turn++) {
    await wait(250);
    const now = JSON.stringify(await readPlace(page));
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

async function scrollTo(page, y) {
  await page.evaluate(`scrollTo(0, ${y})`);
  await settle(page);
}
const MIDDLE = `(() => {
  const box = (document.querySelectorAll('[data-phase]')[3] || document.querySelector(
    'main > section:nth-of-type(3)')).getBoundingClientRect();
  return box.top + scrollY + box.height / 2;
})()`;
const FAR = `document.documentElement.scrollHeight * 0.8`;

const isSame = (one, other, most = 4) => one.words === other.words &&
  Math.abs(one.top - other.top) < most && Math.abs(one.frame - other.frame) <= 1;

async function checkReturn(page, url, name, say) {
  const wrong = [];
  for (const [where, y] of [['the stage', MIDDLE], ['far below', FAR]]) {
    await page.go(url);
    await settle(page);
    await scrollTo(page, y);
    const before = await readPlace(page);
    await page.again();
    await settle(page);
    const after = await readPlace(page, before.words);
    after.frame = before.frame < 0 || after.frame < 0 ? before.frame : after.frame;
    if (!isSame(before, after))
      wrong.push(`${where}: ${Math.round(after.top)} px for ${Math.round(before.top)}`);
    const there = await readPlace(page);
    await page.evaluate(`document.querySelector('main a[href^="#"]').click()`);
    await settle(page);
    await page.evaluate('history.back()');
    await settle(page);
    if (!isSame(there, await readPlace(page, there.words)))
      wrong.push(`${where}: going back ends elsewhere`);
  }
  say(!wrong.length, `${name} loading again and going back keep the place`,
      wrong.join('; '));
}

// [px] A line and a half: after a turn a reader finds the words that they were at,
// though lines above them may have come late when the place was read.
const NEAR = 45;

async function checkTurn(page, width, height, name, say) {
  await scrollTo(page, MIDDLE);
  const before = await readPlace(page);
  await page.resize(height, width);
  await settle(page);
  const turned = await readPlace(page);
  await page.resize(width, height);
  await settle(page);
  const back = await readPlace(page, before.words);
  say(Math.abs(turned.frame - before.frame) <= 1 && isSame(before, back, NEAR),
      `${name} a phone that is turned keeps frame and place`,
      `frames ${before.frame}, ${turned.frame}, ${back.frame}; ` +
      `${Math.round(back.top)} px for ${Math.round(before.top)}`);
}

// At four times the size of letters a window is 320 by 200: the words have its
// width, and pictures stand still.
async function checkTiny(browser, url, say) {
  const page = await openPage(browser, {url, width: 320, height: 200});
  const found = await page.evaluate(`(async () => {
    const phase = document.querySelectorAll('[data-phase]')[1];
    phase.scrollIntoView();
    await new Promise(done => setTimeout(done, 500));
    const words = [...phase.querySelectorAll('p')].map(one => one.offsetWidth);
    return {words: Math.min(...words), picture: phase.querySelector('img').offsetWidth,
            canvas: phase.querySelector('canvas')?.offsetWidth || 0};
  })()`);
  say(found.words > 250 && found.picture > 250 && !found.canvas,
      'a tiny window has its words and pictures at full width', JSON.stringify(found));
  await page.close();
}

// Colours of the reader's own: what is found, and how far one is, is seen.
async function checkColours(browser, url, say) {
  const page = await openPage(browser, {url, width: 1280, height: 800,
    media: {'forced-colors': 'active'}});
  const paints = await page.evaluate(`(() => {
    const panel = document.querySelector('.panel');
    panel.append(document.createElement('mark'));
    const paint = (one, what) => one && getComputedStyle(one)[what];
    const mark = panel.querySelector('mark');
    return [[paint(mark, 'color'), paint(mark, 'backgroundColor')],
            [paint(document.querySelector('.bar'), 'backgroundColor'),
             paint(document.body, 'backgroundColor')]];
  })()`);
  say(paints.every(([one, other]) => one !== other),
      'forced colours: finds and progress are seen', paints.join(' '));
  await page.close();
}

export async function checkPlace(browser, url, say) {
  const pages = [['Chromium:', 1280, 800, openChromium.bind(null, browser)],
                 ['Firefox:', 500, 800, openOther]];
  let phases = false;
  for (const [name, width, height, open] of pages) {
    const page = await open(url, width, height);
    try {
      await checkAddresses(page, url, name, say);
      await checkReturn(page, url, name, say);
      phases = await page.evaluate(`Boolean(document.querySelector('[data-phase]'))`);
      if (phases)
        await checkTurn(page, width, height, name, say);
    } finally {
      await page.close();
    }
  }
  if (phases) {
    await checkTiny(browser, url, say);
    await checkColours(browser, url, say);
  }
}
