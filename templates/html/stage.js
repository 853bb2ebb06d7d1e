/* stage.js: one stage for the phases of a cascade, driven by the scroll. It
 * only adds: without it every phase shows its last frame as a picture. The
 * layout that it needs hangs on the class "driven", set before the first
 * paint by the page's head, so nothing moves once it is there. Pictures come through Image
 * elements, for a page on a disk may not fetch. */
(() => {
  'use strict';

  const REACH = 6; // frames kept decoded on either side of the one shown
  const LOADS = 4; // frames being decoded at a time

  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  calm.addEventListener('change', () => location.reload());
  if (!calm.matches)
    document.documentElement.classList.add('driven');

  /* The addresses of a stage's frames. Where the whole book is one file they
   * are data in a list of their own, but for those that are pictures too. */
  function listFrames(stage) {
    const count = Number(stage.dataset.count);
    const list = stage.querySelector('script.pictures');
    const kept = list ? JSON.parse(list.textContent) : [];
    const keys = [...stage.querySelectorAll('.keys img')];

    for (let i = 1; list && i <= keys.length; i++)
      kept[Math.floor(i * count / keys.length) - 1] = keys[i - 1].src;
    return Array.from({length: count}, (_, frame) => kept[frame] ||
      stage.dataset.path + String(frame).padStart(3, '0') + '.png');
  }

  /* Decoded frames around a place that moves. show(index, bitmap) is called
   * whenever the best frame at hand changes. */
  function makeFilm(names, show) {
    const kept = new Map(); // index -> {bitmap, failed}
    let place = -1, shown = -1, loading = 0;

    const isNear = index => place >= 0 && Math.abs(index - place) <= REACH;

    function findMissing() {
      for (let away = 0; away <= REACH; away++)
        for (const index of [place + away, place - away])
          if (names[index] && !kept.has(index))
            return index;
      return -1;
    }

    function finish(index, bitmap) {
      loading--;
      const entry = kept.get(index);
      if (entry && bitmap)
        entry.bitmap = bitmap;
      else if (bitmap && bitmap.close)
        bitmap.close();
      showBest();
      loadMore();
    }

    function load(index) {
      const image = new Image();
      kept.set(index, {bitmap: null});
      loading++;
      image.onerror = () => finish(index, null);
      /* The bitmap is made off the main thread and can be closed. What
       * image.decode() makes cannot: half a gigabyte stayed behind. */
      image.onload = () => {
        if (!kept.has(index))
          finish(index, null);
        else
          createImageBitmap(image)
            .then(bitmap => finish(index, bitmap), () => finish(index, image));
      };
      image.src = names[index];
    }

    function loadMore() {
      /* The first picture is waited for, and has the machine to itself. */
      while (place >= 0 && loading < (shown < 0 ? 1 : LOADS)) {
        const index = findMissing();
        if (index < 0)
          return;
        load(index);
      }
    }

    function dropFar() {
      for (const [index, entry] of kept) {
        if (isNear(index))
          continue;
        if (entry.bitmap && entry.bitmap.close)
          entry.bitmap.close();
        kept.delete(index);
      }
    }

    function showBest() {
      for (let away = 0; place >= 0 && away <= REACH; away++)
        for (const index of [place - away, place + away]) {
          const entry = kept.get(index);
          if (!entry || !entry.bitmap)
            continue;
          if (index !== shown)
            show(shown = index, entry.bitmap);
          return;
        }
    }

    return {
      /* index -1: nothing is wanted any more. */
      move(index) {
        if (index === place)
          return;
        place = index;
        dropFar();
        showBest();
        loadMore();
      },
      /* Show the best frame at hand once more. */
      refresh() {
        shown = -1;
        showBest();
      },
    };
  }

  /* The same of frames that live.js draws, each when it is wanted: nothing is
   * loaded and nothing kept. */
  function makeDrawn(paint) {
    let place = -1;

    return {
      move(index) {
        if (index !== place && index >= 0)
          paint(index);
        place = index;
      },
      refresh() {
        if (place >= 0)
          paint(place);
      },
    };
  }

  /* Where the cascade's phases stand on the page, so that scrolling itself
   * never asks for layout. */
  function measurePhases(cascade, phases) {
    const anchor = innerHeight *
      parseFloat(getComputedStyle(cascade).getPropertyValue('--anchor'));
    const boxes = phases.map(phase => phase.getBoundingClientRect());
    const starts = boxes.map(box => box.top + scrollY - anchor);
    const end = boxes[boxes.length - 1].bottom + scrollY - innerHeight;
    return {starts, end: Math.max(end, starts[starts.length - 1] + 1)};
  }

  /* The phase at a scroll position and how much of it has passed, 0 to 1. */
  function findPhase(measures, y) {
    const {starts, end} = measures;
    let phase = starts.length - 1;
    while (phase > 0 && starts[phase] > y)
      phase--;
    const next = phase + 1 < starts.length ? starts[phase + 1] : end;
    const part = (y - starts[phase]) / (next - starts[phase]);
    return {phase, part: Math.min(1, Math.max(0, part)),
            reached: y >= starts[0]};
  }

  /* The bar of progress and the words for those who do not see it. */
  function makeProgress(cascade, phases) {
    const links = [...cascade.querySelectorAll('.progress a')];
    const bar = cascade.querySelector('.bar');
    const status = cascade.querySelector('[role=status]');
    let current = -1;

    return ({phase, part, reached}) => {
      bar.style.transform =
        `scaleX(${reached ? ((phase + part) / phases.length).toFixed(4) : 0})`;
      const wanted = reached ? phase : -1;
      if (wanted === current)
        return;
      if (links[current])
        links[current].removeAttribute('aria-current');
      if (links[wanted]) {
        links[wanted].setAttribute('aria-current', 'step');
        status.textContent = phases[wanted].querySelector('h3').textContent;
      }
      current = wanted;
    };
  }

  /* A fact from what it was in the frame before: nothing where it has stayed,
   * a space in the place of its last word or of all others. */
  function fill(words, before) {
    const last = before.lastIndexOf(' ') + 1;
    return !words ? before
      : words.startsWith(' ') ? before.slice(0, last - 1) + words
      : words.endsWith(' ') ? words + before.slice(last) : words;
  }

  /* What the frames of a stage say: labels, and a row of words a frame, from
   * what is packed with the scripts; nothing when there is none. */
  let packed = {};

  function readFacts(stage) {
    const facts = packed[stage.dataset.path];
    let row = [];

    return facts && {labels: facts.labels, rows: facts.rows.map(words => {
      const parts = words.split('|');
      return row = facts.labels.map(
        (_, i) => fill(parts[i] || '', row[i] || ''));
    })};
  }

  /* A line of live numbers. Whoever listens to the page instead of seeing it
   * hears the status once a phase; numbers that run would only be noise. */
  function makeLive() {
    const line = document.createElement('div');
    let cells = [], facts = null;

    line.className = 'live';
    line.setAttribute('aria-hidden', 'true');

    function prepare(wanted) {
      facts = wanted;
      line.replaceChildren();
      cells = facts.labels.map((label, i) => {
        const fact = document.createElement('span');
        const value = document.createElement('b');
        fact.append(...(i ? [label, value] : [value]));
        line.append(fact);
        return value;
      });
    }

    return {
      line,
      say(wanted, frame) {
        if (!wanted)
          return line.replaceChildren();
        if (wanted !== facts)
          prepare(wanted);
        facts.rows[frame].forEach((words, i) => {
          if (cells[i].textContent !== words)
            cells[i].textContent = words;
        });
      },
    };
  }

  /* The one canvas, which moves into the stage of the phase that is on. */
  function makeStage(stages) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const counts = stages.map(stage => Number(stage.dataset.count));
    const facts = stages.map(readFacts);
    const live = makeLive();
    const names = [];
    const firsts = [];
    const parts = stages.map(
      stage => Number(/p(\d+)-$/.exec(stage.dataset.path)[1]));
    let on = -1, shown = -1, wanted = -1;
    let room = 0; // pixels of the screen across

    /* Each figure is named, for the canvas is in one of them at a time. */
    canvas.setAttribute('aria-hidden', 'true');
    stages.forEach((stage, i) => {
      stage.setAttribute('aria-label', stage.querySelector('img').alt);
      firsts.push(names.length);
      names.push(...listFrames(stage));
    });
    let film = makeFilm(names, (index, bitmap) => {
      const width = Math.min(bitmap.width, room || bitmap.width);
      setSize(width, Math.round(width * bitmap.height / bitmap.width));
      /* Small letters survive only a careful reduction. */
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      shown = index;
      stages[on].dataset.frame = shown;
    });

    function setSize(width, height) {
      if (canvas.width === width && canvas.height === height)
        return;
      canvas.width = width;
      canvas.height = height;
    }

    /* At the density of the screen, whatever the pictures have. */
    function paint(index) {
      const image = stages[on].querySelector('img');
      const width = room || Number(image.getAttribute('width'));
      setSize(width, Math.round(width * image.getAttribute('height') /
                                image.getAttribute('width')));
      octavoLive.paint(canvas, parts[on], index - firsts[on]);
      stages[on].dataset.frame = shown = index;
    }

    /* From now on no picture is asked for. */
    function draw() {
      film.move(-1);
      film = makeDrawn(paint);
      canvas.classList.add('drawn');
      film.move(wanted);
      matchMedia('(prefers-color-scheme: dark)').addEventListener(
        'change', () => film.refresh());
    }

    /* live.js may have been there before. */
    if (stages.every(stage => 'drawn' in stage.dataset)) {
      if (window.octavoLive?.paint)
        draw();
      else
        document.addEventListener('octavo-stage', draw, {once: true});
    }

    /* A frame of the phase before may stand until the first of this one has
     * come; the numbers need not wait. */
    function say(frame) {
      if (facts[on])
        live.say(facts[on], frame);
    }

    function measure() {
      const old = room;
      room = Math.round(canvas.clientWidth * devicePixelRatio);
      if (room !== old)
        film.refresh();
    }

    function enter(phase) {
      if (phase === on)
        return;
      if (on >= 0) {
        stages[on].classList.remove('current');
        delete stages[on].dataset.frame;
      }
      on = phase;
      const image = stages[on].querySelector('img');
      if (shown < 0) {
        canvas.width = image.getAttribute('width');
        canvas.height = image.getAttribute('height');
      } else {
        stages[on].dataset.frame = shown;
      }
      stages[on].prepend(canvas, ...(facts[on] ? [live.line] : []));
      stages[on].classList.add('current');
      if (!room)
        measure();
    }

    return {
      measure,
      show({phase, part}, near) {
        const frame = Math.min(counts[phase] - 1,
                               Math.floor(part * counts[phase]));
        enter(phase);
        say(frame);
        wanted = near && room ? firsts[phase] + frame : -1;
        film.move(wanted);
      },
    };
  }

  /* Who asked for less motion gets the key frames unfolded, and a slider that
   * draws any frame. */
  function addSlider(stage, heading) {
    const image = stage.querySelector('img');
    const alt = image.alt;
    const keys = stage.querySelector('.keys');
    const names = listFrames(stage);
    const slider = document.createElement('input');
    const facts = readFacts(stage);
    const live = makeLive();

    function say(frame) {
      if (!facts)
        return;
      live.say(facts, frame);
      slider.setAttribute('aria-valuetext', facts.rows[frame]
        .map((words, i) => (i ? facts.labels[i] + ' ' : '') + words)
        .join(', '));
    }

    slider.type = 'range';
    slider.min = 0;
    slider.max = slider.value = stage.dataset.count - 1;
    slider.setAttribute('aria-label', heading.textContent);
    slider.addEventListener('input', () => {
      image.src = names[slider.value];
      image.alt = slider.value === slider.max ? alt : '';
      say(Number(slider.value));
    });
    say(Number(slider.max));
    image.after(slider, live.line);
    if (keys)
      keys.open = true;
  }

  function startCascade(cascade) {
    const phases = [...cascade.querySelectorAll('.phase')];
    const stages = phases.map(phase => phase.querySelector('[data-stage]'));
    let progress, stage, measures, near = false, asked = false;

    function update() {
      asked = false;
      const at = findPhase(measures, scrollY);
      progress(at);
      if (stage)
        stage.show(at, near);
    }
    function ask() {
      if (!asked && measures)
        requestAnimationFrame(update);
      asked = Boolean(measures);
    }
    function measure() {
      const image = cascade.querySelector('.stage img');
      if (image)
        cascade.style.setProperty('--ratio', image.getAttribute('width') /
                                             image.getAttribute('height'));
      measures = measurePhases(cascade, phases);
      if (stage)
        stage.measure();
      ask();
    }
    /* Once it comes near: far from it nothing is measured or read. Sliders wait
     * for nothing. */
    function start() {
      progress = makeProgress(cascade, phases);
      if (calm.matches)
        stages.forEach((one, i) =>
          one && addSlider(one, phases[i].querySelector('h3')));
      else if (!stages.includes(null))
        stage = makeStage(stages);
      measure();
      new ResizeObserver(measure).observe(document.body);
      addEventListener('resize', measure);
      addEventListener('scroll', ask, {passive: true});
    }

    if (calm.matches)
      start();
    /* Who jumps to a phase does not wait until it is seen to be near. */
    cascade.querySelector('.progress').addEventListener('click', () => {
      near = true;
      if (!measures)
        start();
      ask();
    });
    new IntersectionObserver(entries => {
      near = entries[entries.length - 1].isIntersecting;
      if (near && !measures)
        start();
      ask();
    }, {rootMargin: '100% 0px'}).observe(cascade);
  }

  addEventListener('beforeprint', () => {
    for (const image of document.images)
      image.loading = 'eager';
  });
  document.addEventListener('octavo-page', ({detail: [{facts}]}) => {
    packed = facts;
    document.querySelectorAll('.cascade').forEach(startCascade);
  });
})();
