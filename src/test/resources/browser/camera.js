/* What becomes of files that the server would refuse. */
async () => {
  const {prepare} = await import('/assets/phone/camera.js');
  const limits = {photoBytes: 10_000_000, photoPixels: 10_000};
  const canvas = document.createElement('canvas');
  canvas.width = 5000;
  canvas.height = 50;
  canvas.getContext('2d').fillRect(0, 0, 50, 50);
  const picture = async type => new Promise(resolve => canvas.toBlob(resolve, type));
  const said = async (content, most = limits) => {
    try {
      const ready = await prepare(new File([content], 'photo'), most);
      return `${ready.type} ${ready.width} ${ready.note ?? ''}`;
    } catch (refusal) {
      return refusal.message;
    }
  };
  const jpeg = await picture('image/jpeg');
  return {
    heic: await said(new Blob([new Uint8Array(4), 'ftypheic', new Uint8Array(40)])),
    text: await said(new Blob(['no picture at all'])),
    broken: await said(jpeg.slice(0, 12)),
    large: await said(await picture('image/png')),
    sound: await said(jpeg, {photoBytes: 10_000_000, photoPixels: 50_000_000}),
    changed: (await prepare(new File([jpeg], 'photo'), {photoBytes: 10_000_000, photoPixels: 50_000_000})).blob.size - jpeg.size,
  };
}
