// What our tabs in Tasklist and Cockpit are made of. They only read.
export function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

export function link(text, href) {
  return element('a', text, { href, target: '_blank', rel: 'noopener' });
}

export function note(text) {
  return element('p', text, { class: 'text-muted' });
}

export function ways(found) {
  const line = element('p', `${found.kind} `);
  line.append(found.page ? link(found.key, found.page) : found.key);
  if (found.review) {
    line.append(' · ', link('办理过程', found.review));
  }
  return line;
}

function row(cells, name) {
  const line = document.createElement('tr');
  cells.forEach((cell) => {
    const box = name === 'th' ? element('th', '', { scope: 'col' }) : document.createElement(name);
    box.append(cell);
    line.append(box);
  });
  return line;
}

export function table(columns, rows) {
  const made = element('table', '', { class: 'table table-condensed cam-table' });
  const head = document.createElement('thead');
  const body = document.createElement('tbody');
  head.append(row(columns, 'th'));
  rows.forEach((cells) => body.append(row(cells, 'td')));
  made.append(head, body);
  return made;
}

export function inChinese(moment) {
  const [, year, month, day, time] = moment.match(/^(\d+)-(\d+)-(\d+)T(\d\d:\d\d)/);
  return `${year}年${Number(month)}月${Number(day)}日 ${time}`;
}

/** Null where there is nothing of it. */
export async function read(address, signal) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal });
  if (answer.status === 404) {
    return null;
  }
  if (answer.status === 403) {
    throw new Error((await answer.json()).detail, { cause: 'refused' });
  }
  if (answer.redirected || !answer.ok) {
    throw new Error(`${address} ${answer.status}`);
  }
  return answer.json();
}

/** A tab that reads when it is opened, and stops reading when it is left. */
export function tab(properties, content, failed) {
  let open = null;
  return {
    ...properties,

    render(node, given) {
      open?.abort();
      open = new AbortController();
      const { signal } = open;
      node.replaceChildren(element('p', '正在读取……'));
      content(given, signal)
        .catch((error) => [element('p', error.cause === 'refused' ? error.message : failed, { class: 'text-danger' })])
        .then((parts) => signal.aborted || node.replaceChildren(...parts));
    },

    unmount() {
      open?.abort();
      open = null;
    },
  };
}
