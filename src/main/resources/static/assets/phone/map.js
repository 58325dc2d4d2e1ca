/* The points in their town's box: no tiles, no outline that nobody surveyed. */

import { h } from './dom.js';

const WIDE = 360;

/** @param box of the town, or null: then the points' own */
export function drawMap(stops, box, here, open) {
  const frame = box ? numbers(box) : around(stops);
  if (!frame) {
    return null;
  }
  const stretch = Math.cos((frame.south + frame.north) / 2 * Math.PI / 180);
  const high = Math.round(WIDE * (frame.north - frame.south) / ((frame.east - frame.west) * stretch));
  const x = lon => (lon - frame.west) / (frame.east - frame.west) * WIDE;
  const y = lat => (frame.north - lat) / (frame.north - frame.south) * high;
  const inside = here && x(here.lon) >= 0 && x(here.lon) <= WIDE && y(here.lat) >= 0 && y(here.lat) <= high;
  return h('div', {class: 'map'},
    h('svg', {viewBox: `-6 -6 ${WIDE + 12} ${high + 12}`, role: 'group', 'aria-label': '点位分布，北在上'},
      h('rect', {x: 0, y: 0, width: WIDE, height: high, class: 'ground', rx: 4}),
      scale(frame, stretch, high),
      stops.map(stop => mark(stop, x(stop.lon), y(stop.lat), open)),
      inside && h('g', {transform: `translate(${x(here.lon).toFixed(1)} ${y(here.lat).toFixed(1)})`}, cross())),
    h('p', {class: 'legend'},
      legend('OPEN', '未查'), legend('DONE', '已查'), legend('problem', '有问题'), legend('EXCUSED', '免检'),
      inside && h('span', {}, h('svg', {viewBox: '-11 -11 22 22', 'aria-hidden': 'true'}, cross()), '我'),
      h('small', {}, '方框为本街镇范围，北在上；点一下点位开始记录。')));
}

function numbers(box) {
  return {south: Number(box.latMin), north: Number(box.latMax), west: Number(box.lonMin), east: Number(box.lonMax)};
}

function around(stops) {
  if (stops.length === 0) {
    return null;
  }
  const lats = stops.map(stop => stop.lat);
  const lons = stops.map(stop => stop.lon);
  return {
    south: Math.min(...lats) - 0.004,
    north: Math.max(...lats) + 0.004,
    west: Math.min(...lons) - 0.004,
    east: Math.max(...lons) + 0.004,
  };
}

/** Not only by colour: a square is done, a triangle has a problem, a cross is excused. */
function shape(kind) {
  switch (kind) {
    case 'DONE': return h('rect', {x: -5, y: -5, width: 10, height: 10});
    case 'problem': return h('path', {d: 'M0 -7 7 6H-7z'});
    case 'EXCUSED': return h('path', {d: 'M-5 -5 5 5M5 -5-5 5'});
    default: return h('circle', {r: 6});
  }
}

function mark(stop, x, y, open) {
  const kind = stop.problem ? 'problem' : stop.state;
  const pick = () => stop.state !== 'EXCUSED' && open(stop);
  return h('g', {
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, class: `dot ${kind}`, tabindex: 0, role: 'button',
    'aria-label': stop.name, onclick: pick, onkeydown: event => event.key === 'Enter' && pick(),
  }, h('circle', {r: 14, class: 'finger'}), shape(kind), h('title', {}, stop.name));
}

function cross() {
  return h('path', {d: 'M-10 0h20M0 -10v20M-5 0a5 5 0 1 0 10 0 5 5 0 1 0 -10 0', class: 'here'}, h('title', {}, '我的位置'));
}

function legend(kind, label) {
  return h('span', {}, h('svg', {viewBox: '-9 -9 18 18', class: `dot ${kind}`, 'aria-hidden': 'true'}, shape(kind)), label);
}

function scale(frame, stretch, high) {
  const metres = (frame.east - frame.west) * stretch * 111_195;
  const long = [200, 500, 1000, 2000, 5000].findLast(step => step < metres / 2.5) ?? 100;
  const width = long / metres * WIDE;
  return h('g', {class: 'scale'},
    h('path', {d: `M8 ${high - 8}v-4m0 4h${width.toFixed(1)}m0 0v-4`}),
    h('text', {x: 12, y: high - 14}, long < 1000 ? `${long}米` : `${long / 1000}公里`));
}
