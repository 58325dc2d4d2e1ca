/* Where the phone is, and how far from a point; WGS-84 as phones measure it. */

const EARTH = 6_371_008.8;

const SENTENCES = {
  1: '没有允许使用位置，请在浏览器设置中允许，或者填写没有定位的原因。',
  2: '现在测不到位置，请到开阔处再试，或者填写没有定位的原因。',
  3: '定位超时，请再试一次，或者填写没有定位的原因。',
};

/** The position, or a refusal whose message can be shown. */
export function locate() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      reject(new Error('这台设备没有定位功能，请填写没有定位的原因。'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      found => resolve({
        lat: Number(found.coords.latitude.toFixed(6)),
        lon: Number(found.coords.longitude.toFixed(6)),
        accuracy: Math.ceil(found.coords.accuracy),
        datum: 'WGS84',
      }),
      failure => reject(new Error(SENTENCES[failure.code] ?? SENTENCES[2])),
      {enableHighAccuracy: true, timeout: 15_000, maximumAge: 20_000});
  });
}

/** Metres. */
export function distance(one, other) {
  const from = radians(one.lat);
  const to = radians(other.lat);
  const north = Math.sin((to - from) / 2);
  const east = Math.sin(radians(other.lon - one.lon) / 2);
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(north * north + Math.cos(from) * Math.cos(to) * east * east)));
}

function radians(degrees) {
  return degrees * Math.PI / 180;
}

export function inWords(metres) {
  return metres < 1000 ? `${Math.round(metres)}米` : `${(metres / 1000).toFixed(1)}公里`;
}
