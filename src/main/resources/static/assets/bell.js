// The bell asks by itself as long as somebody can see the page. Whoever does not answer is asked less and less often.
const EVERY = 60_000;
const AT_MOST = 16 * EVERY;

const bell = document.querySelector("[data-bell]");
const count = bell.querySelector(".count");
const said = document.querySelector("[data-bell-said]");
let unread = Number(bell.dataset.unread);
let wait = EVERY;
let asked = Date.now();
let timer;

function show(now) {
  unread = now;
  count.hidden = unread === 0;
  count.textContent = unread > 99 ? "99+" : unread;
  bell.setAttribute("aria-label", `通知，${unread}条未读`);
  said.textContent = `有${unread}条未读通知。`;
}

/** Answers whether to go on asking: not when the login has ended. */
async function ask() {
  const answer = await fetch(bell.dataset.bell, { headers: { "If-None-Match": `"${unread}"` }, cache: "no-store" });
  if (answer.status === 200) {
    show((await answer.json()).unread);
  } else if (answer.status >= 500) {
    throw new Error("no answer");
  }
  return answer.status === 200 || answer.status === 304;
}

async function turn() {
  asked = Date.now();
  try {
    if (!(await ask())) {
      return;
    }
    wait = EVERY;
  } catch {
    wait = Math.min(2 * wait, AT_MOST);
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) {
    timer = setTimeout(turn, Math.max(0, asked + wait - Date.now()));
  }
}

document.addEventListener("visibilitychange", plan);
window.addEventListener("online", () => {
  wait = EVERY;
  plan();
});
plan();
