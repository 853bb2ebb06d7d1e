// firefox.mjs: drives Debian's firefox-esr by Marionette, its own protocol: on
// a port of this machine that it chooses, every message is its length, a colon
// and a list of JSON. Everything it starts ends with close().
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {wait} from './chromium.mjs';

const PATIENCE = 60000; // [ms] until it answers

// The port is free at first; then the profile's folder has the one taken.
const SETTINGS = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
};

async function connect(folder, child) {
  const file = path.join(folder, 'MarionetteActivePort');
  for (const start = Date.now(); Date.now() - start < PATIENCE; await wait(100)) {
    if (child.exitCode !== null || child.failed) break;
    const port = fs.existsSync(file) && Number(fs.readFileSync(file, 'utf8'));
    if (!port) continue;
    const socket = net.connect(port, '127.0.0.1');
    const open = await new Promise(done =>
      socket.once('connect', () => done(true)).once('error', () => done(false)));
    if (open) return socket;
  }
  throw new Error('cannot start firefox-esr');
}

// send(command, parameters) answers what the command comes to.
function listen(socket) {
  const waiting = new Map();
  let rest = Buffer.alloc(0), next = 1;

  function take([, id, error, value]) {
    const call = waiting.get(id);
    waiting.delete(id);
    error ? call?.reject(new Error(error.message)) : call?.resolve(value);
  }
  socket.on('data', data => {
    rest = Buffer.concat([rest, data]);
    for (let colon; (colon = rest.indexOf(':')) >= 0;) {
      const end = colon + 1 + Number(rest.subarray(0, colon));
      if (rest.length < end) return;
      const message = JSON.parse(rest.subarray(colon + 1, end));
      rest = rest.subarray(end);
      if (Array.isArray(message)) take(message);
    }
  });
  socket.on('close', () => waiting.forEach(
    ({reject}) => reject(new Error('firefox-esr has ended'))));
  return (command, parameters = {}) => new Promise((resolve, reject) => {
    const id = next++, words = JSON.stringify([0, id, command, parameters]);
    waiting.set(id, {resolve, reject});
    socket.write(`${Buffer.byteLength(words)}:${words}`);
  });
}

// A page: evaluate(expression) answers its value, or what its promise comes to;
// send(command, parameters) what Marionette says.
export async function openFirefox(url) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'octavo-browser-'));
  fs.writeFileSync(path.join(folder, 'user.js'), Object.entries(SETTINGS).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
  const child = spawn(process.env.FIREFOX || 'firefox-esr',
    ['--headless', '--marionette', '--no-remote', '--profile', folder],
    {stdio: 'ignore', detached: true, env: {...process.env, HOME: folder}});
  child.on('error', () => child.failed = true);

  async function close() {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {}
    if (child.exitCode === null && child.pid)
      await Promise.race([new Promise(done => child.once('exit', done)), wait(3000)]);
    fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
  }
  try {
    const send = listen(await connect(folder, child));
    await send('WebDriver:NewSession', {});
    await send('WebDriver:SetTimeouts', {script: PATIENCE, pageLoad: PATIENCE});
    await send('WebDriver:Navigate', {url});
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => eval(arguments[0])).then(
        value => done({value}), error => done({error: String(error)}));`;
    const evaluate = async expression => {
      const {value: {value, error}} = await send('WebDriver:ExecuteAsyncScript',
        {script, args: [expression]});
      if (error) throw new Error(error);
      return value;
    };
    return {evaluate, send, close};
  } catch (error) {
    await close();
    throw error;
  }
}
