/* The photos of a record: taken or chosen, each with what it shows. */

import { prepare } from './camera.js';
import { fill, h, icon, ICONS } from './dom.js';
import { dropPhoto, entry, keepPhoto } from './store.js';
import { RELATIONS } from './words.js';

export function showPhotos(edit) {
  const told = h('p', {class: 'refusal', role: 'alert', hidden: edit.trouble === undefined}, edit.trouble ?? '');
  return [
    h('h2', {}, '照片', h('small', {}, `${edit.photos.length}张，最多${edit.kit.limits.photos}张`)),
    h('div', {class: 'shots', 'data-field': 'photos'},
      shoot('拍远景', 'WIDE', true, edit), shoot('拍近景', 'CLOSE', true, edit), shoot('从相册选', null, false, edit)),
    told,
    h('div', {class: 'photos'}, edit.photos.map(photo => figure(photo, edit))),
  ];
}

function shoot(label, relation, camera, edit) {
  const id = `shoot-${relation ?? 'ALBUM'}`;
  return h('span', {class: 'shoot'},
    h('input', {
      type: 'file', id, accept: 'image/*', capture: camera ? 'environment' : null, multiple: !camera,
      onchange: async event => {
        const files = [...event.target.files];
        event.target.disabled = true;
        edit.taking = take(files, relation, edit);
        await edit.taking;
      },
    }),
    h('label', {for: id}, icon(ICONS.camera), label));
}

async function take(files, relation, edit) {
  edit.trouble = undefined;
  for (const file of files) {
    try {
      await add(file, relation, edit);
    } catch (failure) {
      const full = failure.name === 'QuotaExceededError' || failure.name === 'AbortError';
      edit.trouble = full ? '手机存储空间不足，这张照片没有保存。请先发送排队中的记录或清理空间。' : failure.message;
    }
  }
  edit.changed('photos');
}

async function add(file, relation, edit) {
  if (edit.photos.length >= edit.kit.limits.photos) {
    throw new Error(`照片最多${edit.kit.limits.photos}张。`);
  }
  const ready = await prepare(file, edit.kit.limits);
  if (edit.photos.some(photo => photo.sha256 === ready.sha256)) {
    throw new Error('同一张照片只能填一次。');
  }
  const {clientId} = edit.draft;
  if ((await entry(clientId))?.state !== 'DRAFT') {
    throw new Error('这条记录已经发送，照片没有加上。');
  }
  const photo = {
    ...ready,
    id: `${clientId}:${ready.sha256}`,
    clientId,
    at: edit.photos.length === 0 ? 0 : Math.max(...edit.photos.map(one => one.at)) + 1,
    relation: relation ?? missing(edit),
    state: 'WAITING',
  };
  await keepPhoto(photo);
  edit.photos.push(photo);
}

/** What a visit needs first: one from afar, one from near. */
function missing({photos, draft}) {
  const there = new Set(photos.map(photo => photo.relation));
  return ['WIDE', 'CLOSE'].find(one => !there.has(one)) ?? (draft.kind === 'RECHECK' ? 'AFTER' : 'CLOSE');
}

function figure(photo, edit) {
  const picture = h('img', {alt: '照片', onload: event => URL.revokeObjectURL(event.target.src)});
  picture.src = URL.createObjectURL(photo.preview);
  const relation = h('select', {
    'aria-label': '这张照片是', onchange: async event => {
      photo.relation = event.target.value;
      await keepPhoto(photo);
      edit.changed();
    },
  }, RELATIONS.map(([value, label]) => h('option', {value, selected: value === photo.relation}, label)));
  return h('figure', {}, picture, h('figcaption', {}, relation, h('button', {
    type: 'button', class: 'quiet', 'aria-label': '删去这张照片', onclick: async () => {
      edit.photos.splice(edit.photos.indexOf(photo), 1);
      await dropPhoto(photo.id);
      edit.changed('photos');
    },
  }, '删去')), photo.note && h('small', {class: 'warn'}, photo.note));
}
