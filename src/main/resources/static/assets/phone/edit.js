/* One draft being edited. */

import { Keeper, visitOf } from './draft.js';
import { fill, h } from './dom.js';
import { lawOf, refusals } from './rules.js';
import { businessDate } from './time.js';

const FULL = '手机存储空间不足，刚才的内容还没有保存。请不要关闭本页；先联网发送排队中的记录，或清理手机空间，再改动任意一处。';

/** One draft being edited: its sections draw themselves again when something that they show has changed. */
export class Edit {
  /** @param parts by name, what draws each */
  constructor(draft, photos, context, parts) {
    Object.assign(this, {draft, photos, context, parts, tried: Boolean(draft.refusal)});
    this.keeper = new Keeper(draft, failure => this.full(failure), kept => this.saved(kept));
    this.places = {};
  }

  get form() {
    return this.draft.form;
  }

  get kit() {
    return this.context.state.kit;
  }

  get task() {
    return this.context.state.tasks.find(one => one.code === this.form.squadTask) ?? null;
  }

  get hindered() {
    return this.draft.kind === 'RECHECK' && this.form.result === 'CANNOT_CHECK';
  }

  get day() {
    return this.form.startedAt ? businessDate(this.form.startedAt) : '';
  }

  law(code) {
    return lawOf(this.kit.law, code, this.day);
  }

  sections() {
    return Object.keys(this.parts).map(name => {
      this.places[name] = h('section', {class: 'card', id: `part-${name}`});
      return this.places[name];
    });
  }

  drawAll() {
    this.draw(...Object.keys(this.parts));
    this.mark();
  }

  draw(...names) {
    for (const name of names.filter(one => this.parts[one])) {
      const shown = [this.parts[name](this)].flat(3).filter(Boolean);
      fill(this.places[name], shown);
      this.places[name].hidden = shown.length === 0;
    }
  }

  /** Something changed; these sections show it. */
  changed(...names) {
    this.keeper.changed();
    this.draw(...names);
    this.mark();
  }

  news() {
    this.mark();
  }

  refusals() {
    const others = this.context.state.tasks.filter(one => this.form.alsoServes.includes(one.code));
    return refusals(visitOf(this.draft, this.photos, null), {
      task: this.task,
      others,
      items: this.hindered ? [] : this.draft.items,
      officers: this.kit.officers,
      law: this.kit.law,
      point: this.draft.point,
      zones: this.kit.zones,
      limits: this.kit.limits,
      order: this.draft.order,
    });
  }

  /** Tells at its field what is wrong, once somebody has tried to send. */
  mark() {
    const {screen} = this.context;
    screen.querySelectorAll('.told').forEach(one => one.remove());
    if (!this.tried) {
      return [];
    }
    const found = this.refusals();
    const told = new Set();
    for (const refusal of found.filter(one => !told.has(one.field) && told.add(one.field))) {
      screen.querySelector(`[data-field="${CSS.escape(refusal.field)}"]`)
        ?.append(h('small', {class: `told ${refusal.soft ? 'warn' : 'refusal'}`}, refusal.message));
    }
    const hard = found.filter(one => !one.soft);
    fill(screen.querySelector('#verdict'),
      hard.length > 0 && h('p', {class: 'refusal'}, `${hard[0].message}${hard.length > 1 ? `（共${hard.length}处要改）` : ''}`),
      found.filter(one => one.soft).slice(0, 1).map(one => h('p', {class: 'hint'}, `${one.message}仍可保存，由服务器核对。`)));
    return hard;
  }

  saved(kept) {
    const place = this.context.screen.querySelector('.saved');
    if (place) {
      place.textContent = kept ? '草稿已保存' : '正在保存';
    }
  }

  full(failure) {
    const quota = failure?.name === 'QuotaExceededError' || failure?.name === 'AbortError';
    fill(this.context.screen.querySelector('#verdict'),
      h('p', {class: 'refusal', role: 'alert'}, quota ? FULL : `草稿没有保存：${failure?.message ?? failure}。`));
  }
}
