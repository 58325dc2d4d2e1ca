// The menu's groups are details elements and open without this; here they close again when the person goes elsewhere.
const groups = document.querySelectorAll(".masthead nav details");

function close(except) {
  for (const group of groups) {
    if (group !== except) {
      group.open = false;
    }
  }
}

document.addEventListener("click", (event) => close(event.target.closest?.(".masthead nav details")));

document.addEventListener("focusin", (event) => close(event.target.closest?.(".masthead nav details")));

document.addEventListener("keydown", (event) => {
  const open = [...groups].find((group) => group.open);
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
