// live.mjs: figures that readers move, in a browser:
//     [PICTURES=FOLDER] node tests/browser/live.mjs BOOK out/html/index.html SINGLE
// Sliders are driven through many settings in two browsers; every number that
// the page then has must be, to the last bit, what octavo solve prints; and
// what a reader takes away is tried as readers would. One line a check,
// then the sum; exit status 1 when any failed. SINGLE: the same edition in
// one file.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {inflateSync} from 'node:zlib';
import {openBrowser, openPage, wait} from './chromium.mjs';
import {openFirefox} from './firefox.mjs';

const SETTINGS = 200;
const BATCH = 10; // of them before the browser gets its turn
const HEAVIEST = 60000; // [bytes] of the module
const YEARS = [2026, 2026.5, 2028, 2030.25, 2033, 2040];
const TIMEOUT = 240000; // [ms] for everything

const book = process.argv[2];
const url = pathToFileURL(path.resolve(process.argv[3])).href;
const single = pathToFileURL(path.resolve(process.argv[4])).href;
const pictures = process.env.PICTURES;
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

// Whether the page knows what the program prints, for all seeds.
async function checkBits(page, name, printed) {
  let wrong = 0, first = '';

  for (let from = 1; from <= SETTINGS; from += BATCH) {
    const states = await page.evaluate(
      `Array.from({length: ${BATCH}}, (_, i) => ${DRIVE}(${from} + i))`);
    for (const {command, dates, rows} of states) {
      const {rows: theirs, events_raw, phase_start_cascade} =
        printed[command] ||= solve(command);
      const wanted = [...Object.values(events_raw), ...Object.values(phase_start_cascade)];
      if (same(dates, wanted) && listed(theirs).every((row, i) => same(rows[i], row)))
        continue;
      wrong++;
      first ||= command;
    }
  }
  say(!wrong && Object.keys(printed).length > SETTINGS / 2,
      `${SETTINGS} settings give the bits of octavo solve in ${name}`,
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

// Two bytes a letter; the one behind U+E000 has its uppermost bit changed.
function readLetters(letters, block, skip) {
  const units = [...letters].map(letter => letter.charCodeAt(0));
  const pairs = Uint16Array.from(units, (unit, i) =>
    unit ^ Math.imul(units[i - i % block], i % block)).filter((pair, i) => i % block);
  return Buffer.from(pairs.buffer).subarray(skip);
}

// The module, unpacked from the letters of live.js.
function checkWeight() {
  const script = fs.readFileSync(path.join(path.dirname(process.argv[3]), 'live.js'), 'utf16le');
  const [, letters, block, skip] = script.match(/octavo\("([^"]*)",(\d+),(\d)/);
  const all = inflateSync(readLetters(letters, block, Number(skip)));
  const [from, to] = JSON.parse(all.subarray(0, all.indexOf(0))).module;
  const weight = to - from;
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
  await wait(300);
  say(await other.evaluate(DRAWN), 'and the figure is drawn as it was');
  await other.close();
  const spoken = await page.evaluate(`document.querySelector('details.assumptions output.result').value`);
  say(spoken.includes('20') && spoken.includes('software doubles'),
      'the result is said in words once it settles', spoken);
  await page.evaluate('octavoLive.state.reset()');
  await wait(700);
  say(await page.evaluate(`!document.querySelector('canvas.moved').checkVisibility() &&
      document.querySelector('figure[data-live] picture').checkVisibility() && !location.hash`),
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
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth');
  say(wide <= 0, 'controls fit the window', wide > 0 ? `${wide} px over` : '');
  const [place, top, bottom, last] = await page.evaluate(`(() => {
    const last = document.querySelector('.assumptions .note'), canvas = document.querySelector('canvas.moved');
    last.scrollIntoView({block: 'end', behavior: 'instant'});
    const [above, drawn, below] = [canvas.parentNode, canvas, last].map(one => one.getBoundingClientRect());
    return [above.top, drawn.top, drawn.bottom, below.top];
  })()`);
  say(place < 0 && top >= 0 && bottom <= last, 'a figure stays in sight beside the last of its controls',
      `${top} to ${bottom} above ${last}, its place at ${place}`);
}

// What a screen reader is told of the open panel.
async function checkTree(page) {
  const {nodes} = await page.call('Accessibility.getFullAXTree');
  const of = role => nodes.filter(node => node.role?.value === role && !node.ignored);
  const sliders = of('slider');
  const told = sliders.filter(node => node.name.value && node.description?.value);
  say(sliders.length > 7 && told.length === sliders.length,
      'every slider has a name and a source', `${told.length} of ${sliders.length}`);
  const values = await page.evaluate(
    `[...document.querySelectorAll('.slider input')].map(one => one.ariaValueText)`);
  say(values.every(value => value) && values.includes('5 years') && values.includes('7 days'),
      'a value is told in words, with its unit', values.join(', '));
  say(of('group').some(node => node.name.value === 'Assumptions'), 'the sliders are a group with a name');
  say(of('combobox').every(node => node.name.value), 'every choice has a name');
  const picture = of('image').find(node => node.name.value.startsWith('The compounding curve, moved'));
  say(picture?.name.value.includes('returns to software research 1.2'),
      'the moved figure says what it shows', picture?.name.value);
}

// With the keyboard alone: open, go to a slider, move it, put it back.
async function checkKeys(page) {
  const focused = () => page.evaluate(
    `(one => one.labels?.[0]?.textContent || one.textContent)(document.activeElement)`);
  const press = async (key, times = 1) => {
    for (let i = 0; i < times; i++) await page.press(key);
  };
  await page.evaluate(`octavoLive.state.reset(),
    document.querySelectorAll('details.assumptions').forEach(one => one.open = false),
    document.querySelector('.assumptions summary').focus()`);
  await press('Enter');
  await press('Tab', 3);
  const name = await focused();
  await press('ArrowRight', 5);
  const command = await page.evaluate('octavoLive.state.command');
  say(name === 'Returns to software research' && /--set r0=1\.\d+$/.test(command),
      'arrow keys move a slider that Tab leads to', `${name}: ${command}`);
  for (let i = 0; i < 20 && await focused() !== 'Reset'; i++) await press('Tab');
  await press('Enter');
  say(await page.evaluate('!octavoLive.state.changed') && await focused() === 'Reset',
      'reset can be reached and keeps the focus');
}

// The file that a button of the first panel would save.
async function take(page, words) {
  const [head, data] = (await page.evaluate(`new Promise(done => {
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => {
      const reader = new FileReader();
      URL.createObjectURL = make;
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
      return make.call(URL, blob);
    };
    [...document.querySelectorAll('.assumptions button')].find(
      one => one.textContent === '${words}').click();
  })`)).split(',');
  return {type: head, bytes: Buffer.from(data, 'base64')};
}

async function checkTaking(page) {
  await page.evaluate(`octavoLive.state.reset({r0: 0.6, D_cool: 2.5}, 'frozen')`);
  const command = (await page.evaluate('octavoLive.state.command')).split(' ').slice(1);
  command.splice(1, 0, book);
  const years = Array.from({length: 161}, (_, i) => 2026 + i / 8);
  const csv = execFileSync(program, [...command, '--at', years.join(','), '--format', 'csv']);
  say((await take(page, 'CSV')).bytes.equals(csv), 'the CSV is that of octavo solve, byte by byte');
  const svg = (await take(page, 'SVG')).bytes.toString();
  say(await page.evaluate(`(words => {
    const root = new DOMParser().parseFromString(words, 'image/svg+xml').documentElement;
    return root.nodeName === 'svg' && root.querySelector('desc').textContent === octavoLive.state.command &&
      root.querySelectorAll('path').length > 20;
  })(${JSON.stringify(svg)})`), 'the SVG can be read and says how it was made');
  const png = (await take(page, 'PNG')).bytes;
  say(png.readUInt32BE(1) === 0x504e470d && png.readUInt32BE(16) === 1590,
      'the PNG is five dots to a point', `${png.readUInt32BE(16)} by ${png.readUInt32BE(20)}`);
  if (pictures) {
    fs.writeFileSync(path.join(pictures, 'taken.svg'), svg);
    fs.writeFileSync(path.join(pictures, 'taken.png'), png);
  }
}

// The edition in one file asks for nothing else, and is as live.
async function checkSingle(browser) {
  const page = await openLive(browser, single);
  const {command, rows} = await page.evaluate(`${DRIVE}(1)`);
  const theirs = listed(solve(command).rows);
  say(rows.every((row, i) => same(row, theirs[i])), 'the edition in one file has the same bits');
  const asked = page.requests.filter(one => one !== single && !/^(data|blob):/.test(one));
  say(!asked.length && !page.faults.length, 'and asks for no other file',
      page.faults.concat(asked).join('; '));
  await wait(200);
  say(await page.evaluate(DRAWN), 'its figure is drawn again');
  await page.close();
}

// In view again at each look and at the end: what is above it may have got its
// layout since.
const READY = `new Promise((done, fail) => {
  const figure = document.querySelector('figure[data-live]');
  const end = () => (figure.scrollIntoView(),
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  const start = Date.now(), look = () => {
    if (window.octavoLive?.state) return end();
    if (Date.now() - start > 20000)
      return fail(new Error('no live figure: at ' + figure.getBoundingClientRect().top +
        ' px, ' + [...document.scripts].map(script => script.src || 'inline')));
    figure.scrollIntoView();
    setTimeout(look, 20);
  };
  look();
})`;
const OPEN = `document.querySelectorAll('details.assumptions').forEach(one => one.open = true)`;

// Whether the moved figure has anything on it.
const DRAWN = `(canvas => !canvas.hidden && canvas.width > 500 &&
  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(x => x))(
  document.querySelector('canvas.moved'))`;

async function openLive(browser, address, options = {}) {
  const page = await openPage(browser, {url: address, width: 1280, height: 900, ...options});
  await page.evaluate(READY);
  await page.evaluate(OPEN);
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
  const printed = {};
  await checkBits(page, 'Chromium', printed);
  const other = await openFirefox(url);
  try {
    await other.evaluate(READY);
    await checkBits(other, 'Firefox', printed);
  } finally {
    await other.close();
  }
  await page.evaluate(READY);
  await measure(page);
  await checkState(page, browser);
  await checkSamples(page);
  await checkTaking(page);
  await checkKeys(page);
  await takePicture(page, 'live-samples.png');
  say(!page.faults.length, 'nothing went wrong', page.faults.join('; '));
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [360, 'light'], [360, 'dark']]) {
    const small = await openLive(browser, `${url}#live&r0=1.2&D_fab=5`,
      {width, height: width > 400 ? 1000 : 1400, media: {'prefers-color-scheme': scheme}});
    await wait(600);
    await checkControls(small);
    if (width > 400 && scheme === 'light') await checkTree(small);
    await takePicture(small, `live-${width}-${scheme}.png`);
    await small.close();
  }
  await checkSingle(browser);
} finally {
  await browser.close();
  clearTimeout(alarm);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
