/* Where the visit was: measured by the phone, or the reason why not. */

import { choice, field, h } from './dom.js';
import { distance, inWords, locate } from './place.js';

const DATUMS = [['WGS84', 'WGS-84（手机定位）'], ['GCJ02', 'GCJ-02（地图软件）']];

export function showPlace(edit) {
  const {form} = edit;
  if (!form.gps && !form.gpsMissingReason && !edit.asked) {
    edit.asked = true;
    measure(edit);
  }
  return [
    h('h2', {}, '定位'),
    h('p', {class: edit.measuring ? 'hint' : null, role: 'status'}, sentence(edit)),
    h('p', {}, h('button', {type: 'button', class: 'wide', onclick: () => measure(edit)}, form.gps ? '重新定位' : '定位')),
    form.gps && h('div', {}, choice('datum', DATUMS, form.gps.datum, value => {
      form.gps.datum = value;
      edit.changed('place');
    }, '坐标系')),
    h('div', {'data-field': 'gpsMissingReason', hidden: Boolean(form.gps)}, field('没有定位的原因', h('input', {
      type: 'text', maxlength: 200, value: form.gpsMissingReason, oninput: event => {
        form.gpsMissingReason = event.target.value;
        edit.changed();
      },
    }))),
  ];
}

async function measure(edit) {
  edit.measuring = true;
  try {
    edit.form.gps = await locate();
    edit.form.gpsMissingReason = '';
    edit.unplaced = undefined;
  } catch (failure) {
    edit.unplaced = failure.message;
  }
  edit.measuring = false;
  edit.changed('place');
}

function sentence({form, draft, kit, measuring, unplaced}) {
  if (!form.gps) {
    return measuring ? '正在定位。' : unplaced ?? '还没有定位。';
  }
  const {lat, lon, accuracy, datum} = form.gps;
  const metres = distance({lat, lon}, {lat: Number(draft.point.lat), lon: Number(draft.point.lon)});
  const far = datum === 'WGS84' && metres - accuracy > Number(kit.limits.warnM);
  return `${lat.toFixed(5)}，${lon.toFixed(5)}，精度${accuracy}米，${datum === 'WGS84' ? 'WGS-84' : 'GCJ-02'}，距点位约${
    inWords(metres)}。${far ? '离点位较远，审核时会提示核对。' : ''}`;
}
