/* The phone's position for what supervision sees at a point; without it the fields are filled in by hand or left out. */
import {locate} from './phone/place.js';

const button = document.querySelector('#locate');
const state = document.querySelector('#place-state');

if (button) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    state.value = '正在定位……';
    try {
      const place = await locate();
      document.querySelector('#lat').value = place.lat;
      document.querySelector('#lon').value = place.lon;
      state.value = `已填入，精度${place.accuracy}米。`;
    } catch (refusal) {
      state.value = refusal.message;
    }
  });
}
