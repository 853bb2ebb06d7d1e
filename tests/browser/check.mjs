// check.mjs: looks at a built HTML edition as a reader's browser shows it:
//     node tests/browser/check.mjs out/html/index.html
// One line a check, then the sum; exit status 1 when any failed. A page
// without phases is asked only what every page must do.
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {openBrowser, openPage, wait} from './chromium.mjs';
import {checkPlace} from './place.mjs';
import {checkReading} from './reading.mjs';

const WINDOWS = [[1280, 800], [360, 740]];
const TIMEOUT = 480000; // [ms] for everything

const file = path.resolve(process.argv[2] || 'out/html/index.html');
const url = pathToFileURL(file).href;
const home = pathToFileURL(path.dirname(file)).href + '/';
let passed = 0, failed = 0;

function say(good, name, words = '') {
  good ? passed++ : failed++;
  console.log(`${good ? 'PASS' : 'FAIL'} ${name}${words ? ': ' + words : ''}`);
}

// What is wider than the window, without what scrolls in a frame of its own.
const OVERFLOW = `(() => {
  const wide = document.documentElement.clientWidth + 1, found = [];
  if (document.documentElement.scrollWidth > wide)
    for (const element of document.body.querySelectorAll('*'))
      if (element.getBoundingClientRect().right > wide &&
          !element.closest('.table *, pre *'))
        found.push(element.tagName + (element.id && '#' + element.id) +
                   (element.className && '.' + element.className));
  return {by: document.documentElement.scrollWidth - wide + 1,
          found: found.slice(0, 5)};
})()`;

const STAGE = `document.querySelector('[data-stage][data-frame]')`;
const frameOf = page => page.evaluate(`Number(${STAGE}?.dataset.frame ?? -1)`);

// The frame once it no longer changes.
async function settle(page) {
  let frame = -2;
  for (let same = 0; same < 5;) {
    await wait(50);
    const now = await frameOf(page);
    same = now === frame ? same + 1 : 0;
    frame = now;
  }
  return frame;
}

async function scrollTo(page, phase, part) {
  await page.evaluate(`(() => {
    const box = document.querySelectorAll('[data-phase]')[${phase}]
                        .getBoundingClientRect();
    scrollTo(0, box.top + scrollY + ${part} * (box.height - innerHeight));
  })()`);
  return settle(page);
}

async function checkScroll(page, count, name) {
  const places = [];
  for (let phase = 0; phase < count; phase++)
    for (const part of [0.1, 0.9])
      places.push([phase, part]);
  const there = [], back = [];
  for (const [phase, part] of places)
    there.push(await scrollTo(page, phase, part));
  for (const [phase, part] of [...places].reverse())
    back.unshift(await scrollTo(page, phase, part));
  const rises = there.every((frame, i) => frame >= 0 &&
                                          (!i || frame > there[i - 1]));
  say(rises, `${name} scrolling moves the frames`, there.join(' '));
  say(there.join() === back.join(), `${name} scrolling back brings them back`);
}

const currentOf = page => page.evaluate(
  `[...document.querySelectorAll('.progress a')]
     .map((link, i) => link.getAttribute('aria-current') ? i + 1 : 0)
     .filter(Boolean).join()`);

const inView = (page, phase) => page.evaluate(`(() => {
  const box = document.querySelectorAll('[data-phase]')[${phase}]
                      .querySelector('h3').getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
})()`);

async function checkProgress(page, count, name) {
  const wrong = [];
  for (const phase of [count - 1, 0, ...Array(count).keys()]) {
    const at = await page.evaluate(`(() => {
      const box = document.querySelectorAll('.progress a')[${phase}]
                          .getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2,
              Math.min(box.width, box.height)];
    })()`);
    await page.click(at[0], at[1]);
    await settle(page);
    if (await currentOf(page) !== String(phase + 1) ||
        !await inView(page, phase))
      wrong.push(`${phase + 1} gave ${await currentOf(page) || 'none'}`);
    if (at[2] < 44)
      wrong.push(`${phase + 1} is ${at[2]} px small`);
  }
  say(!wrong.length, `${name} every link of the progress brings its phase`,
      wrong.join(', '));
  await page.evaluate(`document.querySelectorAll('.progress a')[1].focus()`);
  await page.press('Enter');
  await settle(page);
  const current = await currentOf(page);
  say(current === '2', `${name} the Enter key does so, too`, `phase ${current}`);
}

async function checkStatus(page, count, name) {
  const changes = await page.evaluate(`(async () => {
    scrollTo(0, 0);
    const tick = () => new Promise(requestAnimationFrame);
    await tick(); await tick();
    let changes = 0;
    new MutationObserver(list => changes += list.length).observe(
      document.querySelector('[role=status]'), {childList: true});
    const end = document.querySelector('.cascade')
                        .getBoundingClientRect().bottom + scrollY;
    for (let y = 0; y < end; y += 150) { scrollTo(0, y); await tick(); }
    await tick(); await tick();
    return changes;
  })()`);
  say(changes === count, `${name} the status changes once a phase`,
      `${changes} for ${count}`);
}

// Scrolls through everything, so that lazy pictures load.
const scrollThrough = page => page.evaluate(`(async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 15));
  }
})()`);

async function checkWindow(browser, width, height) {
  const name = `${width} px:`;
  const page = await openPage(browser, {url, width, height});
  const count = await page.evaluate(
    `document.querySelectorAll('[data-phase]').length`);
  const far = await page.evaluate(`(() => {
    const cascade = document.querySelector('.cascade');
    return cascade && cascade.getBoundingClientRect().top > 2 * innerHeight;
  })()`);
  const early = page.requests.filter(one => one.includes('/sequences/')).length;

  await scrollThrough(page);
  const {by, found} = await page.evaluate(OVERFLOW);
  say(by <= 0, `${name} nothing is wider than the window`,
      by > 0 ? `${by} px, ${found.join(' ')}` : '');
  if (count) {
    say(!early || !far, `${name} no frame is loaded before the stage is near`,
        early ? `${early} were` : '');
    await checkScroll(page, count, name);
    await checkProgress(page, count, name);
    await checkStatus(page, count, name);
  }
  const strange = page.requests.filter(one => !one.startsWith(home) &&
                                              !/^(data|blob):/.test(one));
  say(!strange.length, `${name} no request leaves the folder`,
      strange.slice(0, 3).join(' '));
  say(!page.faults.length, `${name} the console stays empty`,
      page.faults.slice(0, 3).join('; '));
  await page.close();
}

async function checkCalm(browser) {
  const page = await openPage(browser, {url, width: 1280, height: 800,
    media: {'prefers-reduced-motion': 'reduce'}});
  const still = await page.evaluate(`[...document.querySelectorAll('.stage')]
    .every(stage => stage.querySelector('img').offsetHeight > 40 &&
                    !stage.querySelector('canvas') && !stage.dataset.frame)`);

  say(still, 'less motion: every phase shows a still picture');
  await page.close();
}

async function checkPlain(browser) {
  const page = await openPage(browser,
    {url, width: 1280, height: 800, script: false});
  // DevTools may still look while the page's own scripts are off.
  const bad = await page.evaluate(`[...document.querySelectorAll('[data-phase]')]
    .map((phase, i) => {
      const image = [...phase.querySelectorAll('[data-stage] img')]
        .find(one => one.offsetHeight > 40 && one.alt);
      return image &&
             phase.innerText.length > 100 ? 0 : i + 1;
    }).filter(Boolean).join()`);

  say(!bad, 'no script: every phase has its words and its picture',
      bad && `not ${bad}`);
  await page.close();
}

async function checkEverything(browser) {
  for (const [width, height] of WINDOWS)
    await checkWindow(browser, width, height);
  await checkCalm(browser);
  await checkPlain(browser);
  await checkReading(browser, url, say);
  await checkPlace(browser, url, say);
}

const browser = await openBrowser();
const late = new Promise((_, reject) => setTimeout(
  () => reject(new Error(`took over ${TIMEOUT / 1000} s`)), TIMEOUT).unref());
try {
  await Promise.race([checkEverything(browser), late]);
} catch (error) {
  say(false, 'the check itself', error.message);
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
