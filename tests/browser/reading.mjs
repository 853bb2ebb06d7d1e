// reading.mjs: what a reader does with the page besides scrolling: notes,
// contents, search, figures that open large, and the page without motion or
// without script. Each check says one line.
import {openPage, wait} from './chromium.mjs';

const BIG = {width: 1440, height: 900}, SMALL = {width: 360, height: 740};

const has = (page, selector) => page.evaluate(
  `Boolean(document.querySelector(${JSON.stringify(selector)}))`);

// A reader may jump from the top before anything of the stage has begun. The
// frame after the click is asked for behind the page's own.
async function checkJump(page, say) {
  const current = await page.evaluate(`(async () => {
    const link = [...document.querySelectorAll('.progress a')].pop();
    link.click();
    await new Promise(requestAnimationFrame);
    return link.getAttribute('aria-current');
  })()`);
  say(current === 'step', 'the first jump marks its phase at once', current);
}

// What a screen reader finds: no heading speaks of the link in it, and every
// phase has a picture in words, whichever holds the canvas.
async function checkNames(page, phases, say) {
  const link = await page.evaluate(
    `document.querySelector('.anchor').getAttribute('aria-label')`);
  const {nodes} = await page.call('Accessibility.getFullAXTree');
  const names = role => nodes.filter(node => node.role?.value === role)
    .map(node => node.name?.value || '');
  const loud = names('heading').filter(name => name.includes(link));
  say(!loud.length, 'headings are called by their own words', loud[0]);
  if (!phases)
    return;
  const count = await page.evaluate(`document.querySelectorAll('[data-stage]').length`);
  const named = names('figure').filter(Boolean).length;
  say(named === count, 'every stage is a figure with a name', `${named} of ${count}`);
}

// Tables, formulas and code are stops of the keyboard when they scroll, and
// only then.
async function checkWide(browser, url, say) {
  for (const size of [BIG, SMALL]) {
    const page = await openPage(browser, {url, ...size});
    const wrong = await page.evaluate(`(async () => {
      const wrong = [];
      for (const one of document.querySelectorAll('.display, .table, pre')) {
        one.scrollIntoView();
        const scrolls = () => one.scrollWidth > one.clientWidth;
        for (let i = 0; i < 20 && scrolls() !== (one.tabIndex === 0); i++)
          await new Promise(done => setTimeout(done, 100));
        if (scrolls() !== (one.tabIndex === 0))
          wrong.push(one.className + ' ' + one.scrollWidth);
      }
      return wrong.join(', ');
    })()`);
    say(!wrong, `what scrolls is a stop, and nothing else, at ${size.width} px`, wrong);
    await page.close();
  }
}

// What is only opened loads no face that nothing in sight has.
async function checkFresh(browser, url, say) {
  const page = await openPage(browser, {url, ...BIG});
  const read = () => page.evaluate(`(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(face => face.family === 'Mono')
      .map(face => face.status).join(' ') +
      (document.documentElement.matches('.fresh') ? ' fresh' : '');
  })()`);
  const before = await read();
  await page.evaluate(`scrollTo(0, innerHeight)`);
  await wait(500);
  const after = await read();
  say(/^(unloaded)? fresh$/.test(before) && /^(loaded)?$/.test(after),
      'the face of code waits for a sign of a reader', `${before}, ${after}`);
  await page.close();
}

// The numbers beside the canvas are those of the frame that it shows.
async function checkLive(page, say) {
  const wrong = await page.evaluate(`(async () => {
    const wrong = [];
    for (const phase of document.querySelectorAll('[data-phase]')) {
      const box = phase.getBoundingClientRect();
      scrollTo(0, box.top + scrollY + box.height / 2);
      await new Promise(done => setTimeout(done, 600));
      const stage = phase.querySelector('[data-stage]');
      for (let i = 0; i < 50 && !stage.dataset.frame; i++)
        await new Promise(done => setTimeout(done, 100));
      const live = stage.querySelector('.live');
      const facts = packed[stage.dataset.path];
      const before = [...document.querySelectorAll('[data-stage]')];
      const count = Number(stage.dataset.count);
      const frame = Number(stage.dataset.frame) -
                    before.indexOf(stage) * count;
      let words = '';
      for (let i = 0; i <= frame; i++) {
        const now = facts.rows[i].split('|')[0], last = words.split(' ').pop();
        words = now.endsWith(' ') ? now + last : now || words;
      }
      if (!live || live.querySelector('b').textContent !== words)
        wrong.push(phase.dataset.phase + ': ' + words);
      if (live?.closest('[role=status], [aria-live]') ||
          live?.getAttribute('aria-hidden') !== 'true')
        wrong.push('it is read aloud');
    }
    return wrong.join(', ');
  })()`);
  say(!wrong, 'the live numbers are those of the frame', wrong);
}

// Each section's notes once it is in view: far from it none has a place.
async function checkMargin(page, say) {
  const found = await page.evaluate(`(async () => {
    let count = 0, apart = true, beside = true;
    for (const list of document.querySelectorAll('.notes')) {
      const notes = [...list.querySelectorAll('.aside')];
      list.closest('section').scrollIntoView();
      for (let i = 0; i < 20 && (i < 2 || notes.some(note => !note.style.top)); i++)
        await new Promise(done => setTimeout(done, 150));
      const boxes = notes.map(note => note.getBoundingClientRect());
      count += notes.length;
      apart &&= boxes.every((box, i) => !i || box.top >= boxes[i - 1].bottom);
      beside &&= notes.every((note, i) => {
        const mark = document.getElementById(
          note.querySelector('[role=doc-backlink]').hash.slice(1)).getBoundingClientRect();
        return boxes[i].left > mark.right && boxes[i].right <= innerWidth &&
               boxes[i].top >= mark.top - 1;
      });
    }
    return {count, apart, beside};
  })()`);
  say(found.apart && found.beside,
      'notes stand in the margin beside their marks, apart from each other',
      `${found.count} notes`);
}

async function checkPopover(browser, url, say) {
  const page = await openPage(browser, {url, ...SMALL});
  if (await has(page, '[role=doc-noteref]')) {
    await page.evaluate(`(() => {
      const mark = document.querySelector('[role=doc-noteref]');
      mark.scrollIntoView({block: 'center'});
      mark.focus();
    })()`);
    await page.press('Enter');
    await wait(100);
    const found = await page.evaluate(`(() => {
      const box = document.querySelector('.pop:popover-open');
      const at = box?.getBoundingClientRect();
      return box && at.left >= 0 && at.right <= innerWidth &&
             box.textContent.trim().length > 3 && box === document.activeElement;
    })()`);
    say(found, 'a mark opens its note where it stands');
    await page.press('Escape');
    await wait(100);
    const back = await page.evaluate(
      `!document.querySelector('.pop:popover-open') &&
       document.activeElement.matches('[role=doc-noteref]')`);
    say(back, 'Escape closes it and goes back to the mark');
  }
  await page.close();
}

async function checkSearch(page, say) {
  const word = await page.evaluate(`(() => {
    document.querySelector('.where').click();
    const heading = [...document.querySelectorAll('main h3, main h2')].pop();
    return heading.textContent.trim().split(' ').pop();
  })()`);
  const found = await page.evaluate(`(async () => {
    const field = document.querySelector('.panel input');
    field.value = ${JSON.stringify(word)};
    field.dispatchEvent(new Event('input'));
    await new Promise(done => setTimeout(done, 300));
    const link = document.querySelector('.results a');
    return {open: field.closest('dialog').open, words: link?.textContent,
            dead: [...document.querySelectorAll('.results a')].filter(
              one => one.pathname === location.pathname &&
                     !document.getElementById(
                decodeURIComponent(one.hash.slice(1)))).length};
  })()`);
  say(found.open && found.words?.includes(word) && !found.dead,
      'the search finds a heading and leads into the page', word);
  await page.press('Escape');
  await wait(100);
  say(!await has(page, 'dialog[open]'), 'Escape closes the contents');
}

// As it is typed: straight where the page has a curl, plain where it has an
// accent. The find is marked, whole.
async function checkTyped(page, say) {
  const found = await page.evaluate(`(async () => {
    const words = document.createElement('p');
    words.textContent = 'Nai\u0308vely he doesn\u2019t \u201cquote\u201d 1\u20132.';
    document.querySelector('main > section').append(words);
    document.querySelector('.where').click();
    const field = document.querySelector('.panel input'), marks = [];
    for (field.value of ['naively', "doesn't", '"quote"', '1-2']) {
      field.dispatchEvent(new Event('input'));
      await new Promise(done => setTimeout(done, 300));
      marks.push([...document.querySelectorAll('.results mark')].pop()?.textContent);
    }
    document.querySelector('.panel').close();
    return marks.join('|');
  })()`);
  say(found === 'Na\u00efvely|doesn\u2019t|\u201cquote\u201d|1\u20132',
      'the search takes words as they are typed', found);
}

async function checkWhere(page, say) {
  const current = await page.evaluate(`(async () => {
    const section = [...document.querySelectorAll('main > section')].pop();
    section.scrollIntoView();
    scrollBy(0, 200);
    await new Promise(done => setTimeout(done, 300));
    const link = document.querySelector('.panel [aria-current]');
    return link?.hash === '#' + section.id;
  })()`);
  say(current, 'the contents know the section one is in');
}

async function checkLarge(page, say) {
  if (!await has(page, '.enlarge'))
    return;
  await page.evaluate(`document.querySelector('.enlarge').focus()`);
  await page.press('Enter');
  await wait(200);
  const found = await page.evaluate(`(() => {
    const dialog = document.querySelector('dialog.large');
    return dialog.open && dialog.querySelector('img').alt !== undefined &&
           dialog.querySelectorAll('a[download]').length > 0;
  })()`);
  say(found, 'a figure opens large, with something to take away');
  await page.press('Escape');
  await wait(100);
  const back = await page.evaluate(
    `!document.querySelector('dialog[open]') &&
     document.activeElement.matches('.enlarge')`);
  say(back, 'Escape closes it and goes back to its button');
}

async function checkSlider(browser, url, say) {
  const page = await openPage(browser, {url, ...BIG,
    media: {'prefers-reduced-motion': 'reduce'}});
  const found = await page.evaluate(`(() => {
    const stages = [...document.querySelectorAll('[data-stage]')];
    return stages.every(stage => {
      const slider = stage.querySelector('input[type=range]');
      const image = stage.querySelector('img'), last = image.src;
      slider.value = 3;
      slider.dispatchEvent(new Event('input'));
      return stage.querySelector('.keys').open && image.src !== last &&
             slider.getAttribute('aria-label') &&
             slider.getAttribute('aria-valuetext');
    });
  })()`);
  say(found, 'less motion: a slider draws any frame, key frames are unfolded');
  await page.close();
}

// Without script the style sheet moves the key frames.
async function checkStyleAlone(browser, url, say) {
  const page = await openPage(browser, {url, ...BIG, script: false});
  const seen = new Set();
  for (let part = 0.05; part < 1; part += 0.15) {
    await page.evaluate(`(() => {
      const box = document.querySelectorAll('[data-phase]')[1]
                          .getBoundingClientRect();
      scrollTo(0, box.top + scrollY + ${part} * (box.height - innerHeight));
    })()`);
    await wait(150);
    seen.add(await page.evaluate(
      `[...document.querySelectorAll('[data-phase]')[1]
         .querySelectorAll('.keys li')]
         .filter(key => getComputedStyle(key).visibility === 'visible').length`));
  }
  say(seen.size > 3, 'no script: key frames follow the scroll',
      [...seen].join(' '));
  await page.close();
}

export async function checkReading(browser, url, say) {
  const page = await openPage(browser, {url, ...BIG});
  const phases = await has(page, '[data-phase]');

  if (phases)
    await checkJump(page, say);
  await checkNames(page, phases, say);
  if (phases)
    await checkLive(page, say);
  await checkMargin(page, say);
  await checkWhere(page, say);
  await checkTyped(page, say);
  await checkSearch(page, say);
  await checkLarge(page, say);
  say(!page.faults.length, 'all of that without a word in the console',
      page.faults.slice(0, 3).join('; '));
  await page.close();
  await checkPopover(browser, url, say);
  await checkWide(browser, url, say);
  await checkFresh(browser, url, say);
  if (phases) {
    await checkSlider(browser, url, say);
    await checkStyleAlone(browser, url, say);
  }
}
