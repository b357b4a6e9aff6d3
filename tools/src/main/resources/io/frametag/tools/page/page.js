// Draws each snapshot that comes. What comes from topics is put in as text, never as markup.
'use strict';

const TIMELINE_SECONDS = 120;
const LANES = 3;
const SPOKEN_EVERY_MS = 15000;

const element = id => document.getElementById(id);
const cards = new Map();
let paused = false;
let spokenAt = -Infinity;

function text(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

function make(name, value, className) {
  const node = document.createElement(name);
  if (value !== undefined) node.textContent = value;
  if (className) node.className = className;
  return node;
}

const whole = value => value.toLocaleString('en-GB');
const percent = value => (100 * value).toFixed(1) + '%';

function millis(value) {
  return value >= 100 ? whole(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}

function duration(seconds) {
  if (seconds < 60) return seconds.toFixed(1) + ' s';
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? minutes + ' min ' + Math.floor(seconds % 60) + ' s' : Math.floor(minutes / 60) + ' h';
}

function rows(body, lines) {
  while (body.rows.length > lines.length) body.deleteRow(-1);
  lines.forEach((cells, index) => {
    let row = body.rows[index];
    if (!row) {
      row = body.insertRow();
      cells.forEach((_, column) => {
        const cell = make(column ? 'td' : 'th');
        if (!column) cell.scope = 'row';
        row.append(cell);
      });
    }
    cells.forEach((value, column) => text(row.cells[column], value));
  });
}

function newCard(stream) {
  const article = element('stream').content.firstElementChild.cloneNode(true);
  const find = selector => article.querySelector(selector);
  const card = {
    article, picture: 0, loading: false,
    image: find('img'), none: find('.picture p'), frame: find('.frame'), pace: find('.pace'),
    labels: [...article.querySelectorAll('.labels li')], timeline: find('.timeline'), lanes: find('.timeline ul'),
  };
  find('h3').textContent = stream.name || '(no name)';
  find('h3').title = stream.name;
  element('streams').append(article);
  return card;
}

// The next picture is decoded before it takes the other's place, and a slow one is not overtaken.
function drawPicture(card, stream) {
  if (stream.picture === card.picture || card.loading) return;
  card.picture = stream.picture;
  if (!stream.picture) {
    card.image.hidden = true;
    card.none.hidden = false;
    return;
  }
  card.loading = true;
  const next = new Image();
  next.alt = describe(stream);
  next.src = 'frames/' + stream.index + '?n=' + stream.picture;
  next.decode().then(() => {
    card.image.replaceWith(next);
    card.image = next;
    card.none.hidden = true;
  }, () => {
    card.image.hidden = true;
    card.none.hidden = false;
  }).finally(() => {
    card.loading = false;
  });
}

function describe(stream) {
  const best = stream.labels[0];
  return 'Frame ' + stream.sequence + ' of ' + stream.name
    + (best ? ': ' + best.name + ', ' + percent(best.score) : stream.rejected ? ': rejected' : stream.shed ? ': shed' : '');
}

function drawTimeline(card, spans) {
  const byLabel = new Map();
  for (const span of spans) {
    if (!byLabel.has(span.label)) byLabel.set(span.label, []);
    byLabel.get(span.label).push(span);
  }
  const latest = ([, some]) => Math.min(...some.map(span => span.to));
  const lanes = [...byLabel].sort((a, b) => latest(a) - latest(b)).slice(0, LANES)
    .sort((a, b) => a[0].localeCompare(b[0]));
  const place = seconds => 100 * (1 - seconds / TIMELINE_SECONDS) + '%';
  card.lanes.replaceChildren(...lanes.map(([label, some]) => {
    const track = make('span', undefined, 'track');
    track.setAttribute('aria-hidden', 'true');
    for (const span of some) {
      const bar = make('i', undefined, span.open ? 'open' : '');
      bar.style.left = place(span.from);
      bar.style.width = 100 * (span.from - span.to) / TIMELINE_SECONDS + '%';
      track.append(bar);
    }
    const last = some.reduce((a, b) => b.to <= a.to ? b : a);
    const name = make('span', label, 'name');
    name.title = label;
    const lane = make('li');
    lane.append(name, track, make('span', duration(last.seconds), 'score'),
      make('span', last.open ? ' until now' : ' ended ' + duration(last.to) + ' ago', 'unseen'));
    return lane;
  }));
  if (!lanes.length) card.lanes.append(make('li', 'No label was held in these minutes.', 'none'));
}

function drawStream(stream, hasSegments) {
  let card = cards.get(stream.index);
  if (!card) cards.set(stream.index, card = newCard(stream));
  drawPicture(card, stream);
  text(card.pace, stream.silentSeconds > 5
    ? 'silent for ' + Math.floor(stream.silentSeconds) + ' s' : stream.framesPerSecond.toFixed(1) + ' frames/s');
  text(card.frame, 'frame ' + whole(stream.sequence)
    + (stream.rejected ? ', rejected: ' + stream.rejected
      : stream.shed ? ', shed: older than the deadline' : stream.answered ? '' : ', no label yet'));
  card.frame.classList.toggle('bad', Boolean(stream.rejected || stream.shed));
  card.labels.forEach((line, index) => {
    const label = stream.labels[index];
    const [name, bar, score] = line.children;
    text(name, label ? label.name : '');
    name.title = label ? label.name : '';
    text(score, label ? percent(label.score) : '');
    bar.firstChild.style.transform = 'scaleX(' + (label ? label.score : 0) + ')';
  });
  card.timeline.hidden = !hasSegments;
  if (hasSegments) drawTimeline(card, stream.timeline);
}

function draw(now) {
  const whole95 = now.latency.find(stage => stage.stage === 'end to end');
  text(element('rate'), now.framesPerSecond.toFixed(1));
  text(element('p95'), whole95 ? millis(whole95.p95) + ' ms' : '–');
  text(element('labelled'), whole(now.labelled));
  text(element('rejected'), whole(now.rejected));
  element('shed-figure').hidden = !now.shed;
  text(element('shed'), whole(now.shed));
  text(element('window'), String(now.window));
  rows(element('latency'), now.latency.map(row => [row.stage, millis(row.p50), millis(row.p95), millis(row.p99)]));
  rows(element('rejects'), now.rejects.length ? now.rejects.map(row => [row.reason, whole(row.count)]) : [['none', '0']]);
  element('waiting').hidden = now.streams.length > 0;
  element('crowded').hidden = !now.crowded;
  element('missed').hidden = !now.missed;
  text(element('missed'), 'This page was behind and passed over about ' + whole(now.missed) + ' outcomes: the job did not.');
  element('troubles').replaceChildren(...now.troubles.map(sentence => make('li', sentence)));
  const there = new Set(now.streams.map(stream => stream.index));
  for (const [index, card] of cards) {
    if (!there.has(index)) {
      card.article.remove();
      cards.delete(index);
    }
  }
  now.streams.forEach(stream => drawStream(stream, now.hasSegments));
  if (performance.now() - spokenAt > SPOKEN_EVERY_MS) {
    spokenAt = performance.now();
    text(element('summary'), now.streams.length + ' streams, ' + now.framesPerSecond.toFixed(0) + ' frames a second, '
      + whole(now.rejected) + ' rejected' + (now.shed ? ', ' + whole(now.shed) + ' shed' : ''));
  }
}

function connection(sentence, lost) {
  text(element('connection'), sentence);
  element('connection').classList.toggle('lost', lost);
}

// A browser tries again by itself, unless it was answered with something else: a full house, or a tunnel without an end.
function follow() {
  const source = new EventSource('snapshots');
  source.onopen = () => connection(paused ? 'Paused' : 'Live', false);
  source.onerror = () => {
    connection('Connection lost, trying again ..', true);
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 3000);
  };
  source.onmessage = message => {
    if (!paused) draw(JSON.parse(message.data));
  };
}

follow();
element('pause').onclick = () => {
  paused = !paused;
  element('pause').setAttribute('aria-pressed', String(paused));
  connection(paused ? 'Paused' : 'Live', false);
};
