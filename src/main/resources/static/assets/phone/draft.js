/* A record from the first tap to the queue: what it holds, how it is kept, what will be sent. */

import { countPhotos } from './queue.js';
import { changeEntry, entry, keepEntry, meta, photosOf, remember, renumber } from './store.js';
import { instantOf, local, now, withOffset } from './time.js';
import { isEnterprise } from './words.js';

const DEBOUNCE = 250;
const HOUR = 60 * 60_000;

/** A new one at a point of a task, with what can be known before anybody types. */
export async function begin(kit, task, stop, order = null) {
  const created = {
    clientId: crypto.randomUUID(),
    account: kit.account,
    squad: kit.squad.code,
    kind: order ? 'RECHECK' : 'INSPECTION',
    state: 'DRAFT',
    seq: now(),
    createdAt: now(),
    title: task?.title ?? '复查',
    point: {code: stop.code, name: stop.name, kind: stop.kind, lat: stop.lat, lon: stop.lon},
    order,
    items: itemsFor(task, stop.kind),
    parked: {},
    form: {
      ...blank(task, stop, order),
      officers: await lastCrew(kit),
    },
  };
  await keepEntry(created);
  return created;
}

function blank(task, stop, order) {
  const usual = isEnterprise(stop.kind) ? 'ENTERPRISE_PLANNED' : 'STREET_PATROL';
  return {
    squadTask: task?.code ?? null,
    alsoServes: [],
    pointCode: stop.code,
    startedAt: local(),
    endedAt: '',
    legalClass: order ? 'RE_CHECK' : usual,
    inspectionCode: '',
    triggerRef: '',
    auxiliaries: 0,
    certShown: null,
    recordingTold: null,
    bodyCamRef: '',
    gps: null,
    gpsMissingReason: '',
    marks: {},
    findings: [],
    remark: '',
    result: null,
    cannotCheckReason: null,
  };
}

/** Who went out last with this account; they must still be of the squad. */
async function lastCrew(kit) {
  const last = (await meta(`crew:${kit.account}`)) ?? [kit.account];
  return last.filter(account => kit.officers.some(officer => officer.userId === account));
}

export function itemsFor(task, kind) {
  return (task?.checklist.items ?? [])
    .filter(item => item.objectKinds.length === 0 || item.objectKinds.includes(kind));
}

/** Other tasks that ask the same of the same point, which one visit may serve as well. */
export function othersOf(tasks, draft) {
  const codes = new Set(draft.items.map(item => item.code));
  return tasks.filter(other => other.recordable
    && other.code !== draft.form.squadTask
    && other.points.some(stop => stop.code === draft.form.pointCode && stop.state !== 'EXCUSED')
    && itemsFor(other, draft.point.kind).every(item => codes.has(item.code)));
}

/** A case is begun because somebody means it, never because nobody looked: what is proposed then stands beside. */
export function blankFinding(violation, proposed) {
  return {
    violationCode: violation,
    partyUnknown: true,
    description: '',
    disposition: proposed === 'CASE' ? null : proposed ?? null,
    educationGiven: null,
    educationKind: null,
    noEducationReason: '',
    orderDueOn: '',
    partySigned: null,
    witness: '',
  };
}

/** Keeps the findings in step with the items: one at least for each problem, none without; what was typed waits. */
export function followMarks(draft, propose) {
  const wanted = new Set(draft.items
    .filter(item => draft.form.marks[item.code] === 'PROBLEM')
    .map(item => item.violationCode));
  for (const gone of draft.form.findings.filter(one => !wanted.has(one.violationCode))) {
    (draft.parked[gone.violationCode] ??= []).push(gone);
  }
  const kept = draft.form.findings.filter(one => wanted.has(one.violationCode));
  for (const code of wanted) {
    if (!kept.some(one => one.violationCode === code)) {
      kept.push(...(draft.parked[code] ?? [blankFinding(code, propose(code))]));
      delete draft.parked[code];
    }
  }
  draft.form.findings = kept;
}

/** As the contract has it. */
export function visitOf(draft, photos, ended) {
  const {marks, startedAt, endedAt, ...form} = draft.form;
  const visit = {
    clientId: draft.clientId,
    ...form,
    startedAt: withOffset(startedAt),
    endedAt: withOffset(endedAt || ended),
    inspectionCode: text(form.inspectionCode),
    triggerRef: text(form.triggerRef),
    bodyCamRef: text(form.bodyCamRef),
    gpsMissingReason: form.gps ? null : text(form.gpsMissingReason),
    items: Object.entries(marks).map(([code, result]) => ({code, result})),
    photos: photos.map(photo => ({sha256: photo.sha256, relation: photo.relation})),
    findings: form.findings.map(sentFinding),
    remark: text(form.remark),
  };
  if (draft.kind === 'RECHECK') {
    visit.originalFindingId = draft.order.finding;
    visit.cannotCheckReason = form.result === 'CANNOT_CHECK' ? form.cannotCheckReason : null;
  } else {
    delete visit.result;
    delete visit.cannotCheckReason;
  }
  return visit;
}

function sentFinding(one) {
  return {
    ...one,
    description: one.description.trim(),
    noEducationReason: one.educationGiven === false ? text(one.noEducationReason) : null,
    orderDueOn: one.disposition === 'ORDERED' ? text(one.orderDueOn) : null,
    witness: one.partySigned === 'SIGNED' ? null : text(one.witness),
  };
}

function text(typed) {
  return (typed ?? '').trim() || null;
}

/** Writes the draft soon after each change, at once when the page may go away. */
export class Keeper {
  /** @param told of each change whether it is kept */
  constructor(draft, failed, told) {
    Object.assign(this, {draft, failed, told});
    this.flushing = () => this.flush();
    addEventListener('pagehide', this.flushing);
    document.addEventListener('visibilitychange', this.flushing);
  }

  changed() {
    clearTimeout(this.timer);
    this.dirty = true;
    this.told(false);
    this.timer = setTimeout(this.flushing, DEBOUNCE);
  }

  async flush() {
    clearTimeout(this.timer);
    if (!this.dirty) {
      return true;
    }
    this.dirty = false;
    try {
      const kept = await changeEntry(
        this.draft.clientId, one => one.state === 'DRAFT' ? {...this.draft, editedAt: now()} : null);
      if (!kept) {
        throw new Error('这条草稿已在别处发送或删除');
      }
      this.told(!this.dirty);
      return true;
    } catch (failure) {
      this.dirty = true;
      this.failed(failure);
      return false;
    }
  }

  async close() {
    removeEventListener('pagehide', this.flushing);
    document.removeEventListener('visibilitychange', this.flushing);
    return this.flush();
  }
}

/**
 * From here on its content stays as it is, however often it must be sent; so it does where another tab, or the same
 * thumb, has sent it before.
 */
export async function enqueue(draft) {
  let queued = draft;
  const kept = await entry(draft.clientId);
  if (kept?.state !== 'DRAFT') {
    return kept;
  }
  if (queued.refusal?.stored) {
    queued = await renumber(queued, crypto.randomUUID());
  }
  const photos = await photosOf(queued.clientId);
  const body = JSON.stringify(visitOf(queued, photos, endOf(queued.form.startedAt)));
  await changeEntry(queued.clientId, one => one.state === 'DRAFT'
    ? {...queued, body, state: 'QUEUED', seq: now(), tries: 0, trouble: null, refusal: null} : null);
  await countPhotos(queued.clientId);
  await remember(`crew:${queued.account}`, queued.form.officers);
  return entry(queued.clientId);
}

/** Now, but of a visit that is typed in long afterwards the phone does not know the end. */
function endOf(started) {
  const lasted = now() - instantOf(started);
  return lasted >= 0 && lasted < 2 * HOUR ? local() : null;
}

/** Back to a draft: only what the server has not taken, and what is not on its way at this moment. */
export async function reopen(clientId) {
  const free = one => one.state === 'REFUSED' || one.state === 'QUEUED' && !one.tries;
  return changeEntry(clientId, one => free(one) ? {state: 'DRAFT', body: null} : null);
}
