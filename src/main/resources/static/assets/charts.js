/* Draws the numbers that the tables below show. Squads stay in the order of their codes. */
const root = document.querySelector('[data-charts]');
const colours = {coverage: '#14508f', rectification: '#1c7c3c', relapse: '#b5152b', deadlines: '#8a5a00'};
const MONTHS = Array.from({length: 12}, (_, at) => `${at + 1}月`);

const words = share => share.percent === null ? '没有到期事项' : `${share.percent}%（${share.part}/${share.whole}）`;
const shortName = name => name.replace(/^青浦城管|(街道|镇)?(城管)?中队$/g, '');

function draw(canvas, chart, page) {
  const bySquad = canvas.dataset.by === 'squad';
  const shares = bySquad ? chart.lines.map(line => line.total) : chart.months;
  const colour = colours[chart.measure];
  const frame = document.createElement('div');
  frame.className = 'frame';
  canvas.replaceWith(frame);
  frame.append(canvas);

  new Chart(canvas, {
    type: bySquad ? 'bar' : 'line',
    data: {
      labels: bySquad ? chart.lines.map(line => shortName(line.name)) : MONTHS,
      datasets: [{
        label: chart.title,
        data: shares.map(share => share.percent),
        backgroundColor: bySquad ? `${colour}cc` : colour,
        borderColor: colour,
        pointRadius: 4,
        spanGaps: false,
      }],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: {y: {min: 0, max: 100, ticks: {callback: value => `${value}%`}}, x: {ticks: {autoSkip: false}}},
      plugins: {legend: {display: false}, tooltip: {callbacks: {label: item => words(shares[item.dataIndex])}}},
      onClick: (event, found) => {
        if (found.length > 0) {
          const at = found[0].index;
          location.href = `${page}?${bySquad ? `squad=${chart.lines[at].squad}` : `month=${at + 1}`}`;
        }
      },
      onHover: (event, found) => {
        canvas.style.cursor = found.length > 0 ? 'pointer' : 'default';
      },
    },
  });
}

const answer = await fetch(root.dataset.charts, {headers: {Accept: 'application/json'}});
if (answer.ok) {
  const {charts} = await answer.json();
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = '#1d2228';
  charts.forEach(chart => {
    const pictures = root.querySelector(`[data-measure="${chart.measure}"]`);
    pictures.querySelectorAll('canvas').forEach(canvas => draw(canvas, chart, pictures.dataset.records));
  });
  root.dataset.drawn = '';
}
