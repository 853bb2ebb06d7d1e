/* moved.js: figures that readers move: the press's own solver and drawing, as
 * WebAssembly, behind ordinary controls. All live figures of a page show one
 * state, which the address holds (#live&r0=1.2&wall=demand). At rest, with
 * nothing changed, a figure is the picture that was printed.
 * Words in braces are the book's language's (controls.c in src/tongue/), which
 * names the variables that it wants to say.
 *
 * What a newcomer would get wrong: while a slider moves nothing may ask the
 * page for a style or a size, for then it is laid out at once; and a panel
 * that is closed has nothing to show. */
(() => {
  'use strict';

  const {openModule, loadFaces, makeMeasure, replay, canvasPen, svgPen, escape} = octavoMarks;
  const WALLS = {
    wall: '{{{wall}}}', demand: '{{{money_alone}}}', frozen: '{{{frozen}}}',
  };
  const LINES = ['{{{silicon}}}', '{{{power}}}', '{{{cooling}}}', '{{{money}}}'];
  const STEPS = 200; /* of a slider */
  const SAMPLES = 256;
  const SLICE = 12; /* [ms] of samples before the page gets its turn */
  const SETTLED = 400; /* [ms] */
  const YEAR = 365.25; /* [d] */
  const PRESENT = 2030; /* the year whose pace and limit are told */

  const isPhone = matchMedia('(max-width: 30em)');
  const isDark = matchMedia('(prefers-color-scheme: dark)');

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const button = (words, onclick) => make('button', {type: 'button', onclick}, words);
  const isLive = () => location.hash.startsWith('#live');
  const nice = number => String(Number(number.toPrecision(3)))
    .replace('-', '\u2212').replace('.', '{{{decimal}}}');

  /* Of less than a season the days are told. */
  function sayValue(value, unit) {
    if (unit === 'yr' && value < 0.25)
      return `${nice(value * YEAR)} {{{days}}}`;
    return nice(value) + (unit === '1' ? '' : unit === 'yr' ? ' {{{years}}}' : ` ${unit}`);
  }

  /* As octavo solve writes numbers. */
  const sayExactly = number => !Number.isFinite(number) ? ''
    : number && Math.abs(number) < 1e-4
      ? number.toExponential().replace(/e-(\d)$/, 'e-0$1') : String(number);

  /* ---- the state ---- */

  /* What the reader has changed, and who wants to know: at once (show), and
   * when the sliders rest (settle). */
  class State {
    constructor(book, module) {
      Object.assign(this, {book, module, values: new Map(), wall: 'wall', preset: '',
                           samples: 0, turn: 0, listeners: []});
      this.places = new Map(book.symbols.map((symbol, i) => [symbol.name, i]));
      module.solve(0);
      this.printed = module.dates();
      this.subjects = this.outcome.map(([what]) => what);
    }

    symbol(name) { return this.book.symbols[this.places.get(name)]; }

    valueOf(name) { return this.values.get(name) ?? this.symbol(name).value; }

    get changed() { return this.values.size > 0 || this.wall !== 'wall'; }

    change(values, wall = this.wall) {
      for (const [name, value] of Object.entries(values)) {
        const symbol = this.symbol(name);
        if (!symbol || !Number.isFinite(value)) continue;
        if (value === symbol.value) this.values.delete(name);
        else this.values.set(name, value);
      }
      if (Object.hasOwn(WALLS, wall)) this.wall = wall;
      this.solve();
    }

    reset(values = {}, wall = 'wall', preset = '') {
      this.values.clear();
      this.preset = preset;
      this.wall = 'wall';
      this.change(values, wall);
    }

    solve() {
      const began = performance.now();
      this.turn++;
      this.samples = 0;
      this.told = null;
      this.module.restore();
      for (const [name, value] of this.values)
        this.module.change(this.places.get(name), value);
      this.module.solve(Object.keys(WALLS).indexOf(this.wall));
      this.tell();
      this.took = performance.now() - began;
    }

    tell() {
      this.listeners.forEach(listener => listener.show());
      this.rests = performance.now() + SETTLED;
      this.waiting ??= setTimeout(() => this.settle(), SETTLED);
    }

    /* One clock for a whole drag. */
    settle() {
      const left = this.rests - performance.now();
      this.waiting = left > 1 ? setTimeout(() => this.settle(), left) : null;
      if (this.waiting) return;
      if (this.fragment !== location.hash && (this.fragment || isLive()))
        history.replaceState(history.state, '', this.fragment || location.pathname + location.search);
      this.listeners.forEach(listener => listener.settle());
    }

    /* A few at a time, until the state changes. */
    async sample(progress) {
      const turn = this.turn, rest = () => new Promise(go => setTimeout(go));
      for (let done = 0; done < SAMPLES; await rest()) {
        if (turn !== this.turn) return;
        for (const start = performance.now();
             done < SAMPLES && performance.now() - start < SLICE;)
          done = this.module.sample(done + 1);
        progress(done);
      }
      if (turn !== this.turn) return;
      this.samples = SAMPLES;
      this.tell();
    }

    list(join) {
      const parts = [...this.values];
      if (this.wall !== 'wall') parts.push(['wall', this.wall]);
      return parts.map(([name, value]) => `${join}${name}=${value}`).join('');
    }

    get fragment() { return this.changed ? '#live' + this.list('&') : ''; }

    get command() { return 'octavo solve curve' + this.list(' --set '); }

    read(fragment) {
      const {wall, ...rest} = Object.fromEntries(new URLSearchParams(fragment.slice(6)));
      for (const name in rest) rest[name] = rest[name] ? Number(rest[name]) : NaN;
      this.reset(rest, wall);
    }

    /* What is not as in the book, in words. */
    get changes() {
      const parts = [...this.values].map(([name, value]) => {
        const {label, unit} = this.symbol(name);
        return label ? `${label} ${sayValue(value, unit)}` : `${name} ${nice(value)}`;
      });
      if (this.wall !== 'wall') parts.push(`{{{limits}}}{{{thin}}}: ${WALLS[this.wall]}`);
      return parts.join('{{{thin}}}; ');
    }

    /* [what, value, beside the book's], as a reader would list them; null when
     * these values have no course. */
    get outcome() { return this.told ??= this.findOutcome(); }

    findOutcome() {
      const {module, printed} = this, dates = module.dates();
      if (!dates) return null;
      const list = this.book.phases.map(({name, label}, i) => {
        const later = Math.round(12 * (dates[i + 5] - printed[i + 5])), months = Math.abs(later);
        return [label, module.say('central.' + name, 'month'),
          later ? `${months} ${months > 1 ? '{{{months}}}' : '{{{month}}}'} ${later > 0 ? '{{{later}}}' : '{{{earlier}}}'}` : ''];
      });
      const row = module.row(PRESENT), doubling = Math.LN2 / row[8] * YEAR;
      const days = nice(Number(doubling.toFixed(doubling < 10)));
      list.push([`{{{doubles}}}, ${PRESENT}`,
                 Number.isFinite(doubling) ? `{{{in_days}}}` : '{{{no_more}}}', '']);
      const weights = row.slice(13, 17), most = Math.max(...weights);
      list.push([`{{{tightest}}}, ${PRESENT}`, ...this.wall !== 'wall' ? [WALLS[this.wall], '']
        : most >= 0 ? [LINES[weights.indexOf(most)], `{{{weight}}}`]
          : ['\u2013', '']]);
      return list;
    }

    say() {
      return this.outcome?.map(([what, value, beside]) =>
        `${what}{{{thin}}}: ${value}${beside && `, ${beside}`}`).join('{{{thin}}}; ') ?? '{{{no_course}}}';
    }

    /* As octavo solve --format csv does, every eighth of a year. */
    get csv() {
      const {module} = this, dates = module.dates() ?? [];
      const rows = ['t,s,k,a,aG,lnA,lnL,lnm,sdot,cap_silicon,cap_energy,cap_cooling,cap_demand,' +
                    'w_silicon,w_energy,w_cooling,w_demand,G_GW,X_GW'];
      for (let year = 2026; year <= 2046 && dates.length; year += 0.125)
        rows.push(module.row(year).map(sayExactly).join());
      rows.push('', 'phase,threshold,start');
      for (let i = 0; i < 5; i++)
        rows.push([`P${i + 2}`, sayExactly(dates[i]), sayExactly(dates[i + 5])].join());
      return rows.join('\n') + '\n';
    }
  }

  /* ---- a figure ---- */

  function save(name, type, data) {
    const href = URL.createObjectURL(new Blob([data], {type}));
    make('a', {href, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  class Live {
    constructor(figure, state, number, measure) {
      const name = figure.dataset.live, picture = figure.querySelector('picture');
      Object.assign(this, {figure, state, number, measure, name, picture,
                           plan: state.book.figures[name]});
      this.canvas = make('canvas', {className: 'moved', hidden: true, role: 'img'});
      [this.canvas.width, this.canvas.height] = this.size;
      this.context = this.canvas.getContext('2d');
      this.panel = new Panel(this);
      this.picture.after(this.canvas, this.panel.element);
      state.listeners.push(this);
      new ResizeObserver(([{contentRect}]) => {
        this.across = contentRect.width;
        this.show();
      }).observe(this.canvas);
      new IntersectionObserver(seen => { // the last is how it is now
        this.near = seen.at(-1).isIntersecting;
        this.show();
      }, {rootMargin: '200px'}).observe(figure);
      isDark.addEventListener('change', () => {
        this.known = null;
        this.show();
      });
    }

    get colours() {
      const style = getComputedStyle(this.figure);
      return this.known ||= this.state.book.inks.map(
        ink => style.getPropertyValue(`--ink-${ink.name}`).trim());
    }

    ink(name) { return this.state.book.inks.findIndex(ink => ink.name === name); }

    get size() {
      const {width, height, phoneWidth, phoneHeight} = this.plan;
      return isPhone.matches ? [phoneWidth, phoneHeight] : [width, height];
    }

    show() {
      const moved = this.state.changed || this.state.samples > 0;
      if (this.canvas.hidden === moved) {
        this.picture.hidden = moved;
        this.canvas.hidden = !moved;
      }
      if (!this.near) return;
      this.panel.show();
      if (moved && this.across) this.paint();
    }

    settle() {
      const {state} = this;
      this.canvas.ariaLabel = `${this.plan.title}${state.changes && `, {{{moved}}}{{{thin}}}: ${state.changes}`}` +
        `${state.samples ? `, {{{with_samples}}}` : ''}. ${state.say()}.`;
      this.panel.settle();
    }

    get marks() { return this.state.module.draw(this.number, ...this.size); }

    paint() {
      const {canvas, context, size: [width, height], marks} = this;
      if (!marks) return;
      const wide = Math.round(this.across * devicePixelRatio), scale = wide / width;
      const high = Math.round(height * scale);
      if (canvas.width !== wide || canvas.height !== high)
        Object.assign(canvas, {width: wide, height: high});
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, wide, high);
      replay(marks, canvasPen(context, scale, this.colours));
    }

    /* To hand on: the marks on paper, and below them what was moved. */
    export() {
      const {size: [width, height], marks, state} = this, words = [];
      const face = 3, size = 5.5, room = (width - 12) / size;
      for (const word of `${document.title}: ${state.changes || '{{{as_printed}}}'}.`.split(' ')) {
        const longer = `${words.at(-1)} ${word}`;
        if (words.length && this.measure(face, longer) < room) words[words.length - 1] = longer;
        else words.push(word);
      }
      return {
        width: width + 12, height: height + 20 + 7.5 * words.length,
        replay: pen => {
          replay(marks, pen);
          words.forEach((line, i) => pen.words(this.ink('muted'), 1, 0,
            height + 10 + 7.5 * i, face, size, 0, line));
        },
      };
    }

    saveSvg() {
      const out = [], {width, height, replay} = this.export(), {colours} = this;
      replay(svgPen(out, colours));
      save(`${this.name}.svg`, 'image/svg+xml',
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 -6 ${width} ${height}"` +
        ` width="${width}pt" height="${height}pt" font-family="Inter, sans-serif">\n` +
        `<title>${escape(this.plan.title)}</title>\n<desc>${escape(this.state.command)}</desc>\n` +
        `<path d="M-6-6h${width}v${height}h-${width}z" fill="${colours[this.ink('paper')]}"/>\n` +
        `${out.join('\n')}\n</svg>\n`);
    }

    savePng() {
      const {width, height, replay} = this.export(), {colours} = this, scale = 5;
      const canvas = make('canvas', {width: width * scale, height: height * scale});
      const to = canvas.getContext('2d');
      to.fillStyle = colours[this.ink('paper')];
      to.fillRect(0, 0, canvas.width, canvas.height);
      replay(canvasPen(to, scale, colours, 6));
      canvas.toBlob(blob => save(`${this.name}.png`, 'image/png', blob));
    }
  }

  /* ---- controls ---- */

  /* A slider for a symbol: its place is a share of the range. */
  class Slider {
    constructor(state, name, id) {
      const symbol = state.symbol(name), {low, high, unit, published, label, source, mark} = symbol;
      Object.assign(this, {state, name, symbol});
      this.input = make('input', {type: 'range', id, min: 0, max: STEPS});
      this.input.setAttribute('aria-describedby', `${id}-source`);
      this.output = make('b', {ariaHidden: true});
      const range = low < 0 || unit !== 'yr' || (low < 0.25) !== (high < 0.25)
        ? `${sayValue(low, unit)} {{{to}}} ${sayValue(high, unit)}`
        : `${sayValue(low, unit).split(' ')[0]} {{{to}}} ${sayValue(high, unit)}`;
      this.element = make('div', {className: 'slider'},
        make('label', {htmlFor: id}, label[0].toUpperCase() + label.slice(1)), this.output, this.input,
        make('small', {id: `${id}-source`},
          `${published ? '' : '{{{half}}}{{{thin}}}: '}${range} \u00b7 ${source} [${mark}]`));
      this.input.style.setProperty('--book', this.place(symbol.value) / STEPS);
      this.input.addEventListener('input', () => {
        this.shown = null;
        state.change({[name]: this.value});
      });
    }

    place(value) {
      const {low, high, log} = this.symbol;
      return STEPS * (log ? Math.log(value / low) / Math.log(high / low)
                          : (value - low) / (high - low));
    }

    get value() {
      const {low, high, log, value: printed} = this.symbol, place = Number(this.input.value);
      if (place === Math.round(this.place(printed))) return printed;
      const share = place / STEPS;
      const value = log ? low * (high / low) ** share : low + (high - low) * share;
      return Number(value.toPrecision(4));
    }

    show() {
      const value = this.state.valueOf(this.name);
      if (value === this.shown) return;
      this.shown = value;
      if (this.value !== value) this.input.value = Math.round(this.place(value));
      this.output.textContent = this.input.ariaValueText = sayValue(value, this.symbol.unit);
    }
  }

  /* The last one used speaks. */
  let panels = 0, speaker;

  class Panel {
    constructor(live) {
      const {state, plan} = live, id = `live-${++panels}`;
      Object.assign(this, {state, id});
      this.sliders = plan.symbols.map((name, i) => new Slider(state, name, `${id}-${i}`));
      this.presets = this.select('{{{start_from}}}',
        [['', '{{{central}}}'], ...state.book.presets.map(({name, title}) => [name, title])],
        name => state.reset(state.book.presets.find(one => one.name === name)?.set, 'wall', name));
      this.walls = this.select('{{{limits}}}', Object.entries(WALLS),
                               wall => state.change({}, wall));
      this.result = make('output', {className: 'result unseen'});
      this.draws = button(`{{{show_samples}}}`, () => this.sample());
      this.resets = button('{{{reset}}}', () => state.reset());
      this.command = make('code');
      this.element = make('details', {className: 'assumptions', open: state.changed},
        make('summary', {}, '{{{move}}}'),
        this.addOutcome(),
        make('fieldset', {}, make('legend', {className: 'unseen'}, '{{{assumptions}}}'),
          this.presets.element, this.walls.element, ...this.sliders.map(one => one.element)),
        make('p', {className: 'buttons'}, this.draws, this.resets,
          button('{{{copy_link}}}', event => this.copy(event,
            location.href.split('#')[0] + (state.fragment || '#live'))),
          button('CSV', () => save('curve.csv', 'text/csv', state.csv)),
          button('SVG', () => live.saveSvg()), button('PNG', () => live.savePng())),
        this.result,
        make('p', {className: 'command'}, this.command,
          button('{{{copy}}}', event => this.copy(event, state.command))),
        make('p', {className: 'note'}, '{{{note}}}'));
      this.element.addEventListener('toggle', () => this.show());
      this.element.addEventListener('focusin', () => speaker = this);
      speaker ??= this;
    }

    select(words, options, choose) {
      const id = `${this.id}-${words[0]}`, select = make('select', {id}, ...options.map(
        ([value, label]) => make('option', {value}, label)));
      select.addEventListener('change', () => choose(select.value));
      return {select, element: make('div', {}, make('label', {htmlFor: id}, words), select)};
    }

    addOutcome() {
      this.cells = this.state.subjects.map((what, i) => {
        const cell = [make('dt', {}, what), make('dd', {}, ''), make('dd', {}, '')];
        const phase = this.state.book.phases[i] ? i + 2 : 0;
        return {cell, element: make('div', {style: phase ? `--phase: var(--ink-phase-${phase})` : ''}, ...cell)};
      });
      return make('dl', {className: 'outcome'}, ...this.cells.map(one => one.element));
    }

    async copy({target}, words) {
      const before = target.textContent;
      try {
        await navigator.clipboard.writeText(words);
        target.textContent = '{{{copied}}}';
        setTimeout(() => target.textContent = before, 1500);
      } catch {
        prompt('{{{copy}}}{{{thin}}}:', words);
      }
    }

    async sample() {
      if (this.draws.ariaDisabled) return;
      this.draws.ariaDisabled = true;
      await this.state.sample(done => this.draws.textContent = `{{{done}}}`);
      this.draws.ariaDisabled = null;
      this.draws.textContent = `{{{show_samples}}}`;
    }

    show() {
      const {state} = this;
      if (!this.element.open) return;
      this.sliders.forEach(slider => slider.show());
      this.walls.select.value = state.wall;
      this.presets.select.value = state.preset;
      this.command.textContent = state.command;
      this.showOutcome(state.outcome);
    }

    showOutcome(outcome) {
      this.cells.forEach(({cell}, i) => cell.forEach((part, j) => {
        const words = outcome?.[i][j] ?? '\u2013';
        if (j && part.textContent !== words) part.textContent = words;
      }));
    }

    settle() {
      const {state} = this, told = state.samples ? `{{{drawn}}}. ` : '';
      if (speaker === this) this.result.value = `${told}${state.say()}.`;
    }
  }

  /* ---- beginning ---- */

  function addInks(book) {
    const inks = key => book.inks.map(ink => `--ink-${ink.name}:${ink[key]}`).join(';');
    document.head.append(make('style', {textContent:
      `figure[data-live]{${inks('light')}}\n` +
      `@media screen and (prefers-color-scheme:dark){figure[data-live]{${inks('dark')}}}`}));
  }

  window.octavoLive = {};

  /* Frames of a sequence for stage.js, in the colours of the moment. */
  async function offerStage({stageWidth, inks}, module) {
    await document.fonts.load('600 100px OctavoLive', '0');
    octavoLive.paint = (canvas, phase, frame) => {
      const colours = inks.map(ink => ink[isDark.matches ? 'dark' : 'light']);
      replay(module.frame(phase, frame),
             canvasPen(canvas.getContext('2d'), canvas.width / stageWidth, colours));
    };
    document.dispatchEvent(new Event('octavo-stage'));
  }

  /* Each step has a turn of its own: one may be scrolling. */
  document.addEventListener('octavo-live', async ({detail: [book, part]}) => {
    const rest = () => new Promise(go => setTimeout(go));
    const measure = makeMeasure();
    addInks(book);
    await loadFaces();
    const module = await openModule(part(book.module), measure);
    if (!module.begin(part(book.trial))) return;
    module.speak(book.tongue);
    await rest();
    if (book.stage && module.stage(part(book.stage))) offerStage(book, module);
    const numbers = {};
    for (const [name, figure] of Object.entries(book.figures)) {
      await rest();
      numbers[name] = module.open(part(figure.plan));
    }
    await rest();
    const state = new State(book, module);
    const read = () => isLive() && state.read(location.hash);
    read();
    const lives = [];
    for (const figure of document.querySelectorAll('figure[data-live]')) {
      await rest();
      if (numbers[figure.dataset.live] >= 0)
        lives.push(new Live(figure, state, numbers[figure.dataset.live], measure));
    }
    addEventListener('hashchange', read);
    if (isLive()) lives[0]?.figure.scrollIntoView();
    octavoLive.state = state;
  });
})();
