// chromium.mjs: drives Debian's chromium over the DevTools protocol through a
// pipe (file descriptors 3 and 4; messages end in a NUL), so that no library
// and no port is needed. Everything it starts ends with close().
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars',
  '--remote-debugging-pipe',
];

export const wait = ms => new Promise(done => setTimeout(done, ms));

// A browser: send(method, params, session) answers the protocol's result;
// listen(function) receives every event as (method, params, session).
export async function openBrowser() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'octavo-browser-'));
  const child = spawn(process.env.CHROMIUM || 'chromium',
    [...FLAGS, `--user-data-dir=${folder}`, 'about:blank'],
    {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true});
  const waiting = new Map();
  const listeners = [];
  let next = 1, rest = '', broken = null;

  const fail = reason => {
    broken = new Error(reason);
    for (const {reject} of waiting.values())
      reject(broken);
    waiting.clear();
  };
  child.on('error', error => fail(`cannot start chromium: ${error.message}`));
  child.on('exit', () => fail('chromium has ended'));
  child.stdio[3].on('error', () => {});
  child.stdio[4].setEncoding('utf8');
  child.stdio[4].on('data', data => {
    const pieces = (rest + data).split('\0');
    rest = pieces.pop();
    pieces.forEach(piece => take(JSON.parse(piece)));
  });

  function take(message) {
    if (!message.id)
      return listeners.forEach(hear =>
        hear(message.method, message.params, message.sessionId));
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (call && message.error)
      call.reject(new Error(`${call.method}: ${message.error.message}`));
    else if (call)
      call.resolve(message.result);
  }

  function send(method, params = {}, sessionId = undefined) {
    if (broken)
      return Promise.reject(broken);
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, {resolve, reject, method});
      child.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    });
  }

  async function close() {
    const ended = new Promise(done => child.once('exit', done));
    try {
      await Promise.race([send('Browser.close').then(() => ended), wait(3000)]);
    } catch {}
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {}
    fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
  }

  return {send, close, listen: hear => listeners.push(hear)};
}

// The page's scripts come packed and may begin after it has loaded. Where there
// are none, two seconds are enough to wait. What is packed with them is kept for
// whoever compares the page with it.
const UNPACKED = `window.unpacked = new Promise(done => {
  document.addEventListener('octavo-page', ({detail: [{facts}]}) => {
    window.packed = facts;
    setTimeout(done);
  });
  setTimeout(done, 2000);
})`;

// Parts of the page get their heights one after another; the last one's tells.
const LAID_OUT = `new Promise(done => {
  const last = [...document.querySelectorAll('section + section > :not(.notes)')].pop();
  const look = () => !last || last.style.contentVisibility ? done() : setTimeout(look, 20);
  setTimeout(done, 5000);
  look();
})`;

// A page of its own with a window of width by height. media: the emulated
// features, {'prefers-color-scheme': 'dark'}.
export async function openPage(browser, {url, width, height, media = {}, script = true}) {
  const {browserContextId} = await browser.send('Target.createBrowserContext');
  const {targetId} = await browser.send('Target.createTarget',
    {url: 'about:blank', browserContextId});
  const {sessionId} = await browser.send('Target.attachToTarget',
    {targetId, flatten: true});
  const call = (method, params) => browser.send(method, params, sessionId);
  const faults = [], requests = [];
  let loaded;
  const load = new Promise(done => { loaded = done; });

  browser.listen((method, params, session) => {
    if (session !== sessionId)
      return;
    if (method === 'Page.loadEventFired')
      loaded();
    else if (method === 'Network.requestWillBeSent')
      requests.push(params.request.url);
    else if (method === 'Network.loadingFailed' && !params.canceled)
      faults.push(`failed to load: ${params.errorText}`);
    else if (method === 'Runtime.exceptionThrown')
      faults.push(params.exceptionDetails.exception?.description ||
                  params.exceptionDetails.text);
    else if (method === 'Runtime.consoleAPICalled')
      faults.push(params.args.map(arg => arg.value).join(' '));
    else if (method === 'Log.entryAdded')
      faults.push(params.entry.text);
  });
  for (const domain of ['Page', 'Network', 'Runtime', 'Log'])
    await call(`${domain}.enable`);
  await call('Emulation.setDeviceMetricsOverride',
    {width, height, deviceScaleFactor: 1, mobile: false});
  await call('Emulation.setEmulatedMedia', {
    features: Object.entries(media).map(([name, value]) => ({name, value}))});
  await call('Emulation.setFocusEmulationEnabled', {enabled: true});
  if (!script)
    await call('Emulation.setScriptExecutionDisabled', {value: true});
  await call('Page.addScriptToEvaluateOnNewDocument', {source: UNPACKED});
  await call('Page.navigate', {url});
  await load;

  // The value of an expression, or what its promise comes to.
  async function evaluate(expression) {
    const {result, exceptionDetails} = await call('Runtime.evaluate',
      {expression, returnByValue: true, awaitPromise: true});
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ||
                      exceptionDetails.text);
    return result.value;
  }
  if (script) {
    await evaluate('unpacked');
    await evaluate(LAID_OUT);
  }
  async function press(key) {
    const text = key === 'Enter' ? {text: '\r'} : {};
    const code = {Enter: 13, Escape: 27, Tab: 9, ArrowRight: 39}[key];
    for (const type of ['keyDown', 'keyUp'])
      await call('Input.dispatchKeyEvent', {type, key, code: key,
        windowsVirtualKeyCode: code, ...(type === 'keyDown' ? text : {})});
  }
  async function click(x, y) {
    for (const type of ['mousePressed', 'mouseReleased'])
      await call('Input.dispatchMouseEvent',
        {type, x, y, button: 'left', clickCount: 1});
  }
  return {call, evaluate, press, click, faults, requests,
          close: () => browser.send('Target.disposeBrowserContext', {browserContextId})};
}
