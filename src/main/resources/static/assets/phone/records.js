/* What was recorded on this phone, and how far each has come. */

import { json } from './api.js';
import { reopen } from './draft.js';
import { fill, h } from './dom.js';
import { changeEntry, dropEntry, entriesOf, keepPhoto, photosOf } from './store.js';
import { countPhotos } from './queue.js';
import { local, now } from './time.js';
import { ENTRIES } from './words.js';

const DAY = 24 * 60 * 60_000;
const KEPT = 7 * DAY;
const MOST = 1000;

export async function showRecords(context) {
  const {screen} = context;
  const redraw = () => {
    const entries = [...context.state.entries].sort((one, other) => other.createdAt - one.createdAt);
    fill(screen,
      h('h1', {}, '我的记录'),
      h('p', {class: 'hint'}, '办理完、照片也传完的记录，7天后从手机上移除；中队的全部记录在',
        h('a', {href: '/field/inspections'}, '检查记录'), '。'),
      entries.length === 0 && h('p', {class: 'empty'}, '这台手机上还没有记录。'),
      entries.map(one => card(one, context)));
  };
  redraw();
  return {news: redraw};
}

function card(one, context) {
  const {refresh, queued} = context;
  const mend = async () => {
    const reopened = await reopen(one.clientId);
    await refresh();
    if (reopened) {
      context.go(`#/drafts/${one.clientId}`);
    }
  };
  const problems = Object.values(one.form.marks).filter(mark => mark === 'PROBLEM').length;
  return h('section', {class: `card entry ${one.state}`, 'data-state': one.state},
    h('span', {class: 'tags'},
      h('span', {class: `tag ${{ACCEPTED: 'good', REFUSED: 'bad', DRAFT: ''}[one.state] ?? 'wait'}`}, ENTRIES[one.state]),
      one.kind === 'RECHECK' && h('span', {class: 'tag'}, '复查'),
      problems > 0 && h('span', {class: 'tag bad'}, `有问题${problems}项`),
      one.voided && h('span', {class: 'tag bad'}, '已作废')),
    h('h2', {}, one.point.name),
    h('p', {class: 'hint'}, `${one.form.startedAt.replace('T', ' ')} · ${one.title}`),
    progress(one),
    one.refusal && h('p', {class: 'refusal', role: 'alert'}, one.refusal.sentence),
    one.refusal?.stored && h('p', {class: 'hint'}, '服务器上已有同号的另一份内容；改好后会以新的编号发送。'),
    one.trouble && h('p', {class: 'hint'}, `${one.trouble}已试${one.tries ?? 0}次，会自动再试。`),
    one.photosRefused > 0 && h('p', {class: 'refusal'}, `有${one.photosRefused}张照片被退回。`, photoSentences(one)),
    orders(one),
    h('p', {class: 'actions'},
      one.state === 'DRAFT' && h('a', {class: 'button', href: `#/drafts/${one.clientId}`}, '继续填写'),
      one.state === 'REFUSED' && h('button', {type: 'button', class: 'main', onclick: mend}, '修改后再发'),
      one.state === 'QUEUED' && !one.tries && h('button', {type: 'button', class: 'quiet', onclick: mend}, '取回修改'),
      (one.state === 'QUEUED' || one.photosLeft > 0 && one.state === 'ACCEPTED')
        && h('button', {type: 'button', class: 'quiet', onclick: queued}, '立即发送')));
}

function progress(one) {
  if (one.state === 'DRAFT' || !one.photos) {
    return null;
  }
  return h('p', {class: 'hint photos-sent'}, `照片${one.photosSent ?? 0}/${one.photos}已上传`,
    h('progress', {max: one.photos, value: one.photosSent ?? 0, 'aria-label': '照片上传进度'}));
}

function photoSentences(one) {
  const list = h('span', {});
  photosOf(one.clientId).then(photos => fill(list, photos
    .filter(photo => photo.state === 'REFUSED')
    .map(photo => h('span', {}, photo.refusal))));
  return list;
}

function orders(one) {
  const numbers = (one.answer?.findings ?? []).map(finding => finding.order).filter(Boolean);
  return numbers.length > 0 && h('p', {}, `责令改正通知：${numbers.join('、')}。`);
}

/**
 * Compares with what the server has: a record it does not know is sent again, a photo it lacks too; what is
 * complete there and older than a week leaves the phone.
 */
export async function reconcile({account, squad}) {
  const mine = (await entriesOf(account)).filter(one => one.state === 'ACCEPTED' && one.squad === squad.code);
  if (mine.length === 0) {
    return;
  }
  const since = Math.min(...mine.map(one => one.acceptedAt)) - DAY;
  const answer = await json(`/api/field/inspections?since=${encodeURIComponent(`${local(since)}:00+08:00`)}`);
  const there = new Map(answer.map(found => [found.clientId, found]));
  for (const one of mine) {
    const found = there.get(one.clientId);
    if (found) {
      await compare(one, found);
    } else if (answer.length < MOST) {
      await changeEntry(one.clientId, {state: 'QUEUED', trouble: '服务器没有这条记录，重新发送。'});
    }
  }
}

async function compare(one, found) {
  const states = new Map(found.photos.map(photo => [photo.sha256, photo.state]));
  let whole = true;
  for (const photo of await photosOf(one.clientId)) {
    const stored = states.get(photo.sha256) === 'STORED';
    whole &&= stored;
    if (stored !== (photo.state === 'STORED') && photo.state !== 'REFUSED') {
      await keepPhoto({...photo, state: stored ? 'STORED' : 'WAITING', begun: true});
    }
  }
  await countPhotos(one.clientId);
  if (found.validity === 'INVALID' && !one.voided) {
    await changeEntry(one.clientId, {voided: found.invalidReason});
  }
  if (whole && one.acceptedAt < now() - KEPT) {
    await dropEntry(one.clientId);
  }
}
