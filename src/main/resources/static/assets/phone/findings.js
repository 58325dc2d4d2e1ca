/* Problems: one card for each, which the checklist opened; what is asked depends on what was answered. */

import { blankFinding } from './draft.js';
import { choice, dayInWords, field, h } from './dom.js';
import { dayInShanghai, instantOf, plusDays } from './time.js';
import { DISPOSITIONS, EDUCATIONS, SIGNATURES } from './words.js';

const QUICK = [1, 3, 7];

export function showFindings(edit) {
  const {findings} = edit.form;
  return findings.length === 0 ? [] : [
    h('h2', {}, '问题', h('small', {}, `${findings.length}处`)),
    h('div', {'data-field': 'findings'}),
    findings.map((finding, at) => card(finding, at, edit)),
  ];
}

function card(finding, at, edit) {
  const law = edit.law(finding.violationCode);
  const name = `findings[${at}]`;
  const set = (change, redraw = true) => {
    Object.assign(finding, change);
    edit.changed(...(redraw ? ['findings'] : []));
  };
  return h('fieldset', {class: 'finding', 'data-field': `${name}.violationCode`},
    h('legend', {}, law?.name ?? finding.violationCode),
    law && h('p', {class: 'hint'}, `${law.legalBasis}，主管：${law.competent}。`),
    zones(finding, edit),
    h('div', {'data-field': `${name}.description`}, field('问题描述（10字以上）', h('textarea', {
      maxlength: 1000, rows: 3, value: finding.description,
      oninput: event => set({description: event.target.value}, false),
    }))),
    h('div', {'data-field': `${name}.disposition`},
      h('p', {class: 'label'}, '处置', law?.proposedLabel && h('small', {}, `建议：${law.proposedLabel}`)),
      choice(`${name}-disposition`, DISPOSITIONS, finding.disposition, value => set({disposition: value}), '处置')),
    finding.disposition === 'ORDERED' && due(finding, law, name, edit, set),
    h('div', {'data-field': `${name}.educationGiven`}, h('p', {class: 'label'}, '宣传教育'),
      choice(`${name}-education`, EDUCATIONS, finding.educationKind, value => set({
        educationKind: value, educationGiven: value !== 'NONE',
      }), '宣传教育')),
    finding.educationGiven === false && typed('noEducationReason', '未教育的原因', 200, finding, name, set),
    h('div', {'data-field': `${name}.partySigned`}, h('p', {class: 'label'}, '当事人签字'),
      choice(`${name}-signed`, SIGNATURES, finding.partySigned, value => set({partySigned: value}), '当事人签字')),
    finding.partySigned && finding.partySigned !== 'SIGNED' && typed('witness', '见证人', 50, finding, name, set),
    h('p', {class: 'actions'}, h('button', {
      type: 'button', class: 'quiet', onclick: () => {
        edit.form.findings.splice(at + 1, 0, blankFinding(finding.violationCode, law?.proposed));
        edit.changed('findings');
      },
    }, '再加一处同类问题'), more(finding, edit) && h('button', {
      type: 'button', class: 'quiet', onclick: () => {
        edit.form.findings.splice(at, 1);
        edit.changed('findings');
      },
    }, '删去这一处')));
}

function more(finding, {form}) {
  return form.findings.filter(one => one.violationCode === finding.violationCode).length > 1;
}

function typed(key, label, most, finding, name, set) {
  return h('div', {'data-field': `${name}.${key}`}, field(label, h('input', {
    type: 'text', maxlength: most, value: finding[key], oninput: event => set({[key]: event.target.value}, false),
  })));
}

/** From tomorrow to the longest that the law allows. */
function due(finding, law, name, edit, set) {
  const seen = edit.form.startedAt ? dayInShanghai(instantOf(edit.form.startedAt)) : dayInShanghai();
  const longest = law?.days ?? 15;
  const days = [...new Set([...QUICK.filter(day => day < longest), longest])];
  return h('div', {'data-field': `${name}.orderDueOn`},
    h('p', {class: 'label'}, `改正期限（最长${longest}日）`),
    choice(`${name}-days`, days.map(day => [plusDays(seen, day), day === longest ? `最长${day}日` : `${day}日`]),
      finding.orderDueOn, value => set({orderDueOn: value}), '改正期限'),
    field('到期日', h('input', {
      type: 'date', min: plusDays(seen, 1), max: plusDays(seen, longest), value: finding.orderDueOn,
      oninput: event => set({orderDueOn: event.target.value}, false),
    }), finding.orderDueOn && `${dayInWords(finding.orderDueOn)}到期。`));
}

/** A stall inside an allowed zone at an allowed time is none (domain 9.3, no. 29). */
function zones(finding, edit) {
  const near = finding.violationCode === 'VIO_STALL' ? edit.kit.zones ?? [] : [];
  return near.length > 0 && h('details', {}, h('summary', {}, `本街镇允许设摊的区域${near.length}处，请先核对`),
    near.map(zone => h('p', {class: 'hint'}, `${zone.name}（${zone.kind}）：${zone.hours}`)));
}
