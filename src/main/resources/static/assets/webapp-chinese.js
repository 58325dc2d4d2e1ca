// Called by the configuration of each web application, and waited for, before the application starts: some of its
// tables take their headings when they are made, and show the keys where the texts have not come by then.
const RELEASE = '7.24.0';

export async function speakChinese(app, title) {
  document.documentElement.lang = 'zh-CN';
  document.title = `雷霆 8+365 ${title}`;

  const path = `${document.querySelector('base').getAttribute('app-root')}/app/${app}/locales/`;
  try {
    const answer = await fetch(`${path}zh.json?bust=${RELEASE}`, { cache: 'no-cache' });
    if (answer.ok) {
      const kept = JSON.parse(localStorage.getItem('camunda-web') ?? '{}');
      kept[`${path}_locales_data_zh_${RELEASE}`] = JSON.stringify(await answer.json());
      localStorage.setItem('camunda-web', JSON.stringify(kept));
    }
  } catch (unreachable) {
    console.warn(unreachable); // the application asks for its texts itself, and says when it gets none
  }
}
