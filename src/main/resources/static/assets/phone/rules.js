/*
 * What the server would refuse, told before anything is sent, in its own sentences and its own order
 * (fieldwork: Visit, Finding, Scene). The server checks everything again.
 */

import { dayInWords } from './dom.js';
import { distance } from './place.js';
import { businessDate, dayInShanghai, instantOf, local, now, plusDays } from './time.js';
import { STATES } from './words.js';

const HOUR = 60 * 60_000;
const TOLERATED = 10 * 60_000;
const ENTERPRISE = ['ENTERPRISE_PLANNED', 'ENTERPRISE_TRIGGERED'];

/**
 * @param visit as it will be sent
 * @param scene task, others (tasks served as well), point, items (asked of it), officers, law, zones, limits, order
 *     (that is checked again)
 * @returns [{field, message, soft}], the first of them what the server would say first; soft where it rests on what
 *     may have changed since this phone last had a network
 */
export function refusals(visit, scene) {
  const found = [];
  const refuseIf = (wrong, field, message, soft = false) => wrong && found.push({field, message, soft});
  times(visit, refuseIf);
  refuseIf(!visit.legalClass, 'legalClass', '请选择检查性质。');
  length(visit.inspectionCode, 'inspectionCode', '检查码', 1, 64, refuseIf);
  length(visit.triggerRef, 'triggerRef', '线索编号', 1, 64, refuseIf);
  refuseIf(visit.officers.length < 2, 'officers', '执法人员不得少于两名。');
  number(visit.auxiliaries, refuseIf);
  refuseIf(visit.certShown === null, 'certShown', '请填写是否出示执法证件。');
  refuseIf(visit.recordingTold === null, 'recordingTold', '请填写是否告知执法记录。');
  length(visit.bodyCamRef, 'bodyCamRef', '执法记录仪编号', 1, 100, refuseIf);
  length(visit.gpsMissingReason, 'gpsMissingReason', '没有定位的原因', 2, 200, refuseIf);
  photoCount(visit, scene, refuseIf);
  visit.findings.forEach((one, at) => finding(one, `findings[${at}]`, refuseIf));
  length(visit.remark, 'remark', '备注', 1, 500, refuseIf);
  const again = visit.legalClass === 'RE_CHECK';
  refuseIf(again && !visit.result, 'result', '请选择复查结果。');
  refuseIf(
    visit.result === 'CANNOT_CHECK' && !visit.cannotCheckReason, 'cannotCheckReason', '请选择无法复查的原因。');
  contradictions(visit, refuseIf);
  againstTheScene(visit, scene, refuseIf);
  againstTheOrder(visit, scene.order, refuseIf);
  return found;
}

/** Before its last day nobody has failed to follow an order; it may have been closed since (followup: ReChecks). */
function againstTheOrder(visit, order, refuseIf) {
  if (!order || !visit.startedAt) {
    return;
  }
  refuseIf(
    visit.result === 'PASS' && visit.findings.some(one => one.violationCode === order.violation),
    'result', '同一违法行为仍有问题的，复查结果不能是合格。');
  refuseIf(
    visit.result === 'FAIL' && businessDate(visit.startedAt.slice(0, 16)) <= order.lastDay,
    'result', `责令改正期限到${dayInWords(order.lastDay)}，期限届满前不能记为不合格。`, true);
}

function times(visit, refuseIf) {
  refuseIf(!visit.startedAt, 'startedAt', '请填写开始时间。');
}

function length(text, field, label, least, most, refuseIf, required = false) {
  const found = (text ?? '').trim();
  const count = [...found].length;
  refuseIf(required && count === 0, field, `请填写${label}。`);
  refuseIf(count > 0 && count < least, field, `${label}不能少于${least}字。`);
  refuseIf(count > most, field, `${label}不能超过${most}字。`);
}

function number(auxiliaries, refuseIf) {
  const valid = Number.isInteger(auxiliaries) && auxiliaries >= 0 && auxiliaries <= 50;
  refuseIf(!valid, 'auxiliaries', '辅助人员数应在0到50之间，且为整数。');
}

function photoCount(visit, scene, refuseIf) {
  refuseIf(visit.photos.length > scene.limits.photos, 'photos', `照片最多${scene.limits.photos}项。`);
  refuseIf(visit.photos.length === 0, 'photos', '请至少拍一张照片，最多9张。');
}

function finding(one, at, refuseIf) {
  length(one.description, `${at}.description`, '问题描述', 10, 1000, refuseIf, true);
  refuseIf(!one.disposition, `${at}.disposition`, '请选择处置方式。');
  refuseIf(one.educationGiven === null, `${at}.educationGiven`, '请填写是否宣传教育。');
  length(one.noEducationReason, `${at}.noEducationReason`, '未教育的原因', 2, 200, refuseIf);
  refuseIf(!one.partySigned, `${at}.partySigned`, '请选择当事人签字。');
  length(one.witness, `${at}.witness`, '见证人', 2, 50, refuseIf);

  const educated = one.educationGiven;
  refuseIf(educated === false && !one.noEducationReason, `${at}.noEducationReason`, '未宣传教育的，请填写原因。');
  refuseIf(
    one.disposition === 'EDUCATED' && educated === false, `${at}.disposition`, '处置方式为教育的，应当已宣传教育。');
  refuseIf(
    one.disposition === 'ORDERED' && !one.orderDueOn, `${at}.orderDueOn`, '责令改正的，请填写改正期限。');
  const unsigned = one.partySigned && one.partySigned !== 'SIGNED';
  refuseIf(unsigned && !one.witness, `${at}.witness`, '当事人没有签字的，请填写见证人。');
}

function contradictions(visit, refuseIf) {
  const ended = visit.endedAt && visit.startedAt ? Date.parse(visit.endedAt) - Date.parse(visit.startedAt) : 0;
  refuseIf(ended < 0 || ended > 12 * HOUR, 'endedAt', '结束时间不能早于开始时间，也不能晚于开始后12小时。');
  refuseIf(!visit.gps && !visit.gpsMissingReason, 'gpsMissingReason', '没有定位的，请填写原因。');
  const present = visit.findings.some(one => one.partySigned && one.partySigned !== 'ABSENT');
  refuseIf(present && visit.certShown === false, 'certShown', '当事人在场的，应当出示执法证件。');
  refuseIf(present && visit.recordingTold === false, 'recordingTold', '当事人在场的，应当告知正在执法记录。');
  const relations = new Set(visit.photos.map(photo => photo.relation));
  const problem = visit.result === 'FAIL' || visit.items.some(item => item.result === 'PROBLEM');
  refuseIf(
    problem && visit.photos.length > 0 && !(relations.has('WIDE') && relations.has('CLOSE')),
    'photos', '发现问题的，请至少拍远景、近景照片各一张。');
  classes(visit, refuseIf);
}

function classes(visit, refuseIf) {
  const day = visit.startedAt ? businessDate(visit.startedAt.slice(0, 16)) : '';
  refuseIf(
    visit.legalClass === 'STREET_PATROL' && visit.inspectionCode, 'inspectionCode', '街面巡查不填检查码。');
  refuseIf(
    ENTERPRISE.includes(visit.legalClass) && !visit.inspectionCode && day >= '2025-01-01',
    'inspectionCode', '2025年1月1日起，涉企检查应当填写检查码。');
  const triggered = visit.legalClass === 'ENTERPRISE_TRIGGERED';
  refuseIf(triggered && !visit.triggerRef, 'triggerRef', '线索触发的检查，请填写线索编号。');
  refuseIf(!triggered && visit.triggerRef, 'triggerRef', '不是线索触发的检查，不填线索编号。');
}

function againstTheScene(visit, scene, refuseIf) {
  if (!visit.startedAt) {
    return;
  }
  const started = instantOf(visit.startedAt.slice(0, 16));
  const day = businessDate(visit.startedAt.slice(0, 16));
  const ended = visit.endedAt ? Date.parse(visit.endedAt) : 0;
  refuseIf(started > now() + TOLERATED, 'startedAt', '开始时间不能晚于现在，请核对手机时间。');
  refuseIf(ended > now() + TOLERATED, 'endedAt', '结束时间不能晚于现在，请核对手机时间。');
  for (const task of [scene.task, ...scene.others].filter(Boolean)) {
    refuseIf(
      day < task.from || day > task.to, 'startedAt',
      `检查时间不在任务“${task.code}”的检查期间${dayInWords(task.from)}至${dayInWords(task.to)}内。`);
    state(task, visit.pointCode, refuseIf);
  }
  const answered = new Set(visit.items.filter(item => item.result).map(item => item.code));
  scene.items
    .filter(item => !answered.has(item.code))
    .forEach(item => refuseIf(true, 'items', `检查项“${item.code}”没有填写结果。`));
  laws(visit, scene, day, dayInShanghai(started), refuseIf);
  stalls(visit, scene, started, refuseIf);
  certificates(visit, scene, day, refuseIf);
}

function state(task, point, refuseIf) {
  refuseIf(task.suspended, 'squadTask', `中队任务“${task.code}”已暂停，恢复后再提交。`, true);
  refuseIf(
    !task.recordable && !task.suspended, 'squadTask',
    `中队任务“${task.code}”现为“${STATES[task.state] ?? task.state}”，不能记录检查。`, true);
  const stop = task.points.find(one => one.code === point);
  refuseIf(!stop, 'pointCode', `点位“${point}”没有分配给任务“${task.code}”。`, true);
  refuseIf(stop?.state === 'EXCUSED', 'pointCode', `点位“${point}”在任务“${task.code}”中已免检。`, true);
}

function laws(visit, scene, day, seenOn, refuseIf) {
  visit.findings.forEach((one, at) => {
    const law = lawOf(scene.law, one.violationCode, day);
    refuseIf(
      !law, `findings[${at}].violationCode`, `违法行为“${one.violationCode}”不存在或者在检查日无效。`);
    const fits = !law || !one.orderDueOn || one.orderDueOn > seenOn && one.orderDueOn <= plusDays(seenOn, law.days);
    refuseIf(
      one.disposition === 'CASE' && law?.proposed === 'ORDERED', `findings[${at}].disposition`,
      '依法应当先责令改正，拒不改正或者逾期不改正的才能立案查处。', true);
    refuseIf(!fits, `findings[${at}].orderDueOn`, `责令改正期限应在检查次日起${law?.days}日内。`);
  });
}

/** Where stalls are allowed, one is none unless it is said why (domain 9.3, no. 29). */
function stalls(visit, scene, started, refuseIf) {
  const found = visit.findings.some(one => one.violationCode === 'VIO_STALL');
  const exact = visit.gps && visit.gps.datum === 'WGS84' && visit.gps.accuracy <= 100;
  const at = exact ? visit.gps : {lat: Number(scene.point.lat), lon: Number(scene.point.lon)};
  const zone = found && !visit.remark && (scene.zones ?? []).find(one => isOpen(one, started)
    && distance(at, {lat: Number(one.lat), lon: Number(one.lon)}) <= one.radiusM);
  refuseIf(
    Boolean(zone), 'remark',
    `此处此时在允许设摊的${zone?.kind}“${zone?.name}”（${zone?.hours}）内；仍要记录占道设摊的，请在备注中说明理由。`);
}

function isOpen(zone, instant) {
  const time = local(instant).slice(11, 16);
  const today = dayInShanghai(instant);
  const opens = day => zone.from <= day && (!zone.to || day <= zone.to)
    && zone.weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
  return zone.windows.some(({from, to}) => {
    const [begin, end] = [from.slice(0, 5), to.slice(0, 5)];
    const night = end <= begin;
    return opens(today) && time >= begin && (night || time < end)
      || night && opens(plusDays(today, -1)) && time < end;
  });
}

export function lawOf(law, code, day) {
  return law.find(one => one.code === code && one.from <= day && (!one.to || day <= one.to));
}

function certificates(visit, scene, day, refuseIf) {
  visit.officers.forEach(account => {
    const officer = scene.officers.find(one => one.userId === account);
    refuseIf(!officer, 'officers', `没有账号为“${account}”的人员。`);
    refuseIf(
      officer && !certified(scene.officers, account, day),
      'officers', `${officer?.name}在${dayInWords(day)}没有有效的执法证。`);
  });
}

export function certified(officers, account, day) {
  return officers.some(one => one.userId === account && one.from <= day && day <= one.to);
}
