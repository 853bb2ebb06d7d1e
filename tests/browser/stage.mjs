// stage.mjs: the stage of a sequence whose frames the page draws by itself:
//     node tests/browser/stage.mjs out/html/index.html [PICTURES]
// What the canvas shows must be the picture that was printed, only sharper and
// in the page's colours; and without the module, that picture. One line a
// check, then the sum; exit status 1 when any failed. PICTURES: a folder for
// screenshots.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {openBrowser, openPage, wait} from './chromium.mjs';

const MOST_OFF = 0.012; // mean difference of a channel, of 1; letters differ
const PLACES = [[0, 0.2], [1, 0.9], [2, 0.5], [3, 0.3], [4, 0.6], [5, 0.95]];
const TIMEOUT = 120000; // [ms] for everything

const file = path.resolve(process.argv[2]);
const url = pathToFileURL(file).href;
const pictures = process.argv[3];
let passed = 0, failed = 0;

function say(good, name, words = '') {
  good ? passed++ : failed++;
  console.log(`${good ? 'PASS' : 'FAIL'} ${name}${words ? ': ' + words : ''}`);
}

const scrollTo = (page, [phase, part]) => page.evaluate(`(async () => {
  const box = document.querySelectorAll('[data-phase]')[${phase}].getBoundingClientRect();
  scrollTo(0, box.top + scrollY + ${part} * (box.height - innerHeight));
  await new Promise(go => setTimeout(go, 250));
})()`);

// Until the frames are drawn; false when they never are.
const awaitDrawn = page => page.evaluate(`new Promise(done => {
  const start = performance.now(), look = () =>
    document.querySelector('canvas.drawn') ? done(true) :
    performance.now() - start > 8000 ? done(false) : setTimeout(look, 20);
  look();
})`);

// What the stage shows: the name of its picture, and what a reader sees. A page
// from a disk may not look into a canvas that has shown a picture.
async function shown(page) {
  const {clip, ...known} = await page.evaluate(`(() => {
    const stage = document.querySelector('.stage.current'), {frame, path, count} = stage.dataset;
    const canvas = stage.querySelector('canvas'), box = canvas.getBoundingClientRect();
    return {frame: Number(frame), width: canvas.width,
            name: path + String(frame % count).padStart(3, '0') + '.png',
            clip: {x: box.x + scrollX + 1, y: box.y + scrollY + 1,
                   width: box.width - 2, height: box.height - 2, scale: 1}};
  })()`);
  const {data} = await page.call('Page.captureScreenshot', {clip});
  return {...known, picture: 'data:image/png;base64,' + data};
}

// Mean difference of two pictures, both brought to one size.
const compare = (page, one, other) => page.evaluate(`(async addresses => {
  const [a, b] = await Promise.all(addresses.map(async src => {
    const image = Object.assign(new Image(), {src});
    await image.decode();
    const to = Object.assign(document.createElement('canvas'),
                             {width: 640, height: 360}).getContext('2d');
    to.imageSmoothingQuality = 'high';
    to.drawImage(image, 0, 0, 640, 360);
    return to.getImageData(0, 0, 640, 360).data;
  }));
  return a.reduce((sum, x, i) => sum + Math.abs(x - b[i]), 0) / a.length / 255;
})(${JSON.stringify([one, other])})`);

// A pixel near the corner: the paper of the drawing.
const paper = (page, picture) => page.evaluate(`(async src => {
  const image = Object.assign(new Image(), {src});
  await image.decode();
  const to = document.createElement('canvas').getContext('2d');
  to.drawImage(image, 0, 0);
  return [...to.getImageData(20, 20, 1, 1).data].slice(0, 3);
})(${JSON.stringify(picture)})`);

const readPicture = name => 'data:image/png;base64,' +
  fs.readFileSync(path.join(path.dirname(file), name)).toString('base64');

async function takePicture(page, name) {
  if (!pictures) return;
  const {data} = await page.call('Page.captureScreenshot', {});
  fs.writeFileSync(path.join(pictures, name), Buffer.from(data, 'base64'));
}

async function openStage(browser, options = {}) {
  const page = await openPage(browser, {url, width: 1280, height: 800, ...options});
  const early = page.requests.some(one => one.endsWith('/live.js'));
  await scrollTo(page, PLACES[0]);
  return {page, early, drawn: await awaitDrawn(page)};
}

async function checkFrames(page) {
  const before = page.requests.length, first = [], back = [];
  let worst = 0;

  for (const place of PLACES) {
    await scrollTo(page, place);
    const now = await shown(page);
    worst = Math.max(worst, await compare(page, now.picture, readPicture(now.name)));
    first.push(now);
  }
  for (const place of [...PLACES].reverse()) {
    await scrollTo(page, place);
    back.unshift(await shown(page));
  }
  say(worst < MOST_OFF, 'a drawn frame is the picture of its index', worst.toFixed(4));
  say(new Set(first.map(one => one.frame)).size === PLACES.length &&
      first.every((one, i) => one.picture === back[i].picture && one.frame === back[i].frame),
      'scrolling back brings the same drawings back', first.map(one => one.frame).join(' '));
  const asked = page.requests.slice(before).filter(one => one.includes('/sequences/'));
  say(!asked.length, 'no picture is asked for once frames are drawn', asked[0]);
}

async function measure(page) {
  const times = await page.evaluate(`(async () => {
    const canvas = document.querySelector('canvas.drawn'), times = [];
    for (let i = 0; i < 216; i++) {
      const start = performance.now();
      octavoLive.paint(canvas, Math.floor(i / 36) + 1, i % 36);
      times.push(performance.now() - start);
      await new Promise(go => setTimeout(go));
    }
    return times.sort((a, b) => a - b);
  })()`);
  console.log(`a frame takes ${times[108].toFixed(1)} ms at the median, ` +
              `${times[194].toFixed(1)} in nine of ten`);
}

async function checkDark(browser) {
  const {page} = await openStage(browser, {media: {'prefers-color-scheme': 'dark'}});
  await scrollTo(page, PLACES[3]);
  const dark = await paper(page, (await shown(page)).picture);
  say(dark.every(one => one < 80), 'a dark page has dark frames', dark.join(' '));
  await takePicture(page, 'stage-1280-dark.png');
  await page.call('Emulation.setEmulatedMedia',
    {features: [{name: 'prefers-color-scheme', value: 'light'}]});
  await wait(200);
  const light = await paper(page, (await shown(page)).picture);
  say(light.every(one => one > 200), 'they turn light with the page', light.join(' '));
  await page.close();
}

async function checkSharp(browser) {
  const {page} = await openStage(browser, {width: 390, height: 844});
  await scrollTo(page, PLACES[2]);
  const once = (await shown(page)).width;
  await page.call('Emulation.setDeviceMetricsOverride',
    {width: 390, height: 844, deviceScaleFactor: 2, mobile: false});
  await page.evaluate(`dispatchEvent(new Event('resize'))`);
  await wait(400);
  const twice = (await shown(page)).width;
  say(Math.abs(twice - 2 * once) <= 2, 'a denser screen has a denser drawing', `${once} ${twice}`);
  await takePicture(page, 'stage-390-light.png');
  await page.close();
}

// Without WebAssembly, and for who asked for less motion, all is as it was.
async function checkFallback(browser) {
  const page = await openPage(browser, {url, width: 1280, height: 800});
  await page.call('Page.addScriptToEvaluateOnNewDocument', {source: 'delete window.WebAssembly'});
  await page.call('Page.reload');
  await wait(1500);
  await scrollTo(page, PLACES[1]);
  await wait(1000);
  const now = await page.evaluate(`document.querySelector('.stage.current').dataset.frame`);
  say(Number(now) > 0 && !await page.evaluate(`document.querySelector('canvas.drawn')`) &&
      page.requests.some(one => one.includes('/sequences/')),
      'without the module the pictures come', now);
  await page.close();
  const calm = await openPage(browser, {url, width: 1280, height: 800,
    media: {'prefers-reduced-motion': 'reduce'}});
  await calm.evaluate(`document.querySelector('.stage').scrollIntoView()`);
  await wait(500);
  say(!await calm.evaluate(`document.querySelector('.stage canvas')`),
      'less motion: pictures stay pictures');
  await calm.close();
}

const alarm = setTimeout(() => {
  console.log('FAIL the checks end in time');
  process.exit(1);
}, TIMEOUT);
const browser = await openBrowser();
try {
  const {page, early, drawn} = await openStage(browser);
  say(!early, 'the module waits until the stage is near');
  say(drawn, 'the page draws its frames');
  if (drawn) {
    await checkFrames(page);
    await measure(page);
    await takePicture(page, 'stage-1280-light.png');
    say(!page.faults.length, 'nothing went wrong', page.faults.join('; '));
    await checkDark(browser);
    await checkSharp(browser);
    await checkFallback(browser);
  }
} finally {
  await browser.close();
  clearTimeout(alarm);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
