// live.mjs: figures that readers move, in a browser:
//     node tests/browser/live.mjs BOOK out/html/index.html [PICTURES]
// Sliders are driven through many settings; every number that the page then
// has must be, to the last bit, what octavo solve prints. One line a check,
// then the sum; exit status 1 when any failed. PICTURES: a folder for
// screenshots.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {inflateSync} from 'node:zlib';
import {openBrowser, openPage, wait} from './chromium.mjs';

const SETTINGS = 200;
const HEAVIEST = 60000; // [bytes] of the module
const YEARS = [2026, 2026.5, 2028, 2030.25, 2033, 2040];
const TIMEOUT = 240000; // [ms] for everything

const book = process.argv[2];
const url = pathToFileURL(path.resolve(process.argv[3])).href;
const pictures = process.argv[4];
const program = process.env.OCTAVO || 'out/bin/octavo';
let passed = 0, failed = 0;

function say(good, name, words = '') {
  good ? passed++ : failed++;
  console.log(`${good ? 'PASS' : 'FAIL'} ${name}${words ? ': ' + words : ''}`);
}

// What octavo solve gives for the command that the page shows.
function solve(command) {
  const words = command.split(' ').slice(1);
  words.splice(1, 0, book);
  return JSON.parse(execFileSync(program,
    [...words, '--at', YEARS.join(','), '--format', 'json']));
}

const listed = rows => rows.map(({t, s, k, a, aG, lnA, lnL, lnm, sdot, caps, w, G_GW, X_GW}) =>
  [t, s, k, a, aG, lnA, lnL, lnm, sdot, ...caps, ...w, G_GW, X_GW]);
const same = (ours, theirs) => ours.length === theirs.length &&
  ours.every((x, i) => Object.is(x, theirs[i]) || (x === null && theirs[i] === null));

// In the page: moves the sliders of the first figure to places drawn from a
// seed, and gives what the page then knows.
const DRIVE = `(seed => {
  let word = seed * 2654435761 >>> 0;
  const draw = () => (word = (Math.imul(word, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const panel = document.querySelector('details.assumptions');
  for (const input of panel.querySelectorAll('input[type=range]')) {
    input.value = Math.floor(draw() * 201);
    input.dispatchEvent(new Event('input', {bubbles: true}));
  }
  const walls = panel.querySelectorAll('select')[1];
  walls.selectedIndex = Math.floor(draw() * 3);
  walls.dispatchEvent(new Event('change', {bubbles: true}));
  const {state} = octavoLive, known = list => list.map(x => Number.isFinite(x) ? x : null);
  return {command: state.command, took: state.took,
          dates: known(state.module.dates()),
          rows: ${JSON.stringify(YEARS)}.map(year => known(state.module.row(year)))};
})`;

async function checkBits(page) {
  let wrong = 0, first = '';

  for (let seed = 1; seed <= SETTINGS; seed++) {
    const {command, dates, rows} = await page.evaluate(`${DRIVE}(${seed})`);
    const {rows: theirs, events_raw, phase_start_cascade} = solve(command);
    const wanted = [...Object.values(events_raw), ...Object.values(phase_start_cascade)];
    const good = same(dates, wanted) &&
      listed(theirs).every((row, i) => same(rows[i], row));
    if (!good) {
      wrong++;
      first ||= command;
    }
  }
  say(!wrong, `${SETTINGS} settings give the bits of octavo solve`,
      wrong ? `${wrong} do not, first ${first}` : '');
}

// A slider moved by steps: time to solve and draw all figures again.
async function measure(page) {
  const times = await page.evaluate(`(async () => {
    const input = document.querySelector('details.assumptions input[type=range]'), times = [];
    for (let i = 0; i <= 100; i++) {
      input.value = 2 * i;
      input.dispatchEvent(new Event('input', {bubbles: true}));
      times.push(octavoLive.state.took);
      await new Promise(go => setTimeout(go));
    }
    return times.sort((a, b) => a - b);
  })()`);
  console.log(`a slider event takes ${times[50].toFixed(1)} ms at the median, from ` +
              `${times[0].toFixed(1)} to ${times[90].toFixed(1)} in nine of ten`);
}

// The module, unpacked from the letters of live.js.
function checkWeight() {
  const script = fs.readFileSync(path.join(path.dirname(process.argv[3]), 'live.js'), 'latin1');
  const all = inflateSync(Buffer.from(script.match(/octavoLive\("([^"]*)"\)/)[1], 'base64'));
  const weight = JSON.parse(all.subarray(0, all.indexOf(0))).module[1];
  say(weight <= HEAVIEST, `the module weighs at most ${HEAVIEST} bytes`, `${weight}`);
}

async function checkState(page, browser) {
  await page.evaluate(`octavoLive.state.reset({r0: 1.2, D_fab: 5}, 'demand')`);
  await wait(700);
  const hash = await page.evaluate('location.hash');
  const command = await page.evaluate('octavoLive.state.command');
  say(hash === '#live&r0=1.2&D_fab=5&wall=demand', 'the address holds the state', hash);
  const other = await openLive(browser, url + hash);
  say(await other.evaluate('octavoLive.state.command') === command,
      'a copied link restores it');
  await other.close();
  const spoken = await page.evaluate(`document.querySelector('details.assumptions output.result').value`);
  say(spoken.includes('20') && spoken.includes('doubles in'),
      'the result is said in words once it settles', spoken);
  await page.evaluate('octavoLive.state.reset()');
  await wait(700);
  say(await page.evaluate(`document.querySelector('canvas.moved').hidden &&
      !document.querySelector('figure[data-live] picture').hidden && !location.hash`),
      'reset brings the printed figure back');
}

async function checkSamples(page) {
  const count = await page.evaluate(`(async () => {
    const before = octavoLive.state.module.draw(0, 306, 214).numbers.length;
    await octavoLive.state.sample(() => {});
    return octavoLive.state.module.draw(0, 306, 214).numbers.length - before;
  })()`);
  say(count > 100, 'samples add a band', `${count} numbers`);
}

async function checkControls(page) {
  const unnamed = await page.evaluate(`[...document.querySelectorAll(
    'details.assumptions input, details.assumptions select')].filter(one => !one.labels.length).length`);
  say(!unnamed, 'every control has a label');
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth');
  say(wide <= 0, 'controls fit the window', wide > 0 ? `${wide} px over` : '');
}

async function openLive(browser, address, options = {}) {
  const page = await openPage(browser, {url: address, width: 1280, height: 900, ...options});
  await page.evaluate(`new Promise((done, fail) => {
    document.querySelector('figure[data-live]').scrollIntoView();
    const start = Date.now(), look = () => window.octavoLive?.state ? done()
      : Date.now() - start > 20000 ? fail(new Error('no live figure')) : setTimeout(look, 20);
    look();
  })`);
  await page.evaluate(`document.querySelectorAll('details.assumptions').forEach(one => one.open = true)`);
  return page;
}

async function takePicture(page, name) {
  if (!pictures) return;
  await page.evaluate(`document.querySelector('figure[data-live]').scrollIntoView(),
    new Promise(go => setTimeout(go, 300))`);
  const {data} = await page.call('Page.captureScreenshot', {captureBeyondViewport: false});
  fs.writeFileSync(path.join(pictures, name), Buffer.from(data, 'base64'));
}

const alarm = setTimeout(() => {
  console.log('FAIL the checks end in time');
  process.exit(1);
}, TIMEOUT);
const browser = await openBrowser();
try {
  const page = await openLive(browser, url);
  checkWeight();
  await checkBits(page);
  await measure(page);
  await checkState(page, browser);
  await checkSamples(page);
  await takePicture(page, 'live-samples.png');
  say(!page.faults.length, 'nothing went wrong', page.faults.join('; '));
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [360, 'light'], [360, 'dark']]) {
    const small = await openLive(browser, `${url}#live&r0=1.2&D_fab=5`,
      {width, height: width > 400 ? 1000 : 1400, media: {'prefers-color-scheme': scheme}});
    await checkControls(small);
    await takePicture(small, `live-${width}-${scheme}.png`);
    await small.close();
  }
} finally {
  await browser.close();
  clearTimeout(alarm);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
