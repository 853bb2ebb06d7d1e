/* live.js: figures that readers move: the press's own solver and drawing, as
 * WebAssembly, behind ordinary controls. All live figures of a page show one
 * state, which the address holds (#live&r0=1.2&wall=demand). At rest, with
 * nothing changed, a figure is the picture that was printed. */
(() => {
  'use strict';

  const WALLS = ['wall', 'demand', 'frozen'];
  const WALL_WORDS = {
    wall: 'the hardware wall', demand: 'money alone', frozen: 'compute frozen at its 2026 level',
  };
  const LINES = ['silicon', 'power', 'cooling', 'money'];
  const STEPS = 200; /* of a slider */
  const SAMPLES = 256;
  const SLICE = 12; /* [ms] of samples before the page gets its turn */
  const SETTLED = 400; /* [ms] */
  const SCREEN = 30; /* [em] a narrower one is a phone's */

  const text = new TextDecoder();
  const write = new TextEncoder();

  function decode(base64) {
    const letters = atob(base64), bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  }

  const inflate = bytes => new Response(new Blob([bytes]).stream().pipeThrough(
    new DecompressionStream('deflate'))).arrayBuffer();

  /* ---- the module ---- */

  /* Printf's digits: a half is rounded to the even neighbour. */
  function sayDigits(number, precision, exponential) {
    if (exponential)
      return number.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
    const times = number * 10 ** precision, whole = Math.floor(times);
    const half = times - whole === 0.5 && times / 10 ** precision === number;
    return half && whole % 2 === 0 ? (whole / 10 ** precision).toFixed(precision)
                                   : number.toFixed(precision);
  }

  async function openModule(bytes, measure) {
    let memory;
    const at = (from, length) => new Uint8Array(memory.buffer, from, length);
    const page = {
      measure: (face, from, length) =>
        measure(face, text.decode(at(from, length))),
      digits(number, precision, letter, to) {
        const words = sayDigits(number, precision, letter === 101);
        return write.encodeInto(words, at(to, 350)).written;
      },
      number: (from, length) => Number(text.decode(at(from, length))),
    };
    for (const name of ['asin', 'atan2', 'cos', 'exp', 'hypot', 'log', 'log10', 'pow', 'sin'])
      page[name] = Math[name];
    const {instance} = await WebAssembly.instantiate(bytes, {page});
    const own = instance.exports;
    memory = own.memory;
    const give = data => {
      const place = own.room(data.length);
      at(place, data.length).set(data);
      return [place, data.length];
    };
    const list = from => {
      if (!from) return null;
      const [numbers, count, words, length] =
        new Uint32Array(memory.buffer, from, 4);
      return {numbers: new Float32Array(memory.buffer, numbers, count),
              words: at(words, length)};
    };
    const reals = (from, count) =>
      from ? Array.from(new Float64Array(memory.buffer, from, count)) : null;
    return {
      begin: data => own.begin(...give(data)),
      open: data => own.open(...give(data)),
      speak: words => own.speak(give(write.encode(words.replaceAll('\n', '\0')))[0]),
      restore: own.restore,
      change: own.change,
      solve: wall => own.solve(WALLS.indexOf(wall)),
      row: year => reals(own.row(year), 19),
      dates: () => reals(own.dates(), 10),
      sample: own.sample,
      say(path, format = '') {
        write.encodeInto(`${path}\0${format}\0`, at(own.words(), 512));
        const from = own.say(), all = at(from, 512);
        return text.decode(all.subarray(0, all.indexOf(0)));
      },
      draw: (...size) => list(own.draw(...size)),
      stage: data => own.stage(...give(data)),
      frame: (...place) => list(own.frame(...place)),
    };
  }

  /* ---- a list of marks, replayed ---- */

  const CODE = Object.fromEntries([...'FSGCUMLBZ'].map(
    letter => [letter, letter.charCodeAt(0)]));

  /* Calls pen.path with move, line and so on, pen.fill, pen.stroke, pen.words,
   * pen.clip, pen.unclip for each mark. */
  function replay({numbers, words}, pen) {
    let i = 0;
    const next = () => numbers[i++];
    const path = () => {
      const end = next() + i;
      pen.begin();
      while (i < end)
        switch (next()) {
        case CODE.M: pen.moveTo(next(), next()); break;
        case CODE.L: pen.lineTo(next(), next()); break;
        case CODE.B:
          pen.bezierCurveTo(next(), next(), next(), next(), next(), next());
          break;
        default: pen.closePath();
        }
    };
    while (i < numbers.length) {
      const kind = next();
      if (kind === CODE.U) { pen.unclip(); continue; }
      if (kind === CODE.C) { path(); pen.clip(); continue; }
      const ink = next(), opacity = next();
      if (kind === CODE.F) {
        const rule = next() ? 'evenodd' : 'nonzero';
        path();
        pen.fill(ink, opacity, rule);
      } else if (kind === CODE.S) {
        const look = [next(), next(), next(), next()];
        path();
        pen.stroke(ink, opacity, ...look);
      } else {
        const [x, y, face, size, turn, from, length] =
          [next(), next(), next(), next(), next(), next(), next()];
        pen.words(ink, opacity, x, y, face, size, turn,
                  text.decode(words.subarray(from, from + length)));
      }
    }
  }

  function canvasPen(to, colours, fontOf) {
    return {
      begin: () => to.beginPath(),
      moveTo: (x, y) => to.moveTo(x, y),
      lineTo: (x, y) => to.lineTo(x, y),
      bezierCurveTo: (...way) => to.bezierCurveTo(...way),
      closePath: () => to.closePath(),
      fill(ink, opacity, rule) {
        to.globalAlpha = opacity;
        to.fillStyle = colours[ink];
        to.fill(rule);
      },
      stroke(ink, opacity, width, on, off, round) {
        to.globalAlpha = opacity;
        to.strokeStyle = colours[ink];
        to.lineWidth = width;
        to.lineCap = round ? 'round' : 'butt';
        to.lineJoin = round ? 'round' : 'miter';
        to.setLineDash(on > 0 ? [on, off] : []);
        to.stroke();
      },
      words(ink, opacity, x, y, face, size, turn, words) {
        to.save();
        to.translate(x, y);
        to.rotate(turn * Math.PI / 180);
        /* Small letters are hinted away: they are drawn large and scaled. */
        to.scale(size / 100, size / 100);
        to.globalAlpha = opacity;
        to.fillStyle = colours[ink];
        to.font = fontOf(face);
        to.fillText(words, 0, 0);
        to.restore();
      },
      clip() { to.save(); to.clip(); },
      unclip: () => to.restore(),
    };
  }

  const escape = words => words.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
  const short = number => String(Math.round(number * 100) / 100);

  function svgPen(colours, out) {
    let way = '', clips = 0, open = [0];
    const add = (letter, ...numbers) => way += letter + numbers.map(short).join(' ');
    return {
      begin: () => way = '',
      moveTo: (...at) => add('M', ...at),
      lineTo: (...at) => add('L', ...at),
      bezierCurveTo: (...at) => add('C', ...at),
      closePath: () => way += 'Z',
      fill: (ink, opacity, rule) => out.push(
        `<path d="${way}" fill="${colours[ink]}" fill-opacity="${short(opacity)}" fill-rule="${rule}"/>`),
      stroke: (ink, opacity, width, on, off, round) => out.push(
        `<path d="${way}" fill="none" stroke="${colours[ink]}" stroke-opacity="${short(opacity)}"` +
        ` stroke-width="${short(width)}"` + (on > 0 ? ` stroke-dasharray="${short(on)} ${short(off)}"` : '') +
        (round ? ' stroke-linecap="round" stroke-linejoin="round"' : '') + '/>'),
      words: (ink, opacity, x, y, face, size, turn, words) => out.push(
        `<text transform="translate(${short(x)} ${short(y)})${turn ? ` rotate(${short(turn)})` : ''}"` +
        ` font-size="${short(size)}" font-weight="${WEIGHTS[face] || 400}" fill="${colours[ink]}"` +
        ` fill-opacity="${short(opacity)}" xml:space="preserve">${escape(words)}</text>`),
      clip() {
        open.push(++clips);
        out.push(`<clipPath id="c${clips}"><path d="${way}"/></clipPath><g clip-path="url(#c${clips})">`);
      },
      unclip() { open.pop(); out.push('</g>'); },
    };
  }

  /* ---- faces ---- */

  /* By enum face_name. */
  const WEIGHTS = {3: 400, 4: 400, 5: 500, 6: 600};
  const fontOf = face => `${WEIGHTS[face] || 400} 100px OctavoLive, Sans, Inter, sans-serif`;

  const loadFaces = () => Promise.all([400, 500].map(
    weight => document.fonts.load(`${weight} 100px OctavoLive`)));

  function makeMeasure() {
    const to = document.createElement('canvas').getContext('2d');
    const known = new Map();
    return (face, words) => {
      const key = face + words;
      if (!known.has(key)) {
        to.font = fontOf(face);
        known.set(key, to.measureText(words).width / 100);
      }
      return known.get(key);
    };
  }

  /* ---- the state ---- */

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /* What the reader has changed, and who wants to know. */
  class State {
    constructor(book, module) {
      Object.assign(this, {book, module, values: new Map(), wall: 'wall',
                           samples: 0, turn: 0, listeners: []});
      this.places = new Map(book.symbols.map((symbol, i) => [symbol.name, i]));
    }

    valueOf(name) {
      return this.values.get(name) ?? this.book.symbols[this.places.get(name)].value;
    }

    get changed() { return this.values.size > 0 || this.wall !== 'wall'; }

    change(values, wall = this.wall) {
      for (const [name, value] of Object.entries(values)) {
        const place = this.places.get(name);
        if (place === undefined || !Number.isFinite(value)) continue;
        if (value === this.book.symbols[place].value) this.values.delete(name);
        else this.values.set(name, value);
      }
      if (WALLS.includes(wall)) this.wall = wall;
      this.solve();
    }

    reset(values = {}, wall = 'wall') {
      this.values.clear();
      this.wall = 'wall';
      this.change(values, wall);
    }

    solve() {
      const began = performance.now();
      this.turn++;
      this.samples = 0;
      this.module.restore();
      for (const [name, value] of this.values)
        this.module.change(this.places.get(name), value);
      this.whole = this.module.solve(this.wall);
      this.tell();
      this.took = performance.now() - began;
    }

    tell() { this.listeners.forEach(listener => listener()); }

    /* A few at a time, until the state changes. */
    async sample(progress) {
      const turn = this.turn, rest = () => new Promise(go => setTimeout(go));
      for (let done = 0; done < SAMPLES; await rest()) {
        if (turn !== this.turn) return false;
        for (const start = performance.now();
             done < SAMPLES && performance.now() - start < SLICE;)
          done = this.module.sample(done + 1);
        progress(done);
      }
      if (turn !== this.turn) return false;
      this.samples = SAMPLES;
      this.tell();
      return true;
    }

    get fragment() {
      const parts = [...this.values].map(([name, value]) => `${name}=${value}`);
      if (this.wall !== 'wall') parts.push(`wall=${this.wall}`);
      return parts.length ? '#live&' + parts.join('&') : '';
    }

    get command() {
      const parts = [...this.values].map(([name, value]) => ` --set ${name}=${value}`);
      if (this.wall !== 'wall') parts.push(` --set wall=${this.wall}`);
      return 'octavo solve curve' + parts.join('');
    }

    read(fragment) {
      const values = {};
      let wall = 'wall';
      for (const part of fragment.slice(1).split('&').slice(1)) {
        const [name, value] = decodeURIComponent(part).split('=');
        if (name === 'wall') wall = value;
        else values[name] = value === '' ? NaN : Number(value);
      }
      this.reset(values, wall);
    }

    /* The dates, the pace and the limit, in sentences. */
    say() {
      const {module, book} = this;
      if (!module.dates()) return 'No course has these values.';
      const dates = book.phases.map(
        ({name, label}) => `${label}: ${module.say('central.' + name, 'month')}`);
      const row = module.row(2030), doubling = Math.LN2 / row[8] * 365.25;
      const words = [dates.join('; ') + '.'];
      if (Number.isFinite(doubling))
        words.push(`In 2030 software doubles in ${doubling < 10 ? doubling.toFixed(1) : Math.round(doubling)} days`);
      if (this.wall === 'wall' && Number.isFinite(row[13])) {
        const weights = row.slice(13, 17), most = Math.max(...weights);
        words.push(`and ${LINES[weights.indexOf(most)]} is the tightest limit (${Math.round(100 * most)}%).`);
      } else if (words.length > 1) {
        words[1] += '.';
      }
      return words.join(' ');
    }
  }

  /* ---- a figure ---- */

  const isPhone = () => matchMedia(`(max-width: ${SCREEN}em)`).matches;

  function save(name, type, data) {
    const blob = data instanceof Blob ? data : new Blob([data], {type});
    const link = make('a', {href: URL.createObjectURL(blob), download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  class Live {
    constructor(figure, state, number) {
      const name = figure.dataset.live;
      Object.assign(this, {figure, state, number, name,
                           plan: state.book.figures[name],
                           picture: figure.querySelector('picture')});
      this.canvas = make('canvas', {className: 'moved', hidden: true});
      this.canvas.setAttribute('role', 'img');
      this.canvas.setAttribute('aria-label', this.plan.title);
      this.picture.after(this.canvas, new Panel(this).element);
      state.listeners.push(() => this.show());
      this.near = true;
      new ResizeObserver(() => {
        this.across = 0;
        this.show();
      }).observe(figure);
      new IntersectionObserver(([seen]) => {
        this.near = seen.isIntersecting;
        if (this.near) this.show();
      }, {rootMargin: '200px'}).observe(figure);
      matchMedia('(prefers-color-scheme: dark)').addEventListener(
        'change', () => {
          this.known = null;
          this.show();
        });
    }

    /* Looked up once: asking for a style is dearer than a drawing. */
    get colours() {
      const style = getComputedStyle(this.figure);
      return this.known ||= this.state.book.inks.map(
        ink => style.getPropertyValue(`--ink-${ink.name}`).trim());
    }

    list() {
      const {width, height, phoneWidth, phoneHeight} = this.plan, phone = isPhone();
      const size = phone ? [phoneWidth, phoneHeight] : [width, height];
      return {size, marks: this.state.module.draw(this.number, ...size)};
    }

    show() {
      const moved = this.state.changed || this.state.samples > 0;
      this.picture.hidden = moved;
      this.canvas.hidden = !moved;
      if (moved && this.near) this.paint(this.canvas, devicePixelRatio || 1);
    }

    paint(canvas, density) {
      const {size: [width, height], marks} = this.list();
      if (!marks) return;
      this.across ||= this.figure.clientWidth || width;
      const wide = Math.round(this.across * density), scale = wide / width;
      const high = Math.round(height * scale);
      if (canvas.width !== wide) canvas.width = wide;
      if (canvas.height !== high) canvas.height = high;
      const to = canvas.getContext('2d');
      to.setTransform(1, 0, 0, 1, 0, 0);
      to.clearRect(0, 0, wide, high);
      to.setTransform(scale, 0, 0, scale, 0, 0);
      replay(marks, canvasPen(to, this.colours, fontOf));
    }

    saveSvg() {
      const {size: [width, height], marks} = this.list(), out = [];
      replay(marks, svgPen(this.colours, out));
      save(`${this.name}.svg`, 'image/svg+xml',
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"` +
        ` width="${width}pt" height="${height}pt" font-family="Inter, sans-serif">\n` +
        `<desc>${escape(this.state.command)}</desc>\n${out.join('\n')}\n</svg>\n`);
    }

    savePng() {
      const canvas = make('canvas'), paper = getComputedStyle(this.figure);
      this.paint(canvas, 2);
      const whole = make('canvas', {width: canvas.width, height: canvas.height});
      const to = whole.getContext('2d');
      to.fillStyle = paper.getPropertyValue('--ink-paper');
      to.fillRect(0, 0, whole.width, whole.height);
      to.drawImage(canvas, 0, 0);
      whole.toBlob(blob => save(`${this.name}.png`, 'image/png', blob));
    }

    saveCsv() {
      const rows = ['t,s,k,a,aG,lnA,lnL,lnm,sdot,cap_silicon,cap_energy,' +
                    'cap_cooling,cap_demand,w_silicon,w_energy,w_cooling,' +
                    'w_demand,G_GW,X_GW'];
      for (let year = 2026; year <= 2046; year += 0.125)
        rows.push(this.state.module.row(year).map(
          value => Number.isFinite(value) ? value : '').join(','));
      save(`${this.name}.csv`, 'text/csv', `${rows.join('\n')}\n`);
    }
  }

  /* ---- controls ---- */

  const nice = number => String(Number(number.toPrecision(3))).replace('-', '\u2212');

  /* A slider for a symbol: its place is a share of the range. */
  class Slider {
    constructor(state, name, id) {
      const symbol = state.book.symbols[state.places.get(name)];
      Object.assign(this, {state, name, symbol});
      this.input = make('input', {type: 'range', id, min: 0, max: STEPS, step: 1});
      this.output = make('output', {htmlFor: id});
      const label = make('label', {htmlFor: id}, symbol.label.replace(/^./, c => c.toUpperCase()));
      const source = make('small', {},
        `${symbol.published ? 'Range' : 'Half to double'} ${nice(symbol.low)} to ${nice(symbol.high)}` +
        `${this.unit}. ${symbol.source} [${symbol.mark}]`);
      this.element = make('div', {className: 'slider'}, label, this.output, this.input, source);
      this.input.addEventListener('input', () =>
        state.change({[name]: this.value}));
      this.show();
    }

    get unit() { return this.symbol.unit === '1' ? '' : ` ${this.symbol.unit}`; }

    get value() {
      const {low, high, log} = this.symbol, share = this.input.value / STEPS;
      const value = log ? low * (high / low) ** share : low + (high - low) * share;
      return Number(value.toPrecision(4));
    }

    show() {
      const {low, high, log} = this.symbol, value = this.state.valueOf(this.name);
      const share = log ? Math.log(value / low) / Math.log(high / low)
                        : (value - low) / (high - low);
      if (document.activeElement !== this.input || Math.abs(this.value - value) > 1e-3 * Math.abs(value))
        this.input.value = Math.round(share * STEPS);
      this.output.value = nice(value) + this.unit;
      this.input.setAttribute('aria-valuetext', this.output.value);
    }
  }

  let panels = 0;

  class Panel {
    constructor(live) {
      const {state, plan} = live, id = `live-${++panels}`;
      this.state = state;
      this.sliders = plan.symbols.map((name, i) => new Slider(state, name, `${id}-${i}`));
      const own = {};
      for (const symbol of state.book.symbols) own[symbol.name] = symbol.value;
      this.presets = this.select(`${id}-preset`, 'Start from',
        [['', 'the central run'], ...state.book.presets.map(({name, title}) => [name, title])],
        name => state.reset(state.book.presets.find(one => one.name === name)?.set));
      this.walls = this.select(`${id}-wall`, 'What limits compute',
        WALLS.map(wall => [wall, WALL_WORDS[wall]]), wall => state.change({}, wall));
      this.result = make('output', {className: 'result'});
      this.result.setAttribute('role', 'status');
      this.draws = make('button', {type: 'button', onclick: () => this.sample()},
                        `Show ${SAMPLES} samples`);
      this.command = make('code');
      this.element = make('details', {className: 'assumptions', open: state.changed},
        make('summary', {}, 'Move the assumptions'),
        make('div', {className: 'choices'}, this.presets.element, this.walls.element),
        make('div', {className: 'sliders'}, ...this.sliders.map(one => one.element)),
        make('p', {className: 'buttons'}, this.draws,
          this.button('Reset', () => state.reset()),
          this.button('Copy link', event => this.copy(event, this.link)),
          this.button('CSV', () => live.saveCsv()),
          this.button('SVG', () => live.saveSvg()),
          this.button('PNG', () => live.savePng())),
        this.result,
        make('p', {className: 'command'}, this.command, ' ',
          this.button('Copy', event => this.copy(event, state.command))));
      this.element.addEventListener('toggle', () => this.show());
      state.listeners.push(() => this.show());
      this.show();
    }

    get link() {
      return location.href.split('#')[0] + (this.state.fragment || '#live');
    }

    button(words, onclick) { return make('button', {type: 'button', onclick}, words); }

    select(id, words, options, choose) {
      const select = make('select', {id}, ...options.map(
        ([value, label]) => make('option', {value}, label)));
      select.addEventListener('change', () => choose(select.value));
      return {select, element: make('div', {}, make('label', {htmlFor: id}, words), select)};
    }

    async copy(event, words) {
      const button = event.target, before = button.textContent;
      try {
        await navigator.clipboard.writeText(words);
        button.textContent = 'Copied';
      } catch {
        prompt('Copy:', words);
      }
      setTimeout(() => button.textContent = before, 1500);
    }

    async sample() {
      this.draws.disabled = true;
      const all = await this.state.sample(
        done => this.draws.textContent = `${done} of ${SAMPLES}`);
      this.draws.disabled = false;
      this.draws.textContent = `Show ${SAMPLES} samples`;
      if (all) this.announce(`${SAMPLES} samples drawn. ` + this.state.say());
    }

    announce(words) { this.result.value = words; }

    show() {
      const {state} = this;
      this.sliders.forEach(slider => slider.show());
      this.walls.select.value = state.wall;
      this.command.textContent = state.command;
      if (!state.changed) this.presets.select.value = '';
      clearTimeout(this.settling);
      this.settling = setTimeout(() => {
        this.announce(state.say());
        if (state.fragment !== location.hash &&
            (state.fragment || location.hash.startsWith('#live')))
          history.replaceState(null, '', state.fragment || location.pathname + location.search);
      }, SETTLED);
    }
  }

  /* ---- beginning ---- */

  function addStyle(book) {
    const inks = key => book.inks.map(ink => `--ink-${ink.name}:${ink[key]}`).join(';');
    document.head.append(make('style', {textContent:
      `figure[data-live]{${inks('light')}}\n` +
      `@media screen and (prefers-color-scheme:dark){figure[data-live]{${inks('dark')}}}\n` +
      book.style}));
  }

  /* JSON, a NUL, and the parts that it names by place and length. */
  async function unpack(packed) {
    const all = new Uint8Array(await inflate(decode(packed))), end = all.indexOf(0);
    const part = ([from, length]) => all.subarray(end + 1 + from, end + 1 + from + length);
    return {book: JSON.parse(text.decode(all.subarray(0, end))), part};
  }

  /* Frames of a sequence for stage.js, in the colours of the moment. */
  async function offerStage({stageWidth, inks}, module) {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    await document.fonts.load('600 100px OctavoLive', '0');
    window.octavoLive.paint = (canvas, phase, frame) => {
      const to = canvas.getContext('2d'), scale = canvas.width / stageWidth;
      const colours = inks.map(ink => ink[dark.matches ? 'dark' : 'light']);
      to.setTransform(scale, 0, 0, scale, 0, 0);
      replay(module.frame(phase, frame), canvasPen(to, colours, fontOf));
    };
    document.dispatchEvent(new Event('octavo-stage'));
  }

  async function begin(packed) {
    const {book, part} = await unpack(packed);
    addStyle(book);
    await loadFaces();
    const module = await openModule(part(book.module), makeMeasure());
    if (!module.begin(part(book.trial))) return;
    module.speak(book.tongue);
    if (book.stage && module.stage(part(book.stage))) offerStage(book, module);
    const state = new State(book, module), numbers = {};
    for (const [name, figure] of Object.entries(book.figures))
      numbers[name] = module.open(part(figure.plan));
    if (location.hash.startsWith('#live')) state.read(location.hash);
    else state.solve();
    const lives = [...document.querySelectorAll('figure[data-live]')].filter(
      figure => numbers[figure.dataset.live] >= 0).map(
      figure => new Live(figure, state, numbers[figure.dataset.live]));
    addEventListener('hashchange', () => {
      if (location.hash.startsWith('#live')) state.read(location.hash);
    });
    lives.forEach(live => live.show());
    if (location.hash.startsWith('#live')) lives[0]?.figure.scrollIntoView();
    window.octavoLive.state = state;
  }

  window.octavoLive = packed => {
    const start = () => begin(packed).catch(error => console.warn('live:', error));
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
    else start();
  };
})();
