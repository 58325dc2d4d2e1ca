/* Builds elements; what people or servers wrote becomes text, never markup. */

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = new Set(['svg', 'g', 'path', 'circle', 'rect', 'line', 'text', 'polygon', 'title']);

export function h(tag, props = {}, ...children) {
  const element = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && !SHAPES.has(tag) && typeof value !== 'string') {
      element[name] = value;
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter(Boolean));
  return element;
}

/** One of few: big buttons that are radio buttons to a keyboard and to a reader. */
export function choice(name, options, chosen, pick, label) {
  const group = h('div', {class: `choice of-${options.length}`, role: 'radiogroup', 'aria-label': label});
  for (const [value, text, hint] of options) {
    const id = `${name}-${value}`.replaceAll(/[^\w-]/g, '_');
    group.append(
      h('input', {type: 'radio', id, name, value, checked: value === chosen, onchange: () => pick(value)}),
      h('label', {for: id, class: hint ? `is-${hint}` : null}, text));
  }
  return group;
}

export function field(label, input, hint) {
  const id = input.id || `f-${Math.random().toString(36).slice(2)}`;
  input.id = id;
  return h('p', {class: 'field'}, h('label', {for: id}, label), input, hint && h('small', {}, hint));
}

export function icon(path) {
  return h('svg', {viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true'}, h('path', {d: path}));
}

export const ICONS = {
  tasks: 'M9 4h6v2h4v15H5V6h4zM8 12l3 3 5-6',
  orders: 'M4 12a8 8 0 1 1 2.5 5.8M4 12l-2-3M4 12l3-2M12 8v4l3 2',
  records: 'M5 4h14v16H5zM8 9h8M8 13h8M8 17h5',
  phone: 'M8 3h8v18H8zM11 18h2',
  back: 'M15 5l-7 7 7 7',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
};

const WEEK = ['日', '一', '二', '三', '四', '五', '六'];

/** 2023年1月20日 of an ISO day. */
export function dayInWords(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export function shortDay(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${month}月${date}日（周${WEEK[new Date(Date.UTC(year, month - 1, date)).getUTCDay()]}）`;
}

export function size(bytes) {
  if (bytes >= 1_000_000_000) {
    return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
  }
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
