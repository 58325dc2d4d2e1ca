// 时间快进: the server goes on from due moment to due moment and asks, with "pending", to be called again.
const form = document.getElementById("clock");
const state = document.getElementById("clock-state");
const button = form.querySelector("button");
const strip = document.querySelector("[data-clock]");

function inChinese(now) {
  const [, year, month, day, time] = now.match(/^(\d+)-(\d+)-(\d+)T(\d\d:\d\d)/);
  return `${year}年${Number(month)}月${Number(day)}日 ${time}`;
}

function token() {
  const cookie = document.cookie.split("; ").find((entry) => entry.startsWith("LEITING-XSRF="));
  return cookie ? cookie.slice("LEITING-XSRF=".length) : "";
}

async function call(method, body) {
  const response = await fetch(form.action, {
    method,
    headers: { "Content-Type": "application/json", "X-LEITING-XSRF": token() },
    body,
  });
  if (response.redirected || response.status === 401) {
    throw new Error("登录已失效，请重新登录。");
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail);
  }
  strip.textContent = inChinese(answer.now);
  return answer;
}

async function fastForward(target) {
  let answer;
  do {
    answer = await call("PUT", JSON.stringify({ now: target }));
    state.textContent = answer.pending
      ? `已到${inChinese(answer.now)}，沿途还有${answer.pending}件到期事项，继续快进……`
      : `已到${inChinese(answer.now)}。`;
  } while (answer.pending);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  state.className = "";
  state.textContent = "正在快进……";
  try {
    await fastForward(form.elements.target.value);
  } catch (refused) {
    state.className = "error";
    state.textContent = refused instanceof TypeError || refused instanceof SyntaxError ? "没有连上服务器，请稍后重试。" : refused.message;
  } finally {
    button.disabled = false;
  }
});

// The clock as it is now, to the minute, so that the field starts where forward begins.
call("GET").then((answer) => {
  form.elements.target.min = answer.now.slice(0, 16);
  form.elements.target.value = answer.now.slice(0, 16);
}).catch(() => {});
