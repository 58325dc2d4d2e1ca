/* Who was there: two officers whose certificates were valid that day, and what they told the party. */

import { choice, dayInWords, field, h } from './dom.js';
import { certified } from './rules.js';

const ANSWERS = [[true, '是'], [false, '否']];

export function showPeople(edit) {
  const {form, kit} = edit;
  const accounts = [...new Map(kit.officers.map(officer => [officer.userId, officer])).values()];
  return [
    h('h2', {}, '人员', h('small', {}, `已选${form.officers.length}人，至少2人`)),
    h('div', {class: 'crew', 'data-field': 'officers'}, accounts.map(officer => person(officer, edit))),
    h('div', {'data-field': 'auxiliaries'}, stepper(edit)),
    question('certShown', '已出示执法证件', edit),
    question('recordingTold', '已告知正在执法记录', edit),
    h('div', {'data-field': 'bodyCamRef'}, field('执法记录仪编号（可不填）', h('input', {
      type: 'text', maxlength: 100, value: form.bodyCamRef, oninput: event => {
        form.bodyCamRef = event.target.value;
        edit.changed();
      },
    }))),
  ];
}

function person(officer, edit) {
  const {form, kit, day} = edit;
  const id = `crew-${officer.userId}`;
  const valid = certified(kit.officers, officer.userId, day);
  const chosen = form.officers.includes(officer.userId);
  const last = kit.officers.filter(one => one.userId === officer.userId).map(one => one.to).sort().at(-1);
  return h('p', {class: 'check'}, h('input', {
    type: 'checkbox', id, checked: chosen, disabled: !valid && !chosen, onchange: event => {
      form.officers = form.officers.filter(account => account !== officer.userId);
      if (event.target.checked) {
        form.officers.push(officer.userId);
      }
      form.officers.sort();
      edit.changed('people');
    },
  }), h('label', {for: id}, officer.name,
    !valid && h('small', {}, last < day ? `执法证已于${dayInWords(last)}到期` : '当日没有有效的执法证')));
}

function stepper(edit) {
  const {form} = edit;
  const step = by => () => {
    form.auxiliaries = Math.max(0, Math.min(50, form.auxiliaries + by));
    edit.changed('people');
  };
  return h('p', {class: 'stepper'}, h('span', {}, '辅助人员'),
    h('button', {type: 'button', 'aria-label': '少一人', onclick: step(-1)}, '−'),
    h('output', {}, String(form.auxiliaries)),
    h('button', {type: 'button', 'aria-label': '多一人', onclick: step(1)}, '+'));
}

function question(name, label, edit) {
  return h('div', {class: 'question', 'data-field': name}, h('p', {class: 'label'}, label),
    choice(name, ANSWERS, edit.form[name], value => {
      edit.form[name] = value;
      edit.changed();
    }, label));
}
