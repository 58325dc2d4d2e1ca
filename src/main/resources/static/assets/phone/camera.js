/* Photos as files: their kind by content, their hash, and what must be done to one that the server would refuse. */

const LONG_SIDE = 4000;
const PREVIEW = 240;
const LOST = '拍摄时间和位置信息因此丢失，审核时会提示核对。';

/**
 * Bytes ready to be sent, kept as they are where they can be.
 *
 * @param limits photoBytes and photoPixels
 * @returns blob, type, sha256, width, height, preview, note (what the person must know, or null)
 */
export async function prepare(file, limits) {
  const bytes = await file.arrayBuffer();
  const type = kindOf(new Uint8Array(bytes));
  if (type === null) {
    throw new Error('只能上传 JPEG 或 PNG 照片。');
  }
  let ready = {blob: new Blob([bytes], {type}), type, note: null};
  if (type === 'image/heic') {
    ready = await converted(ready.blob, 'HEIC 照片已转换为 JPEG，');
  } else {
    const [width, height] = dimensions(new Uint8Array(bytes), type);
    Object.assign(ready, {width, height});
    if (file.size > limits.photoBytes || width * height > limits.photoPixels) {
      ready = await converted(ready.blob, '照片太大，已经缩小，');
    }
  }
  if (ready.blob.size > limits.photoBytes) {
    throw new Error(`照片不能超过${Math.round(limits.photoBytes / 1_048_576)} MB。`);
  }
  ready.sha256 = await hash(ready.blob);
  ready.preview = await preview(ready.blob);
  return ready;
}

export function kindOf(bytes) {
  const at = (offset, ...values) => values.every((value, i) => bytes[offset + i] === value);
  if (at(0, 0xff, 0xd8, 0xff)) {
    return 'image/jpeg';
  }
  if (at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    return 'image/png';
  }
  const brand = String.fromCharCode(...bytes.slice(4, 12));
  return /^ftyp(hei|hev|mif1|msf1)/.test(brand) ? 'image/heic' : null;
}

/** From the header, before anything is decoded. */
export function dimensions(bytes, type) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/png') {
    return [view.getUint32(16), view.getUint32(20)];
  }
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      break;
    }
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  throw new Error('照片文件已损坏，请重新拍摄。');
}

async function converted(blob, what) {
  const bitmap = await decode(blob, blob.type === 'image/heic'
    ? '这台手机的浏览器不能读取 HEIC 照片，请在相机设置中选择“兼容性最佳”（JPEG）后重新拍摄。'
    : '照片太大，这台手机不能缩小它，请调低相机的分辨率后重新拍摄。');
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
  const small = await drawn(bitmap, bitmap.width * scale, bitmap.height * scale, 0.88);
  return {...small, type: 'image/jpeg', note: what + LOST};
}

async function preview(blob) {
  const bitmap = await decode(blob, '照片文件已损坏，请重新拍摄。', {resizeHeight: PREVIEW, resizeQuality: 'medium'});
  const scale = Math.min(1, PREVIEW / bitmap.height); // where the browser did not know the option
  return (await drawn(bitmap, bitmap.width * scale, bitmap.height * scale, 0.7)).blob;
}

async function decode(blob, sentence, options = {}) {
  try {
    return await createImageBitmap(blob, options);
  } catch {
    throw new Error(sentence);
  }
}

async function drawn(bitmap, width, height, quality) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) {
    throw new Error('这台手机的内存不够处理这张照片，请调低相机的分辨率后重新拍摄。');
  }
  return {blob, width: canvas.width, height: canvas.height};
}

async function hash(blob) {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
