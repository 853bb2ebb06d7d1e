/* marks.js: what the press's module gives to a page, and how it is drawn: a
 * list of marks (see sheet/list.c), replayed on a canvas or written as SVG.
 *
 * What a newcomer would get wrong: a slider is waited for. Between the module
 * and the page words go letter by letter, for a TextDecoder costs more than
 * the letters; a canvas is told its font and its place only when they change. */
const octavoMarks = (() => {
  'use strict';

  const text = new TextDecoder();
  const write = new TextEncoder();

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

  /* measure(face, words): their width [em]. */
  async function openModule(code, measure) {
    let own, bytes;
    const view = () => bytes?.length ? bytes : bytes = new Uint8Array(own.memory.buffer);
    const at = (from, length) => view().subarray(from, from + length);
    const read = (from, length) => {
      let words = '';
      for (const end = from + length; from < end; words += String.fromCharCode(bytes[from++]))
        if (view()[from] > 127)
          return words + text.decode(at(from, end - from));
      return words;
    };
    const page = {
      measure: (face, from, length) => measure(face, read(from, length)),
      digits(number, precision, letter, to) {
        const words = sayDigits(number, precision, letter === 101), all = view();
        for (let i = 0; i < words.length; i++) all[to + i] = words.charCodeAt(i);
        return words.length;
      },
      number: (from, length) => Number(read(from, length)),
    };
    for (const name of ['asin', 'atan2', 'cos', 'exp', 'log', 'log10', 'pow', 'sin'])
      page[name] = Math[name];
    /* Math's own minds overflow, which no sheet does, and is slow. */
    page.hypot = (x, y) => Math.sqrt(x * x + y * y);
    own = (await WebAssembly.instantiate(code, {page})).instance.exports;
    const give = data => {
      const place = own.room(data.length);
      at(place, data.length).set(data);
      return [place, data.length];
    };
    const list = from => {
      if (!from) return null;
      const [numbers, count, words] = new Uint32Array(own.memory.buffer, from, 3);
      return {numbers: new Float32Array(own.memory.buffer, numbers, count),
              words: (place, length) => read(words + place, length)};
    };
    const reals = (from, count) =>
      from ? Array.from(new Float64Array(own.memory.buffer, from, count)) : null;
    return {
      begin: data => own.begin(...give(data)),
      open: data => own.open(...give(data)),
      speak: words => own.speak(give(write.encode(words.replaceAll('\n', '\0')))[0]),
      restore: own.restore,
      change: own.change,
      solve: own.solve,
      row: year => reals(own.row(year), 19),
      dates: () => reals(own.dates(), 10),
      sample: own.sample,
      say(path, format = '') {
        write.encodeInto(`${path}\0${format}\0`, at(own.words(), 512));
        const from = own.say();
        return read(from, view().indexOf(0, from) - from);
      },
      draw: (...size) => list(own.draw(...size)),
      stage: data => own.stage(...give(data)),
      frame: (...place) => list(own.frame(...place)),
    };
  }

  /* ---- faces ---- */

  const WEIGHTS = {5: 500, 6: 600}; /* by enum face_name */
  const weigh = face => WEIGHTS[face] || 400;
  /* Small letters are hinted away: they are drawn large and scaled. */
  const fontOf = face => `${weigh(face)} 100px OctavoLive,Sans,Inter,sans-serif`;

  const loadFaces = () => Promise.all([400, 500].map(
    weight => document.fonts.load(`${weight} 100px OctavoLive`)));

  function makeMeasure() {
    const to = document.createElement('canvas').getContext('2d'), faces = {};
    let last;
    return (face, words) => {
      const known = faces[face] ||= new Map();
      let width = known.get(words);
      if (width === undefined) {
        if (last !== face) to.font = fontOf(last = face);
        known.set(words, width = to.measureText(words).width / 100);
      }
      return width;
    };
  }

  /* ---- a list, replayed ---- */

  const [F, S, C, U, M, L, B] = [...'FSCUMLB'].map(letter => letter.charCodeAt(0));

  /* Calls pen.begin, pen.moveTo and so on, then pen.fill, pen.stroke, pen.clip;
   * pen.unclip; pen.words. */
  function replay({numbers, words}, pen) {
    let i = 0;
    const path = () => {
      const end = numbers[i++] + i;
      pen.begin();
      while (i < end)
        switch (numbers[i++]) {
        case M: pen.moveTo(numbers[i++], numbers[i++]); break;
        case L: pen.lineTo(numbers[i++], numbers[i++]); break;
        case B:
          pen.bezierCurveTo(numbers[i++], numbers[i++], numbers[i++], numbers[i++],
                            numbers[i++], numbers[i++]);
          break;
        default: pen.closePath();
        }
    };
    while (i < numbers.length) {
      const kind = numbers[i++];
      if (kind === U) { pen.unclip(); continue; }
      if (kind === C) { path(); pen.clip(); continue; }
      const ink = numbers[i++], opacity = numbers[i++], from = i;
      if (kind === F) {
        i++;
        path();
        pen.fill(ink, opacity, numbers[from] ? 'evenodd' : 'nonzero');
      } else if (kind === S) {
        i += 4;
        path();
        pen.stroke(ink, opacity, ...numbers.subarray(from, from + 4));
      } else {
        i += 7;
        pen.words(ink, opacity, ...numbers.subarray(from, from + 5),
                  words(numbers[from + 5], numbers[from + 6]));
      }
    }
  }

  /* scale: dots to a point; edge: around all marks [pt]. */
  function canvasPen(to, scale, colours, edge = 0) {
    let face, astray = true;
    const hold = () => {
      if (astray) to.setTransform(scale, 0, 0, scale, edge * scale, edge * scale);
      astray = false;
    };
    const dip = (style, ink, opacity) => {
      to.globalAlpha = opacity;
      to[style] = colours[ink];
    };
    return {
      begin() { hold(); to.beginPath(); },
      moveTo: (x, y) => to.moveTo(x, y),
      lineTo: (x, y) => to.lineTo(x, y),
      bezierCurveTo: (...way) => to.bezierCurveTo(...way),
      closePath: () => to.closePath(),
      fill(ink, opacity, rule) {
        dip('fillStyle', ink, opacity);
        to.fill(rule);
      },
      stroke(ink, opacity, width, on, off, round) {
        dip('strokeStyle', ink, opacity);
        to.lineWidth = width;
        to.lineCap = round ? 'round' : 'butt';
        to.lineJoin = round ? 'round' : 'miter';
        to.setLineDash(on > 0 ? [on, off] : []);
        to.stroke();
      },
      words(ink, opacity, x, y, own, size, turn, words) {
        const way = turn * Math.PI / 180, part = size * scale / 100;
        const across = Math.cos(way) * part, down = Math.sin(way) * part;
        to.setTransform(across, down, -down, across, (x + edge) * scale, (y + edge) * scale);
        astray = true;
        dip('fillStyle', ink, opacity);
        if (face !== own) to.font = fontOf(face = own);
        to.fillText(words, 0, 0);
      },
      clip() { to.save(); to.clip(); },
      unclip() { to.restore(); face = null; astray = true; },
    };
  }

  const escape = words => words.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
  const short = number => String(Math.round(number * 100) / 100);

  /* Onto a list of elements. */
  function svgPen(out, colours) {
    let way = '', clips = 0;
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
        ` font-size="${short(size)}" font-weight="${weigh(face)}" fill="${colours[ink]}"` +
        ` fill-opacity="${short(opacity)}" xml:space="preserve">${escape(words)}</text>`),
      clip: () => out.push(
        `<clipPath id="c${++clips}"><path d="${way}"/></clipPath><g clip-path="url(#c${clips})">`),
      unclip: () => out.push('</g>'),
    };
  }

  return {openModule, loadFaces, makeMeasure, replay, canvasPen, svgPen, escape};
})();
