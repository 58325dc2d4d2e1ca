/* The screen on which a visit is recorded: everything on one page, kept at each change, checked before it is sent. */

import { enqueue, followMarks, othersOf } from './draft.js';
import { choice, field, fill, h } from './dom.js';
import { Edit } from './edit.js';
import { showFindings } from './findings.js';
import { before } from './orders.js';
import { showPeople } from './people.js';
import { showPhotos } from './photos.js';
import { showPlace } from './position.js';
import { keepForGood } from './settings.js';
import { dropEntry, entry, photosOf } from './store.js';
import { CANNOT, CLASSES, KINDS, MARKS, RESULTS, isEnterprise } from './words.js';

const PARTS = {
  checklist: showChecklist,
  findings: showFindings,
  photos: showPhotos,
  people: showPeople,
  place: showPlace,
};
const INSPECTION = {...PARTS, kind: showKind, remark: showRemark};
const RECHECK = {result: showResult, ...PARTS, remark: showRemark};

export async function showDraft(context) {
  const {state, screen, key, go} = context;
  const draft = await entry(key);
  if (!draft || draft.account !== state.kit.account || draft.state !== 'DRAFT') {
    go('#/records');
    return null;
  }
  const edit = new Edit(
    draft, inOrder(await photosOf(key)), context, draft.kind === 'RECHECK' ? RECHECK : INSPECTION);
  keepForGood().then(() => {});
  fill(screen,
    h('p', {class: 'crumb'}, h('a', {href: '#', onclick: event => {
      event.preventDefault();
      history.length > 1 ? history.back() : go('#/tasks');
    }}, '‹ 返回'), h('span', {class: 'saved', role: 'status'}, '草稿自动保存')),
    h('h1', {}, draft.point.name),
    h('p', {class: 'hint'}, `${draft.title} · ${draft.point.code} · ${KINDS[draft.point.kind]}`),
    draft.refusal && h('p', {class: 'refusal', role: 'alert'}, `被退回：${draft.refusal.sentence}`),
    edit.sections(),
    await foot(edit));
  edit.drawAll();
  return {
    close: () => edit.keeper.close(),
    news: () => edit.news(),
  };
}

function inOrder(photos) {
  return photos.sort((one, other) => one.at - other.at);
}

async function foot(edit) {
  const {context, draft} = edit;
  let sending = false;
  const send = async () => {
    if (sending) {
      return;
    }
    sending = true;
    try {
      await edit.taking; // a photo that is still being prepared belongs to it
      await sendNow();
    } finally {
      sending = false;
    }
  };
  const sendNow = async () => {
    edit.tried = true;
    const wrong = edit.mark();
    if (wrong.length > 0) {
      context.screen.querySelector('.told.refusal')?.closest('section')?.scrollIntoView({block: 'start'});
      return;
    }
    if (await edit.keeper.close()) {
      try {
        await enqueue(draft);
      } catch (failure) {
        edit.full(failure);
        return;
      }
      context.go('#/records');
      await context.queued();
    }
  };
  let asked = false;
  const drop = async event => {
    if (!asked) {
      asked = true;
      event.target.textContent = '确定删除？再点一次';
      return;
    }
    edit.keeper.dirty = false;
    await dropEntry(draft.clientId);
    context.go('#/records');
  };
  return [
    draft.order && h('section', {class: 'card'}, h('h2', {}, '原问题'),
      h('p', {}, draft.order.description), await before(draft.order, draft.account)),
    h('p', {class: 'actions'}, h('button', {type: 'button', class: 'quiet', onclick: drop}, '删除草稿')),
    h('div', {class: 'foot'}, h('div', {id: 'verdict', role: 'status'}),
      h('button', {type: 'button', class: 'main', id: 'send', onclick: send}, '保存并发送')),
  ];
}

function showResult(edit) {
  return [
    h('h2', {}, '复查结果'),
    h('div', {'data-field': 'result'}, choice('result', RESULTS, edit.form.result, value => {
      edit.form.result = value;
      if (value === 'CANNOT_CHECK') {
        edit.form.marks = {};
        followMarks(edit.draft, () => null);
      }
      edit.changed('result', 'checklist', 'findings');
    }, '复查结果')),
    edit.hindered && h('div', {'data-field': 'cannotCheckReason'}, h('p', {class: 'label'}, '无法复查的原因'),
      choice('cannot', CANNOT, edit.form.cannotCheckReason, value => {
        edit.form.cannotCheckReason = value;
        edit.changed();
      }, '无法复查的原因')),
  ];
}

function showChecklist(edit) {
  const {draft, form} = edit;
  if (edit.hindered || draft.items.length === 0) {
    return [];
  }
  const left = draft.items.filter(item => !form.marks[item.code]).length;
  const propose = code => edit.law(code)?.proposed ?? null;
  const set = (item, value) => {
    form.marks[item.code] = value;
    followMarks(draft, propose);
    edit.changed('findings');
    edit.places.checklist.querySelector('.left').textContent = leftInWords(edit);
  };
  return [
    h('h2', {}, '检查项', h('small', {class: 'left'}, leftInWords(edit))),
    h('p', {}, h('button', {
      type: 'button', class: 'wide', onclick: () => {
        draft.items.filter(item => !form.marks[item.code]).forEach(item => {
          form.marks[item.code] = 'OK';
        });
        edit.changed('checklist');
      },
    }, left === draft.items.length ? '全部符合' : '其余全部符合')),
    h('div', {'data-field': 'items'}),
    draft.items.map((item, at) => h('div', {class: 'item'},
      h('p', {}, h('small', {}, item.code), ` ${item.text}`),
      choice(`item-${at}`, MARKS, form.marks[item.code], value => set(item, value), item.text))),
  ];
}

function leftInWords({draft, form}) {
  const left = draft.items.filter(item => !form.marks[item.code]).length;
  return left === 0 ? '已全部填写' : `还有${left}项`;
}

/** The code and the source are asked only where the law asks them. */
function showKind(edit) {
  const {form, draft} = edit;
  const enterprise = isEnterprise(draft.point.kind);
  const typed = name => event => {
    form[name] = event.target.value;
    edit.changed(...(name === 'startedAt' ? ['people'] : []));
  };
  const others = othersOf(edit.context.state.tasks, draft);
  return [
    h('h2', {}, '性质和时间'),
    enterprise && h('div', {'data-field': 'legalClass'}, choice('class', CLASSES, form.legalClass, value => {
      form.legalClass = value;
      form.inspectionCode = value === 'STREET_PATROL' ? '' : form.inspectionCode;
      form.triggerRef = value === 'ENTERPRISE_TRIGGERED' ? form.triggerRef : '';
      edit.changed('kind');
    }, '检查性质')),
    !enterprise && h('p', {}, '街面巡查'),
    form.legalClass !== 'STREET_PATROL' && h('div', {'data-field': 'inspectionCode'}, field('检查码',
      h('input', {type: 'text', maxlength: 64, value: form.inspectionCode, oninput: typed('inspectionCode')}),
      edit.day >= edit.kit.limits.codedSince ? '涉企检查必填。' : '有检查码的填写。')),
    form.legalClass === 'ENTERPRISE_TRIGGERED' && h('div', {'data-field': 'triggerRef'}, field('线索编号',
      h('input', {type: 'text', maxlength: 64, value: form.triggerRef, oninput: typed('triggerRef')}))),
    h('div', {class: 'two'},
      h('div', {'data-field': 'startedAt'}, field('开始时间',
        h('input', {type: 'datetime-local', value: form.startedAt, oninput: typed('startedAt')}))),
      h('div', {'data-field': 'endedAt'}, field('结束时间',
        h('input', {type: 'datetime-local', value: form.endedAt, oninput: typed('endedAt')}), '不填的，按保存的时间。'))),
    others.length > 0 && h('fieldset', {'data-field': 'alsoServes'}, h('legend', {}, '这次检查同时用于'),
      others.map(other => toggle(other, edit))),
    h('div', {'data-field': 'squadTask'}),
    h('div', {'data-field': 'pointCode'}),
  ];
}

function toggle(other, edit) {
  const {form} = edit;
  const id = `also-${other.code}`;
  return h('p', {class: 'check'}, h('input', {
    type: 'checkbox', id, checked: form.alsoServes.includes(other.code), onchange: event => {
      form.alsoServes = form.alsoServes.filter(code => code !== other.code);
      if (event.target.checked) {
        form.alsoServes.push(other.code);
      }
      edit.changed();
    },
  }), h('label', {for: id}, other.title));
}

function showRemark(edit) {
  return [h('h2', {}, '备注'), h('div', {'data-field': 'remark'}, field('备注（可不填）', h('textarea', {
    maxlength: 500, rows: 2, value: edit.form.remark, oninput: event => {
      edit.form.remark = event.target.value;
      edit.changed();
    },
  })))];
}
